/** Notices on the invitation, one at a time; they turn by themselves until somebody turns one, and never where motion is unwanted. */
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Entry, Target } from '../../../shared/catalog/views.ts';
import { Button } from '../../parts/button.tsx';
import { Entries } from '../../parts/entries.tsx';
import type { Loaded } from '../../store/loaded.ts';
import { say } from '../../words/words.ts';

/** Long enough to read a title and a date twice. */
const TURN_MS = 12_000;
/** A notice comes and goes at midnight; a machine may stand untouched for days. */
const ASK_AGAIN_MS = 600_000;

/** Props of Carousel. */
export interface CarouselProps {
  /** The notices in force, asked anew with every round. */
  readonly load: (round: number) => Loaded<readonly Entry[]>;
  readonly open: (target: Target) => void;
}

/** Draws the notice that is on; nothing where there is none. */
export function Carousel({ load, open }: CarouselProps): VNode | null {
  const [round, setRound] = useState(0);
  const [at, setAt] = useState(0);
  const [held, setHeld] = useState(false);
  const last = useRef<readonly Entry[]>([]);
  const loaded = load(round);
  // Until the new round is answered the last one stands.
  if (loaded.state === 'ready') last.current = loaded.value;
  const notices = last.current;
  const count = notices.length;
  useEffect(() => {
    const timer = setInterval(() => setRound((before) => before + 1), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
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
