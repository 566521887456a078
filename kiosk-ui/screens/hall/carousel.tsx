/** Notices on the invitation, one at a time; they turn by themselves until somebody turns one, and never where motion is unwanted. */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Entry, Target } from '../../../shared/catalog/views.ts';
import { Button } from '../../parts/button.tsx';
import { Entries } from '../../parts/entries.tsx';
import { say } from '../../words/words.ts';

/** Long enough to read a title and a date twice. */
const TURN_MS = 12_000;

/** Props of Carousel. */
export interface CarouselProps {
  readonly notices: readonly Entry[];
  readonly open: (target: Target) => void;
}

/** Draws the notice that is on. */
export function Carousel({ notices, open }: CarouselProps): VNode | null {
  const [at, setAt] = useState(0);
  const [held, setHeld] = useState(false);
  const count = notices.length;
  useEffect(() => {
    if (held || count < 2 || matchMedia('(prefers-reduced-motion: reduce)').matches) return undefined;
    const timer = setInterval(() => setAt((before) => (before + 1) % count), TURN_MS);
    return () => clearInterval(timer);
  }, [held, count]);
  const shown = notices[at % Math.max(1, count)];
  if (shown === undefined) return null;
  const turn = (by: number): void => {
    setHeld(true);
    setAt((at + by + count) % count);
  };
  return (
    <section class="carousel" aria-label={say('carousel.group')}>
      <Entries look="list" label={say('carousel.group')} entries={[shown]} open={open} />
      {count > 1 && (
        <div class="pager">
          <Button label={say('carousel.before')} onPress={() => turn(-1)} />
          <span class="pager-at">{say('pager.at', { at: (at % count) + 1, of: count })}</span>
          <Button label={say('carousel.after')} onPress={() => turn(1)} />
        </div>
      )}
    </section>
  );
}
