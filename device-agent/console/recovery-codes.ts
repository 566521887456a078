/** Codes on paper that stand in for a lost authenticator, each once. They are random enough that a plain hash keeps them. */
import { createHash, randomBytes } from 'node:crypto';
import { base32 } from './totp.ts';

const COUNT = 8;
/** 50 bits: at five tries in ten minutes guessing takes longer than the machine lives. */
const BYTES = 7;

/** Fresh codes, `XXXXX-XXXXX`. */
export function makeRecoveryCodes(): readonly string[] {
  return Array.from({ length: COUNT }, () => {
    const text = base32(randomBytes(BYTES));
    return `${text.slice(0, 5)}-${text.slice(5, 10)}`;
  });
}

/** What is kept of a code. */
export function recoveryHash(code: string): Uint8Array {
  return createHash('sha256').update(code).digest();
}
