/** What every frame decoder is: bytes in, frames and noise out; pure, bounded, never throwing on input. */

/** A whole frame, or bytes that were none and why. */
export type Decoded<F> =
  { readonly kind: 'frame'; readonly frame: F } | { readonly kind: 'noise'; readonly bytes: Uint8Array; readonly why: NoiseReason };

/** Why bytes were given up. */
export type NoiseReason = 'no-start' | 'checksum' | 'too-long' | 'too-short' | 'unfinished';

/** A decoder with memory between chunks. After a bad checksum it gives up one byte and looks again. */
export interface FrameDecoder<F> {
  push(chunk: Uint8Array): readonly Decoded<F>[];
  /** The line was quiet longer than a frame may pause: what is held back becomes noise, or a frame where silence ends one. */
  gap(): readonly Decoded<F>[];
}
