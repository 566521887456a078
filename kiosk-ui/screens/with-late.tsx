/** Draws with the screens of the late chunk: at once when it is there, after a short wait when it is not yet. */
import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Loaded } from '../store/loaded.ts';
import { ContentPage } from './content-page.tsx';

type Late = typeof import('./late.ts');

const late = signal<Loaded<Late>>({ state: 'loading' });

/** Fetches the chunk; harmless when it is already here. A failed fetch is tried anew at the next call. */
export async function fetchLate(): Promise<void> {
  if (late.peek().state === 'ready') return;
  try {
    late.value = { state: 'ready', value: await import('./late.ts') };
  } catch {
    late.value = { state: 'failed', fault: 'link.no-answer' };
  }
}

/** Whether the chunk is there; subscribes the caller. */
export function hasLate(): boolean {
  return late.value.state === 'ready';
}

/** Props of WithLate. */
export interface WithLateProps {
  readonly back: () => void;
  readonly draw: (screens: Late) => VNode;
}

/** Draws the page. */
export function WithLate({ back, draw }: WithLateProps): VNode {
  useEffect(() => void fetchLate(), []);
  return <ContentPage loaded={late.value} back={back} draw={draw} />;
}

/** Draws what belongs to a page that can do without it: nothing until the chunk is there. */
export function WhenLate({ draw }: Pick<WithLateProps, 'draw'>): VNode | null {
  return late.value.state === 'ready' ? draw(late.value.value) : null;
}
