/** What a HID POS line adds to its decoder: answers told from codes, and codes from before the opening dropped. */
import type { Decoded } from '../../frame/decoder.ts';
import type { ScanDecoder, ScanFrame } from '../../frame/scan-frame.ts';
import { answerAtStart } from '../../frame/scan-line-answers.ts';
import type { Clock } from '../../platform/clock.ts';

/** Newland answers a tunnelled command in the same reports as codes. */
export function withNewlandAnswers(decoder: ScanDecoder): ScanDecoder {
  return mapped(decoder, (items) =>
    items.map((item) => {
      const start = item.kind === 'frame' && item.frame.kind === 'code' ? answerAtStart(item.frame.bytes, 'newland') : 'not-one';
      return typeof start === 'object' ? { kind: 'frame', frame: { kind: 'answer', accepted: start.accepted } } : item;
    }),
  );
}

/** Drops codes until `staleMs` have passed, and a code that had begun by then to its end. Answers pass: they were asked for just now. */
export function freshOnly(decoder: ScanDecoder, clock: Clock, staleMs: number): ScanDecoder {
  const freshAtMs = clock.monotonicMs() + staleMs;
  let staleChain = false;
  return mapped(decoder, (items) => {
    const stale = staleChain || clock.monotonicMs() < freshAtMs;
    staleChain = stale && decoder.open;
    return stale ? items.filter((item) => item.kind === 'frame' && item.frame.kind === 'answer') : items;
  });
}

function mapped(decoder: ScanDecoder, map: (items: readonly Decoded<ScanFrame>[]) => readonly Decoded<ScanFrame>[]): ScanDecoder {
  return {
    get open() {
      return decoder.open;
    },
    get buffered() {
      return decoder.buffered;
    },
    push: (chunk) => map(decoder.push(chunk)),
    gap: () => map(decoder.gap()),
  };
}
