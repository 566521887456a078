/** The gate while nobody may try: locked after wrong tries, or a citizen is at the machine. */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import { Page } from '../parts/page.tsx';
import { tell } from '../words/console-words.ts';
import { clockWords } from '../words/time.ts';

/** Props of Closed. */
export interface ClosedProps {
  readonly lockedMs: number | null;
}

/** Draws the page; the count runs down by itself. */
export function Closed({ lockedMs }: ClosedProps): VNode {
  const left = useCountdown(lockedMs);
  const locked = lockedMs !== null;
  return (
    <Page
      title={locked ? tell('gate.locked', { time: clockWords(left) }) : tell('gate.citizen')}
      lead={locked ? tell('gate.locked-lead') : tell('gate.citizen-lead')}
      fill="centre"
    >
      <div class="big-icon">
        <Icon name={locked ? 'clock' : 'elder'} />
      </div>
    </Page>
  );
}

function useCountdown(fromMs: number | null): number {
  const [leftMs, setLeftMs] = useState(fromMs ?? 0);
  useEffect(() => {
    const endsAt = performance.now() + (fromMs ?? 0);
    const show = (): void => setLeftMs(Math.max(0, endsAt - performance.now()));
    show();
    const timer = setInterval(show, 1_000);
    return () => clearInterval(timer);
  }, [fromMs]);
  return Math.ceil(leftMs / 1_000);
}
