/** What the platform answered, with its time and source. */
import type { VNode } from 'preact';
import type { MaskedIdentity } from '../../shared/identity/card.ts';
import type { QueryAnswer } from '../../shared/journey/run.ts';
import { Button } from '../parts/button.tsx';
import { Page } from '../parts/page.tsx';
import { Rows } from '../parts/rows.tsx';
import { minuteWords } from '../words/time.ts';
import { say } from '../words/words.ts';

/** Props of ResultScreen. */
export interface ResultScreenProps {
  readonly title: string;
  readonly identity: MaskedIdentity | null;
  readonly answer: QueryAnswer;
  readonly print: () => void;
  readonly finish: () => void;
  readonly home: () => void;
}

/** Draws the result. */
export function ResultScreen({ title, identity, answer, print, finish, home }: ResultScreenProps): VNode {
  return (
    <Page
      title={answer.title}
      over={identity === null ? title : `${title} · ${identity.name} ${identity.number}`}
      back={<Button label={say('button.home')} icon="home" onPress={home} />}
      extra={<Button label={say('button.print')} icon="print" onPress={print} />}
      main={<Button label={say('button.finish')} icon="check" look="main" onPress={finish} />}
    >
      <Rows rows={answer.rows} />
      <footer class="source">
        <p>{say('result.as-of', { time: minuteWords(answer.asOf) })}</p>
        <p>{say('result.source', { source: answer.source })}</p>
      </footer>
    </Page>
  );
}
