/** What the simulated ID-card reader can be told to do wrong, and how that changes the bytes of an answer. Pure. */
import { assertNever } from '../../shared/base/never.ts';
import { concatBytes } from '../../shared/base/bytes.ts';

/** The requests by name. */
export type SamRequest = 'reset' | 'status' | 'identify' | 'find' | 'select' | 'read' | 'presence' | 'unknown';

/** One way to go wrong. */
export type SamMisbehaviour =
  | { readonly kind: 'garbage-before'; readonly bytes: Uint8Array }
  /** The answer comes in pieces of `size` bytes, `pauseMs` apart. */
  | { readonly kind: 'split'; readonly size: number; readonly pauseMs: number }
  /** The answer before comes again in the same chunk, ahead of this one. */
  | { readonly kind: 'glued' }
  | { readonly kind: 'wrong-checksum' }
  /** The last byte never comes. */
  | { readonly kind: 'cut-short' }
  | { readonly kind: 'silence' }
  | { readonly kind: 'duplicate' }
  /** A two-wire adapter gives the request back before the answer. */
  | { readonly kind: 'echo' }
  /** The module does nothing and answers this status; SW1 SW2 are the card's own words. */
  | { readonly kind: 'status'; readonly sw3: number; readonly sw1?: number; readonly sw2?: number }
  | { readonly kind: 'slow'; readonly extraMs: number }
  /** The card is pulled away while it is being read. */
  | { readonly kind: 'card-taken-mid-read' }
  /** The plug is pulled after the first half of the answer. */
  | { readonly kind: 'unplugged-mid-answer' }
  /** Another kind of device answers: text instead of frames. */
  | { readonly kind: 'stranger' };

/** A misbehaviour with its reach: for so many answers (1 unless told), to that request only (any unless told). */
export interface Mischief {
  readonly what: SamMisbehaviour;
  readonly times?: number;
  readonly on?: SamRequest;
}

/** A piece of an answer: sent `afterMs` after the piece before. */
export interface AnswerPiece {
  readonly bytes: Uint8Array;
  readonly afterMs: number;
  readonly thenUnplug?: boolean;
}

/** What the answer is made of. */
export interface AnswerParts {
  readonly request: Uint8Array;
  readonly answer: Uint8Array;
  readonly before: Uint8Array;
}

function flipped(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  copy[copy.length - 1] = (copy[copy.length - 1] ?? 0) ^ 0x55;
  return copy;
}

function pieces(bytes: Uint8Array, size: number, pauseMs: number): AnswerPiece[] {
  const cut: AnswerPiece[] = [];
  for (let at = 0; at < bytes.length; at += size) cut.push({ bytes: bytes.slice(at, at + size), afterMs: at === 0 ? 0 : pauseMs });
  return cut;
}

/** The answer as the line will carry it; null is the well-behaved reader. */
export function misbehave(what: SamMisbehaviour | null, parts: AnswerParts): readonly AnswerPiece[] {
  const { answer } = parts;
  const whole = (...chunks: Uint8Array[]): readonly AnswerPiece[] => [{ bytes: concatBytes(chunks), afterMs: 0 }];
  if (what === null) return whole(answer);
  switch (what.kind) {
    case 'garbage-before':
      return whole(what.bytes, answer);
    case 'split':
      return pieces(answer, what.size, what.pauseMs);
    case 'glued':
      return whole(parts.before, answer);
    case 'wrong-checksum':
      return whole(flipped(answer));
    case 'cut-short':
      return whole(answer.subarray(0, -1));
    case 'silence':
      return [];
    case 'duplicate':
      return whole(answer, answer);
    case 'echo':
      return whole(parts.request, answer);
    case 'slow':
      return [{ bytes: answer, afterMs: what.extraMs }];
    case 'status':
    case 'card-taken-mid-read':
      return whole(answer);
    case 'unplugged-mid-answer':
      return [{ bytes: answer.subarray(0, answer.length >> 1), afterMs: 0, thenUnplug: true }];
    case 'stranger':
      return whole(new TextEncoder().encode('READY\r\n'));
    default:
      return assertNever(what);
  }
}
