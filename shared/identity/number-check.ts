/** Whether a number on a card can be one: shape, GB 11643 check character, birth date; and whether the card contradicts it. */
import type { IdentityCard } from './card.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/**
 * What was found wrong. `shape`, `check-character` and `birth-date` mean that no such number can have been issued. `birth-differs` and
 * `sex-differs` mean that two fields of the card disagree: worth a record, no reason to send a citizen away.
 */
export type NumberFinding = 'shape' | 'check-character' | 'birth-date' | 'birth-differs' | 'sex-differs';

/** The check character for the first 17 digits: ISO 7064 MOD 11-2, GB 11643 §4.3. Throws unless given 17 digits. */
export function checkCharacter(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new Error('the check character is made of 17 digits');
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17.charAt(index)), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/** Whether YYYYMMDD names a day of the calendar. */
export function isCalendarDate(date: string): boolean {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(date);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const asDate = new Date(Date.UTC(year, month - 1, day));
  // Years below 100 are taken as 19xx by Date; no card holder was born in them.
  return year >= 1800 && asDate.getUTCMonth() === month - 1 && asDate.getUTCDate() === day;
}

/** The birth date inside an 18-character number, YYYYMMDD. */
function birthDateOf(number: string): string {
  return number.slice(6, 14);
}

/**
 * Everything that is wrong with the number of a card; empty when nothing is. An unknown region is no finding: retired codes stay valid.
 * A 15-character foreigner number (2017) is judged by its shape alone, since official specimens fail their own check digit.
 */
export function numberFindings(card: IdentityCard): readonly NumberFinding[] {
  if (card.type === 'foreigner' && card.edition === 2017) return /^[A-Z]{3}\d{12}$/.test(card.number) ? [] : ['shape'];
  if (!/^\d{17}[\dX]$/.test(card.number)) return ['shape'];
  const findings: NumberFinding[] = [];
  if (checkCharacter(card.number.slice(0, 17)) !== card.number.charAt(17)) findings.push('check-character');
  if (!isCalendarDate(birthDateOf(card.number))) findings.push('birth-date');
  else if (birthDateOf(card.number) !== card.birthDate) findings.push('birth-differs');
  const male = Number(card.number.charAt(16)) % 2 === 1;
  if ((card.sex === '1' && !male) || (card.sex === '2' && male)) findings.push('sex-differs');
  return findings;
}

/** Whether the findings mean that the number cannot exist, so that the card is not accepted. */
export function refusesCard(findings: readonly NumberFinding[]): boolean {
  return findings.some((finding) => finding === 'shape' || finding === 'check-character' || finding === 'birth-date');
}
