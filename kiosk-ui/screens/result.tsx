/** What the platform answered, with its time and source. */
import type { VNode } from 'preact';
import type { MaskedIdentity } from '../../shared/identity/card.ts';
import type { QueryAnswer } from '../../shared/journey/run.ts';
import { Button } from '../parts/button.tsx';
import { Page } from '../parts/page.tsx';
import { Portrait } from '../parts/portrait.tsx';
import { Rows } from '../parts/rows.tsx';
import { minuteWords } from '../words/time.ts';
import { say } from '../words/words.ts';

/** Props of ResultScreen. */
export interface ResultScreenProps {
  readonly title: string;
  readonly identity: MaskedIdentity | null;
  /** The card's photo, where the machine can draw it. */
  readonly portrait: string | null;
  readonly answer: QueryAnswer;
  readonly print: () => void;
  readonly finish: () => void;
  readonly home: () => void;
}

/** Draws the result. */
export function ResultScreen({ title, identity, portrait, answer, print, finish, home }: ResultScreenProps): VNode {
  return (
    <Page
      title={answer.title}
      over={identity === null ? title : `${title} · ${identity.name} ${identity.number}`}
      back={<Button label={say('button.home')} icon="home" onPress={home} />}
      extra={<Button label={say('button.print')} icon="print" onPress={print} />}
      main={<Button label={say('button.finish')} icon="check" look="main" onPress={finish} />}
    >
      {portrait !== null && <Portrait src={portrait} label={say('check.portrait')} />}
      <Rows rows={answer.rows} />
      <footer class="source">
        <p>{say('result.as-of', { time: minuteWords(answer.asOf) })}</p>
        <p>{say('result.source', { source: answer.source })}</p>
      </footer>
    </Page>
  );
}
