/** An answered question with its source and day, the way to the guide, and who is asked where it does not help. */
import type { VNode } from 'preact';
import type { FaqView, Target } from '../../../shared/catalog/views.ts';
import { Button } from '../../parts/button.tsx';
import { Entries } from '../../parts/entries.tsx';
import { Note } from '../../parts/notes.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { tell } from '../../words/guidance-words.ts';
import { dayWords } from '../../words/time.ts';
import { say } from '../../words/words.ts';

/** Props of FaqScreen. */
export interface FaqScreenProps {
  readonly view: FaqView;
  readonly open: (target: Target) => void;
  readonly print: () => void;
  readonly back: () => void;
}

/** Draws the answer. */
export function FaqScreen({ view, open, print, back }: FaqScreenProps): VNode {
  const { guide, contact } = view;
  return (
    <Page
      title={view.question}
      part={view.id}
      over={
        <>
          {tell('faq.over')}
          {view.example && <span class="badge">{say('badge.example')}</span>}
        </>
      }
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
      extra={<Button label={say('button.print')} icon="print" onPress={print} />}
      main={
        guide !== null && (
          <Button label={tell('faq.to-guide')} icon="forward" look="main" onPress={() => open({ kind: 'guide', id: guide })} />
        )
      }
    >
      <p class="spoken-answer">{view.answer}</p>
      {view.stale && (
        <Note tone="warm" icon="alert">
          <p>{tell('faq.stale')}</p>
        </Note>
      )}
      <Rows
        rows={[
          { label: tell('faq.from'), value: guide === null ? view.from : tell('faq.guide', { name: view.from }) },
          { label: tell('faq.date'), value: dayWords(view.date) },
        ]}
      />
      <Note tone="calm" icon="phone">
        <p>{tell('faq.unsolved', { window: contact.window, phone: contact.phone })}</p>
      </Note>
      {view.others.length > 0 && (
        <>
          <h2>{tell('faq.others')}</h2>
          <Entries look="list" label={tell('faq.others')} entries={view.others} open={open} />
        </>
      )}
    </Page>
  );
}
