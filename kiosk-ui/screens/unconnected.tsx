/** A matter that is not connected, said honestly, with the ways that do work. */
import type { VNode } from 'preact';
import type { UnconnectedView } from '../../shared/catalog/views.ts';
import { Button } from '../parts/button.tsx';
import { Code } from '../parts/code.tsx';
import { Page } from '../parts/page.tsx';
import { Rows } from '../parts/rows.tsx';
import { say } from '../words/words.ts';

/** Props of UnconnectedScreen. */
export interface UnconnectedScreenProps {
  readonly view: UnconnectedView;
  readonly print: () => void;
  readonly back: () => void;
}

/** Draws the page. */
export function UnconnectedScreen({ view, print, back }: UnconnectedScreenProps): VNode {
  return (
    <Page
      title={say('unconnected.title', { title: view.title })}
      lead={say('unconnected.lead')}
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
      main={<Button label={say('button.print')} icon="print" look="main" onPress={print} />}
    >
      <Rows
        rows={[
          { label: say('unconnected.why'), value: view.why },
          { label: say('unconnected.department'), value: view.department },
          { label: say('unconnected.window'), value: view.window },
          { label: say('unconnected.phone'), value: <strong class="number">{view.phone}</strong> },
        ]}
      />
      {view.url !== null && (
        <figure class="code-figure">
          <Code data={view.url} label={say('unconnected.scan')} />
          <figcaption>{say('unconnected.scan')}</figcaption>
        </figure>
      )}
    </Page>
  );
}
