/** What comes from a code scanner, on whichever line. */
import type { FrameDecoder } from './decoder.ts';

/** A code with its AIM identifier taken off, or the scanner's answer to a command of ours. */
export type ScanFrame =
  | { readonly kind: 'code'; readonly bytes: Uint8Array; readonly aim: string | null }
  | { readonly kind: 'answer'; readonly accepted: boolean };

/** Longest code accepted, in bytes: above the 2 953 of the largest QR code, below anything that could hurt. */
export const MAX_CODE_BYTES = 4096;

/** The frame of a whole line or report chain. `]Z` is no symbology: Honeywell answers commands under it, with ACK before the closing mark. */
export function frameOf(bytes: Uint8Array, aim: string | null): ScanFrame {
  return aim?.charAt(1) === 'Z' ? { kind: 'answer', accepted: bytes.includes(0x06) } : { kind: 'code', bytes, aim };
}

/** Decoder of a scanner's line. */
export interface ScanDecoder extends FrameDecoder<ScanFrame> {
  /** True while silence would still change something: `gap` must be called after it. */
  readonly open: boolean;
  /** Bytes held back of what is not whole yet. */
  readonly buffered: number;
}
