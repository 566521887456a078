/**
 * SAM frames of GA/T 467 clause 7: `AA AA AA 96 69 | LEN(2, big-endian) | payload | XOR`. LEN counts payload and XOR; XOR runs over LEN and
 * payload. What the payload means belongs to the driver.
 */
import { concatBytes, xorOf } from '../../shared/base/bytes.ts';
import type { Decoded, FrameDecoder, NoiseReason } from './decoder.ts';

/** The payload between LEN and XOR: command, parameter and data, or three status bytes and data. */
export interface SamFrame {
  readonly payload: Uint8Array;
}

const PREAMBLE = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);
const HEAD_BYTES = PREAMBLE.length + 2;

/** The standard sets no maximum; the longest documented answer has LEN 0x090A. A larger claim than this is a lost start, not a frame. */
const LEN_MAX = 4096;

/** The shortest LEN: an answer has three status bytes and XOR, a request one byte less. */
const LEN_MIN = { answer: 4, request: 3 } as const;

/** The most bytes that a decoder holds back: one byte less than the longest frame. */
export const SAM_HELD_MAX = HEAD_BYTES + LEN_MAX - 1;

/** Frames a payload of 2 to 4 095 bytes. Throws on any other length: payloads to send are our own. */
export function encodeSamFrame(payload: Uint8Array): Uint8Array {
  const length = payload.length + 1;
  if (length < LEN_MIN.request || length > LEN_MAX) throw new Error('payload length outside a SAM frame');
  const counted = concatBytes([Uint8Array.of(length >> 8, length & 0xff), payload]);
  return concatBytes([PREAMBLE, counted, Uint8Array.of(xorOf(counted))]);
}

/** Frames a request: command, parameter, data. */
export function encodeSam(command: number, parameter: number, data: Uint8Array = new Uint8Array()): Uint8Array {
  return encodeSamFrame(concatBytes([Uint8Array.of(command, parameter), data]));
}

/** What stands at the start of the held bytes. */
type Look =
  { readonly is: 'frame'; readonly bytes: number } | { readonly is: 'partial' } | { readonly is: 'none'; readonly why: NoiseReason };

/** Finds SAM frames in any stream of bytes; a false start costs one byte, never a frame that lies behind it. */
export class SamDecoder implements FrameDecoder<SamFrame> {
  private held: Uint8Array = new Uint8Array();
  private readonly minimum: number;

  /** `direction`: whose frames are read. A request echoed by a two-wire adapter is too short for an answer and becomes noise. */
  constructor(direction: keyof typeof LEN_MIN = 'answer') {
    this.minimum = LEN_MIN[direction];
  }

  /** Bytes held back, waiting for the rest of a frame. */
  get heldBytes(): number {
    return this.held.length;
  }

  push(chunk: Uint8Array): readonly Decoded<SamFrame>[] {
    return this.scan(concatBytes([this.held, chunk]), false);
  }

  gap(): readonly Decoded<SamFrame>[] {
    return this.scan(this.held, true);
  }

  private scan(bytes: Uint8Array, quiet: boolean): Decoded<SamFrame>[] {
    const found: Decoded<SamFrame>[] = [];
    let at = 0;
    let noiseFrom = 0;
    let why: NoiseReason = 'no-start';
    const flush = (): void => {
      if (noiseFrom < at) found.push({ kind: 'noise', bytes: bytes.slice(noiseFrom, at), why });
      why = 'no-start';
    };
    while (at < bytes.length) {
      const look = this.lookAt(bytes, at);
      if (look.is === 'partial' && !quiet) break;
      if (look.is === 'frame') {
        flush();
        found.push({ kind: 'frame', frame: { payload: bytes.slice(at + HEAD_BYTES, at + look.bytes - 1) } });
        at += look.bytes;
        noiseFrom = at;
        continue;
      }
      const reason = look.is === 'partial' ? 'unfinished' : look.why;
      if (reason !== 'no-start') why = reason;
      at += 1;
    }
    flush();
    this.held = bytes.slice(at);
    return found;
  }

  private lookAt(bytes: Uint8Array, at: number): Look {
    for (let i = 0; i < PREAMBLE.length; i += 1) {
      const byte = bytes[at + i];
      if (byte === undefined) return { is: 'partial' };
      if (byte !== PREAMBLE[i]) return { is: 'none', why: 'no-start' };
    }
    const high = bytes[at + 5];
    const low = bytes[at + 6];
    if (high === undefined || low === undefined) return { is: 'partial' };
    const length = (high << 8) | low;
    if (length < this.minimum) return { is: 'none', why: 'too-short' };
    if (length > LEN_MAX) return { is: 'none', why: 'too-long' };
    const end = at + HEAD_BYTES + length;
    if (end > bytes.length) return { is: 'partial' };
    if (xorOf(bytes.subarray(at + PREAMBLE.length, end)) !== 0) return { is: 'none', why: 'checksum' };
    return { is: 'frame', bytes: HEAD_BYTES + length };
  }
}
