/**
 * The answer stream of an ESC/POS printer: real-time status, automatic status (ASB), blocks and one-byte answers share one line without
 * headers and are told apart by fixed bits. There is no checksum: a frame says what its bytes say, meaning is the driver's.
 */
import type { Decoded, FrameDecoder } from './decoder.ts';

/** One answer. */
export type EscposAnswer =
  /** `10 04 n` was asked: eight bits, without the n. Epson: bits 1 and 4 set, 0 and 7 clear. */
  | { readonly kind: 'realtime'; readonly bits: number }
  /** Automatic status back: four bytes, sent unasked on every change (`1D 61 n`). */
  | { readonly kind: 'asb'; readonly bits: readonly [number, number, number, number] }
  /** Extended automatic status (`1C 28 65`): the two bytes behind the header 39. */
  | { readonly kind: 'extended-asb'; readonly bits: readonly [number, number] }
  /** `header` 35, 37, 3B, 3D or 5F, then text or bytes up to 00 (not included). `37 22` is the process id, `37 25` the cleared buffer. */
  | { readonly kind: 'block'; readonly header: number; readonly body: readonly number[] }
  /** Answer to `1D 72 n`, `1D 49 n`, `1B 76`: bits 4 and 7 clear. */
  | { readonly kind: 'single'; readonly bits: number }
  /** XON (11) or XOFF (13). */
  | { readonly kind: 'flow'; readonly on: boolean };

/** Longest block: `GS I` texts have at most 80 characters (Epson), header and end come on top. */
export const ESCPOS_MAX_BLOCK_BYTES = 96;

const XON = 0x11;
const XOFF = 0x13;
const BLOCK_HEADERS: ReadonlySet<number> = new Set([0x35, 0x37, 0x3b, 0x3d, 0x5f]);
const EXTENDED_ASB = 0x39;
const EXTENDED_ASB_BYTES = 4;

type Look = { readonly take: number; readonly frame: EscposAnswer } | 'more' | 'no-start' | 'too-long';

/** Decoder of everything a printer sends. */
export class EscposStatusDecoder implements FrameDecoder<EscposAnswer> {
  private held: number[] = [];

  /** Bytes held back for an unfinished answer. */
  get buffered(): number {
    return this.held.length;
  }

  push(chunk: Uint8Array): readonly Decoded<EscposAnswer>[] {
    const decoded: Decoded<EscposAnswer>[] = [];
    for (const byte of chunk) {
      this.held.push(byte);
      this.drain(decoded);
    }
    return decoded;
  }

  gap(): readonly Decoded<EscposAnswer>[] {
    if (this.held.length === 0) return [];
    const bytes = Uint8Array.from(this.held);
    this.held = [];
    return [{ kind: 'noise', bytes, why: 'unfinished' }];
  }

  private drain(decoded: Decoded<EscposAnswer>[]): void {
    while (this.held.length > 0) {
      const look = lookAt(this.held);
      if (look === 'more') return;
      if (typeof look === 'string') {
        decoded.push({ kind: 'noise', bytes: Uint8Array.from(this.held.splice(0, 1)), why: look });
      } else {
        this.held.splice(0, look.take);
        decoded.push({ kind: 'frame', frame: look.frame });
      }
    }
  }
}

function lookAt(held: readonly number[]): Look {
  const first = held[0] ?? 0;
  if (first === XON || first === XOFF) return { take: 1, frame: { kind: 'flow', on: first === XON } };
  if ((first & 0x93) === 0x10) return lookAtAsb(held);
  if ((first & 0x93) === 0x12) return { take: 1, frame: { kind: 'realtime', bits: first } };
  if (BLOCK_HEADERS.has(first)) return lookAtBlock(held, first);
  if (first === EXTENDED_ASB) return lookAtExtendedAsb(held);
  if ((first & 0x90) === 0) return { take: 1, frame: { kind: 'single', bits: first } };
  return 'no-start';
}

/** Four contiguous bytes, except that an XOFF or XON may stand between them (Epson, ASB). */
function lookAtAsb(held: readonly number[]): Look {
  const bits: number[] = [];
  for (let i = 0; i < held.length; i += 1) {
    const byte = held[i] ?? 0;
    if (i > 0 && (byte === XON || byte === XOFF)) continue;
    if (i > 0 && (byte & 0x90) !== 0) return 'no-start';
    bits.push(byte);
    const [a, b, c, d] = bits;
    if (a !== undefined && b !== undefined && c !== undefined && d !== undefined)
      return { take: i + 1, frame: { kind: 'asb', bits: [a, b, c, d] } };
  }
  return held.length >= ESCPOS_MAX_BLOCK_BYTES ? 'too-long' : 'more';
}

function lookAtExtendedAsb(held: readonly number[]): Look {
  if (held.length < EXTENDED_ASB_BYTES) return 'more';
  if (held[3] !== 0) return 'no-start';
  return { take: EXTENDED_ASB_BYTES, frame: { kind: 'extended-asb', bits: [held[1] ?? 0, held[2] ?? 0] } };
}

function lookAtBlock(held: readonly number[], header: number): Look {
  const end = held.indexOf(0, 1);
  if (end > 0) return { take: end + 1, frame: { kind: 'block', header, body: held.slice(1, end) } };
  return held.length >= ESCPOS_MAX_BLOCK_BYTES ? 'too-long' : 'more';
}
