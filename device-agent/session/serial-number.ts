/** 流水号: our own id of a hand-in, and the text of the code on its slip. */
import { brand, type SubmissionId } from '../../shared/base/brand.ts';
import { chinaDay } from '../../shared/base/china-time.ts';

/** Crockford's base 32 without I, L, O, U: nothing that is misread aloud or on paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const FORM = /^Z\d{6}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;
const CODE_PREFIX = 'ZZB1:';

/** `Z261120-7K3M-9Q2X-HB4T`: the day, then 60 random bits, so that nobody finds another's case by counting. */
export function makeSubmissionId(day: Date, randomBytes: Uint8Array): SubmissionId {
  if (randomBytes.length < 12) throw new Error('a serial number needs 12 random bytes');
  const letters = Array.from(randomBytes.subarray(0, 12), (byte) => ALPHABET.charAt(byte & 31));
  const groups = [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8, 12)].map((group) => group.join(''));
  return brand(`Z${chinaDay(day).slice(2)}-${groups.join('-')}`);
}

/** The text of the QR code on a slip. It holds no personal data. */
export function progressCode(id: SubmissionId): string {
  return CODE_PREFIX + id;
}

/** Reads a scanned code; null when it is not one of our slips. */
export function parseProgressCode(text: string): SubmissionId | null {
  const trimmed = text.trim();
  if (!trimmed.startsWith(CODE_PREFIX)) return null;
  const id = trimmed.slice(CODE_PREFIX.length);
  return FORM.test(id) ? brand(id) : null;
}
