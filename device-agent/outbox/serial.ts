/** Numbers that this terminal makes before anything leaves: serials of hand-ins, codes that open their progress. */
import { createHash, randomBytes } from 'node:crypto';
import { brand, type SubmissionId } from '../../shared/base/brand.ts';

/** Crockford's base 32: no I, L, O, U, so that a clerk can read it out. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_PREFIX = 'ZZB1:';
const CODE_CHARACTERS = 26;

/** 流水号 `20260302-K7QF-9XHM-2PTR`: the local day and 60 random bits, unique among all terminals of a region without asking anybody. */
export function newSubmissionId(wall: Date): SubmissionId {
  const day = `${wall.getFullYear()}${String(wall.getMonth() + 1).padStart(2, '0')}${String(wall.getDate()).padStart(2, '0')}`;
  const random = letters(12);
  return brand<SubmissionId>(`${day}-${random.slice(0, 4)}-${random.slice(4, 8)}-${random.slice(8)}`);
}

/** What the QR of a slip holds: 130 random bits that lead to one case and say nothing about it. */
export function newProgressCode(): string {
  return CODE_PREFIX + letters(CODE_CHARACTERS);
}

/** Whether a scanned text has the shape of a progress code. */
export function isProgressCode(text: string): boolean {
  return text.length === CODE_PREFIX.length + CODE_CHARACTERS && /^ZZB1:[0-9A-HJKMNP-TV-Z]+$/.test(text);
}

/** What is stored of a progress code: who reads the disk cannot print a slip from it. */
export function hashOfCode(code: string): Uint8Array {
  return createHash('sha256').update(code).digest();
}

function letters(count: number): string {
  return Array.from(randomBytes(count), (byte) => ALPHABET.charAt(byte & 31)).join('');
}
