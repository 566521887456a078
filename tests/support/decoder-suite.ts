/** The suite that every frame decoder passes: cut at every byte, glued, noise around, bit flips, absurd lengths, seeded random chunks. */
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../shared/base/bytes.ts';
import type { Decoded, FrameDecoder } from '../../device-agent/frame/decoder.ts';

/** What a decoder's author supplies. */
export interface DecoderCase<F> {
  readonly name: string;
  create(): FrameDecoder<F>;
  /** Whole frames as bytes, each with the frame it means. */
  readonly vectors: readonly { readonly bytes: Uint8Array; readonly frame: F }[];
  /** Bytes that can never start a frame. */
  readonly noise: Uint8Array;
  /** A start with a length far above the maximum, where the format has lengths. */
  readonly absurd?: Uint8Array;
  /** The most bytes the decoder may hold back. */
  readonly maxBuffered: number;
  /** Bytes held back now. */
  buffered(decoder: FrameDecoder<F>): number;
  /** True where a flipped bit must be noticed (formats with a checksum). */
  readonly detectsFlips: boolean;
}

function frames<F>(decoded: readonly Decoded<F>[]): F[] {
  return decoded.flatMap((item) => (item.kind === 'frame' ? [item.frame] : []));
}

/** A small seeded generator (mulberry32): the same failures on every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Registers the suite for one decoder. */
export function decoderSuite<F>(subject: DecoderCase<F>): void {
  describe(`frame decoder: ${subject.name}`, () => {
    it.each(subject.vectors.map((vector, index) => [index, vector] as const))(
      'reads vector %i whole, and cut at every byte',
      (_index, vector) => {
        expect(frames(subject.create().push(vector.bytes))).toEqual([vector.frame]);
        for (let cut = 1; cut < vector.bytes.length; cut += 1) {
          const decoder = subject.create();
          const seen = [...decoder.push(vector.bytes.subarray(0, cut)), ...decoder.push(vector.bytes.subarray(cut))];
          expect(frames(seen)).toEqual([vector.frame]);
        }
      },
    );

    it('reads all vectors glued into one chunk, and byte by byte', () => {
      const all = concatBytes(subject.vectors.map((vector) => vector.bytes));
      const expected = subject.vectors.map((vector) => vector.frame);
      expect(frames(subject.create().push(all))).toEqual(expected);
      const decoder = subject.create();
      expect(Array.from(all).flatMap((byte) => frames(decoder.push(Uint8Array.of(byte))))).toEqual(expected);
    });

    it('reads every vector behind, between and before noise', () => {
      const parts = subject.vectors.flatMap((vector) => [subject.noise, vector.bytes]);
      const decoder = subject.create();
      const seen = [...decoder.push(concatBytes([...parts, subject.noise])), ...decoder.gap()];
      expect(frames(seen)).toEqual(subject.vectors.map((vector) => vector.frame));
      expect(seen.some((item) => item.kind === 'noise')).toBe(true);
    });

    it('forgets a half frame on a quiet line and reads the next one', () => {
      for (const vector of subject.vectors) {
        const decoder = subject.create();
        const before = [...decoder.push(vector.bytes.subarray(0, vector.bytes.length - 1)), ...decoder.gap()];
        expect(frames([...before, ...decoder.push(vector.bytes)]).at(-1)).toEqual(vector.frame);
        expect(subject.buffered(decoder)).toBeLessThanOrEqual(subject.maxBuffered);
      }
    });

    if (subject.detectsFlips) {
      it('never gives out a frame with a flipped bit as the frame it was, and recovers for the next one', () => {
        for (const vector of subject.vectors) {
          for (let bit = 0; bit < vector.bytes.length * 8; bit += 1) {
            const bad = Uint8Array.from(vector.bytes);
            bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
            const decoder = subject.create();
            const seen = frames([...decoder.push(bad), ...decoder.gap()]);
            expect(seen).not.toContainEqual(vector.frame);
            expect(frames(decoder.push(vector.bytes)).at(-1)).toEqual(vector.frame);
          }
        }
      });
    }

    const absurd = subject.absurd;
    if (absurd !== undefined) {
      it('gives up a start byte with an absurd length and reads the next frame', () => {
        for (const vector of subject.vectors) {
          const decoder = subject.create();
          const seen = [...decoder.push(absurd), ...decoder.push(vector.bytes), ...decoder.gap()];
          expect(frames(seen)).toContainEqual(vector.frame);
        }
      });
    }

    it('survives 10 000 seeded random chunks with a bounded buffer', () => {
      const random = seeded(20_260_302);
      const decoder = subject.create();
      for (let i = 0; i < 10_000; i += 1) {
        const chunk = Uint8Array.from({ length: Math.floor(random() * 48) }, () => Math.floor(random() * 256));
        const vector = subject.vectors[Math.floor(random() * subject.vectors.length)];
        const piece = random() < 0.3 && vector !== undefined ? vector.bytes.subarray(0, Math.floor(random() * vector.bytes.length)) : chunk;
        decoder.push(piece);
        if (random() < 0.05) decoder.gap();
        expect(subject.buffered(decoder)).toBeLessThanOrEqual(subject.maxBuffered);
      }
    });
  });
}
