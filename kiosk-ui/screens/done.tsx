/** The end of a hand-in, in GOV.UK's order: the number, what happens next, whom to ask, a record to take away, then the rating. */
import type { VNode } from 'preact';
import { assertNever } from '../../shared/base/never.ts';
import type { HandIn } from '../../shared/journey/run.ts';
import type { JourneyStepView } from '../../shared/kiosk/snapshot.ts';
import { Button } from '../parts/button.tsx';
import { Code } from '../parts/code.tsx';
import { Icon } from '../parts/icon.tsx';
import { Page } from '../parts/page.tsx';
import { Rows } from '../parts/rows.tsx';
import { say } from '../words/words.ts';

/** Props of DoneScreen. */
export interface DoneScreenProps {
  readonly title: string;
  readonly step: Extract<JourneyStepView, { at: 'done' }>;
  readonly helpWindow: string;
  readonly helpPhone: string;
  readonly print: () => void;
  readonly finish: () => void;
}

/** Draws the page. */
export function DoneScreen({ title, step, helpWindow, helpPhone, print, finish }: DoneScreenProps): VNode {
  const { outcome, serial } = step;
  const next = nextWords(outcome, step.afterwards, { window: helpWindow, phone: helpPhone });
  return (
    <Page
      title={say(`done.${outcome.state}`)}
      over={title}
      extra={<Button label={say('done.print')} icon="print" onPress={print} />}
      main={<Button label={say('button.finish')} icon="check" look="main" onPress={finish} />}
    >
      <div class={outcome.state === 'accepted' ? 'case-number' : 'case-number needs-you'}>
        <Icon name={outcome.state === 'accepted' ? 'done' : outcome.state === 'kept' ? 'clock' : 'alert'} />
        <div>
          <p>{outcome.state === 'accepted' ? say('done.accepted-number') : say('done.kept-number')}</p>
          <p class="number">{outcome.state === 'accepted' ? outcome.number : serial}</p>
        </div>
      </div>
      {/* The code of a refused hand-in would only lead back to this answer. */}
      <div class={outcome.state === 'refused' ? 'done-parts' : 'done-parts with-code'}>
        <Rows
          rows={[
            ...(next === '' ? [] : [{ label: say('done.next'), value: next }]),
            { label: say('done.ask'), value: say('done.ask-text', { window: helpWindow, phone: helpPhone }) },
            ...(outcome.state === 'accepted' ? [{ label: say('done.kept-number'), value: <span class="number">{serial}</span> }] : []),
          ]}
        />
        {outcome.state !== 'refused' && (
          <figure class="code-figure">
            <Code data={step.progressCode} label={say('done.code-alt')} />
            <figcaption>{say('done.code')}</figcaption>
          </figure>
        )}
      </div>
    </Page>
  );
}

function nextWords(outcome: HandIn, afterwards: string | null, human: { readonly window: string; readonly phone: string }): string {
  switch (outcome.state) {
    case 'accepted':
      return afterwards ?? '';
    case 'kept':
      return [say('done.kept-then'), afterwards].filter((part) => part !== null).join('');
    case 'refused':
      return `${outcome.reason} ${say('done.refused-then', human)}`;
    default:
      return assertNever(outcome);
  }
}
