/** A page that stands on an answer of the catalog: while it is asked for, when it is there, when it cannot be had. */
import type { VNode } from 'preact';
import { Button } from '../parts/button.tsx';
import { Page } from '../parts/page.tsx';
import { Waiting } from '../parts/waiting.tsx';
import type { Loaded } from '../store/loaded.ts';
import { say } from '../words/words.ts';
import { FaultView } from './fault-view.tsx';

/** Props of ContentPage. */
export interface ContentPageProps<T> {
  readonly loaded: Loaded<T>;
  readonly back: () => void;
  readonly draw: (value: T) => VNode;
}

/** Draws the page or the wait or the fault; 返回 works in all three. */
export function ContentPage<T>({ loaded, back, draw }: ContentPageProps<T>): VNode {
  const backButton = <Button label={say('button.back')} icon="back" onPress={back} />;
  if (loaded.state === 'ready') return draw(loaded.value);
  if (loaded.state === 'loading') {
    return (
      <Page title={say('state.loading')} fill="centre" back={backButton}>
        <Waiting />
      </Page>
    );
  }
  return (
    <Page title={say('state.failed')} back={backButton}>
      <FaultView fault={loaded.fault} />
    </Page>
  );
}
