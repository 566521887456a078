/** An event of life: one large question at a time, then the matters that the answers leave over. */
import type { VNode } from 'preact';
import type { GuidedLead, GuidedView } from '../../../shared/catalog/views.ts';
import { Button } from '../../parts/button.tsx';
import { Choices } from '../../parts/choices.tsx';
import { Entries } from '../../parts/entries.tsx';
import { Note } from '../../parts/notes.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { tell } from '../../words/guidance-words.ts';
import { say } from '../../words/words.ts';

/** Props of GuidedScreen. */
export interface GuidedScreenProps {
  readonly view: GuidedView;
  readonly answer: (answer: string) => void;
  /** Back to the first question. */
  readonly again: () => void;
  readonly open: (lead: GuidedLead) => void;
  readonly print: () => void;
  /** To the question before, or away from the first one. */
  readonly back: () => void;
}

/** Draws the question or the list. */
export function GuidedScreen(props: GuidedScreenProps): VNode {
  const { view, answer, back } = props;
  if (view.question === null) return <Leads {...props} />;
  const { title, number, choices } = view.question;
  return (
    <Page
      title={title}
      over={view.title}
      lead={tell('guided.lead', { n: number })}
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
    >
      <div class="large-choices">
        <Choices
          label={tell('guided.choices')}
          choices={choices.map((choice) => ({ id: choice.answer, label: choice.label }))}
          chosen=""
          onChoose={answer}
        />
      </div>
    </Page>
  );
}

function Leads({ view, again, open, print, back }: GuidedScreenProps): VNode {
  const { leads, contact } = view;
  return (
    <Page
      title={tell('guided.result', { title: view.title })}
      lead={leads.length === 0 ? '' : tell('guided.result-lead', { n: leads.length })}
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
      extra={<Button label={tell('guided.again')} icon="pencil" onPress={again} />}
      main={<Button label={say('button.print')} icon="print" look="main" onPress={print} />}
    >
      {leads.length === 0 && (
        <Note tone="calm">
          <p>{tell('guided.none')}</p>
        </Note>
      )}
      <Entries
        look="list"
        label={tell('guided.list')}
        entries={leads.map((lead) => lead.entry)}
        open={(target) => {
          const lead = leads.find(({ entry }) => entry.target === target);
          if (lead !== undefined) open(lead);
        }}
      />
      <h2>{tell('guided.answered')}</h2>
      <Rows rows={view.answered.map(({ question, label }) => ({ label: question, value: label }))} />
      <p class="remark">{tell('guided.unsolved', { window: contact.window, phone: contact.phone })}</p>
    </Page>
  );
}
