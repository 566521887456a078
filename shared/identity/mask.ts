/** What the page may show of a person: enough to see that it is me, too little for the one behind me. */
import type { IdentityCard, MaskedIdentity } from './card.ts';

/** The first character whole, one star for the rest whatever its length. */
function maskName(name: string): string {
  const [first] = name;
  return first === undefined ? '*' : `${first}*`;
}

function maskNumber(number: string): string {
  if (number.length < 3) return '*'.repeat(number.length);
  return number.charAt(0) + '*'.repeat(number.length - 2) + number.charAt(number.length - 1);
}

/** Masks name and number. A foreigner without a Chinese name is shown by the first letter of the English one. */
export function maskIdentity(card: IdentityCard): MaskedIdentity {
  const name = card.type === 'foreigner' && card.name === '' ? card.englishName : card.name;
  return { cardType: card.type, name: maskName(name), number: maskNumber(card.number) };
}
