/** A notice or policy in full, with number and date; the same text on paper. */
import type { VNode } from 'preact';
import type { NoticeView } from '../../../shared/catalog/views.ts';
import { Button } from '../../parts/button.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { dayWords } from '../../words/time.ts';
import { say } from '../../words/words.ts';

/** Props of NoticeScreen. */
export interface NoticeScreenProps {
  readonly view: NoticeView;
  readonly print: () => void;
  readonly back: () => void;
}

/** Draws the notice. */
export function NoticeScreen({ view, print, back }: NoticeScreenProps): VNode {
  return (
    <Page
      title={view.title}
      {...(view.example ? { over: <span class="badge">{say('badge.example')}</span> } : {})}
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
      main={<Button label={say('button.print')} icon="print" look="main" onPress={print} />}
    >
      <Rows
        rows={[
          ...(view.issue === null ? [] : [{ label: say('notice.issue'), value: view.issue }]),
          { label: say('notice.publisher'), value: view.publisher },
          { label: say('notice.date'), value: dayWords(view.date) },
        ]}
      />
      {view.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </Page>
  );
}
