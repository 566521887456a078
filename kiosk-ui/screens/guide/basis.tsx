/** What it rests on: laws, codes, department, dates and source. */
import type { VNode } from 'preact';
import { NOT_SUPPLIED } from '../../../shared/catalog/guide-words.ts';
import type { Guide } from '../../../shared/catalog/guide.ts';
import { Rows } from '../../parts/rows.tsx';
import { dayWords } from '../../words/time.ts';
import { say } from '../../words/words.ts';
import { Paragraphs } from './paragraphs.tsx';

/** Draws the basis. */
export function Basis({ guide }: { readonly guide: Guide }): VNode {
  return (
    <>
      <h2>{say('guide.basis')}</h2>
      <Paragraphs lines={guide.basis} />
      <Rows
        rows={[
          { label: say('guide.type'), value: guide.type },
          { label: say('guide.department'), value: guide.department },
          { label: say('guide.catalog-code'), value: guide.catalogCode ?? NOT_SUPPLIED },
          { label: say('guide.task-code'), value: guide.taskCode ?? NOT_SUPPLIED },
          { label: say('guide.effective'), value: guide.effective === undefined ? NOT_SUPPLIED : dayWords(guide.effective) },
          { label: say('guide.updated'), value: dayWords(guide.updated) },
          {
            label: say('guide.source'),
            value:
              guide.source === undefined
                ? NOT_SUPPLIED
                : `${guide.source.publisher}《${guide.source.title}》${dayWords(guide.source.date)}`,
          },
        ]}
      />
    </>
  );
}
