/** PINs: what is too easy, and how they are kept (scrypt, RFC 7914). */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Cost of one try: about 0.1 s and 32 MB on a terminal, so that a stolen database does not give its PINs away. */
const COST = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const SHORTEST = 6;

/** A kept PIN. */
export interface PinHash {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

/** Whether anybody would guess it: under six digits, all alike, or running up or down. */
export function isWeakPin(pin: string): boolean {
  if (pin.length < SHORTEST) return true;
  const steps = new Set(Array.from(pin.slice(1), (digit, index) => Number(digit) - Number(pin[index])));
  const [step] = steps;
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1;
}

/** Makes what is kept of a PIN. */
export async function hashPin(pin: string): Promise<PinHash> {
  const salt = randomBytes(SALT_BYTES);
  return { salt, hash: await derive(pin, salt) };
}

/** Compares in constant time. */
export async function pinMatches(pin: string, kept: PinHash): Promise<boolean> {
  const given = await derive(pin, kept.salt);
  return given.length === kept.hash.length && timingSafeEqual(given, kept.hash);
}

function derive(pin: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, COST, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
