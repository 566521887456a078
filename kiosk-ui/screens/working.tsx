/** The machine works and says on what; the only way on is to wait or to leave. */
import type { VNode } from 'preact';
import { Page } from '../parts/page.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { say } from '../words/words.ts';

/** Props of WorkingScreen. */
export interface WorkingScreenProps {
  readonly title: string;
  readonly what: 'querying' | 'handing-in';
}

/** Draws the wait. */
export function WorkingScreen({ title, what }: WorkingScreenProps): VNode {
  return (
    <Page title={say(`${what}.title`)} over={title} fill="centre">
      <Waiting what={say(`${what}.what`)} />
    </Page>
  );
}
