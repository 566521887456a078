/** Questions that people ask, and whom to ask the others. */
import type { VNode } from 'preact';
import { NOT_SUPPLIED } from '../../../shared/catalog/guide-words.ts';
import type { Guide } from '../../../shared/catalog/guide.ts';
import { Rows } from '../../parts/rows.tsx';
import { say } from '../../words/words.ts';

/** Draws questions and answers. */
export function Faq({ guide }: { readonly guide: Guide }): VNode {
  const faq = guide.faq ?? [];
  return (
    <>
      <h2>{say('guide.tab.faq')}</h2>
      {faq.length === 0 && <p class="remark">{say('guide.no-faq')}</p>}
      {faq.map(({ question, answer }) => (
        <section class="box" key={question}>
          <h3>{question}</h3>
          <p>{answer}</p>
        </section>
      ))}
      <Rows
        rows={[
          { label: say('guide.consult'), value: guide.consultation ?? NOT_SUPPLIED },
          { label: say('guide.complain'), value: guide.complaint ?? NOT_SUPPLIED },
        ]}
      />
    </>
  );
}
