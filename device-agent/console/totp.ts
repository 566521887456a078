/** The second factor: time-based one-time passwords (RFC 6238 over RFC 4226, HMAC-SHA-1, 30 s, 6 digits), as every authenticator app has them. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Length of one time step, in seconds (RFC 6238, 5.2 recommends 30). */
const STEP_S = 30;
/** Steps before and after the present one that are accepted: a phone's clock may be off by so much. */
const DRIFT_STEPS = 1;
/** Bytes of a secret: the length of a SHA-1 value (RFC 4226, 4 R6). */
export const TOTP_SECRET_BYTES = 20;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code of a step (RFC 4226, 5.3): `digits` digits. */
export function hotp(secret: Uint8Array, step: number, digits = 6): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const at = (hash[hash.length - 1] ?? 0) & 0x0f;
  return String((hash.readUInt32BE(at) & 0x7fff_ffff) % 10 ** digits).padStart(digits, '0');
}

/** The step in which a moment lies. */
export function stepAt(now: Date): number {
  return Math.floor(now.getTime() / 1000 / STEP_S);
}

/** The step whose code was given, or null. A step up to `usedStep` is refused: a code that was looked at over a shoulder works once only. */
export function acceptedStep(secret: Uint8Array, code: string, now: Date, usedStep: number): number | null {
  const present = stepAt(now);
  let found: number | null = null;
  for (let step = present - DRIFT_STEPS; step <= present + DRIFT_STEPS; step += 1) {
    if (sameText(hotp(secret, step), code) && step > usedStep) found ??= step;
  }
  return found;
}

/** RFC 4648 base32 without padding. */
export function base32(bytes: Uint8Array): string {
  let bits = 0;
  let held = 0;
  let text = '';
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((held >> bits) & 0x1f);
    }
  }
  return bits > 0 ? text + ALPHABET.charAt((held << (5 - bits)) & 0x1f) : text;
}

/** What an authenticator app reads from a QR code. */
export function totpUri(secret: Uint8Array, terminal: string, role: string): string {
  return `otpauth://totp/${encodeURIComponent(`${terminal}:${role}`)}?secret=${base32(secret)}&issuer=${encodeURIComponent(terminal)}`;
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
