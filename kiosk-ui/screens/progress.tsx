/** Where a case stands, opened by the code of its slip. */
import type { VNode } from 'preact';
import type { ProgressView } from '../../shared/kiosk/snapshot.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Page } from '../parts/page.tsx';
import { Rows } from '../parts/rows.tsx';
import { dayWords, minuteWords } from '../words/time.ts';
import { say } from '../words/words.ts';

/** Props of ProgressScreen. */
export interface ProgressScreenProps {
  readonly progress: ProgressView;
  readonly back: () => void;
  readonly leave: () => void;
}

/** Draws the progress. */
export function ProgressScreen({ progress, back, leave }: ProgressScreenProps): VNode {
  return (
    <Page
      title={say(`progress.state.${progress.state}`)}
      over={`${say('progress.title')} · ${progress.title}`}
      back={<Button label={say('button.home')} icon="home" onPress={back} />}
      main={<Button label={say('button.finish')} icon="check" look="main" onPress={leave} />}
    >
      <Rows
        rows={[
          ...(progress.number === null ? [] : [{ label: say('progress.number'), value: <span class="number">{progress.number}</span> }]),
          { label: say('progress.serial'), value: <span class="number">{progress.serial}</span> },
        ]}
      />
      <ol class="timeline">
        {progress.steps.map((step) => (
          <li key={step.name} class={step.done ? 'done' : 'open'}>
            <span class="timeline-mark">{step.done && <Icon name="check" />}</span>
            <span class="timeline-name">{step.name}</span>
            <span class="timeline-when">
              {step.done ? (step.at === null ? say('progress.done') : dayWords(step.at)) : say('progress.open')}
            </span>
          </li>
        ))}
      </ol>
      <footer class="source">
        <p>{say('progress.as-of', { time: minuteWords(progress.asOf) })}</p>
      </footer>
    </Page>
  );
}
