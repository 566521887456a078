/** What it rests on: laws, codes, department, dates and source. */
import type { VNode } from 'preact';
import { NOT_SUPPLIED } from '../../../shared/catalog/guide-words.ts';
import type { Guide } from '../../../shared/catalog/guide.ts';
import type { GuideView } from '../../../shared/catalog/views.ts';
import { Button } from '../../parts/button.tsx';
import { Rows } from '../../parts/rows.tsx';
import { dayWords } from '../../words/time.ts';
import { say } from '../../words/words.ts';
import { Paragraphs } from './paragraphs.tsx';

/** Props of Basis. */
export interface BasisProps {
  readonly guide: Guide;
  readonly powers: GuideView['powers'];
  readonly showPowers: (shelf: string, department: string) => void;
}

/** Draws the basis. */
export function Basis({ guide, powers, showPowers }: BasisProps): VNode {
  return (
    <>
      <h2>{say('guide.basis')}</h2>
      <Paragraphs lines={guide.basis} />
      <Rows
        rows={[
          { label: say('guide.type'), value: guide.type },
          ...(powers === null
            ? []
            : [
                {
                  label: say('guide.powers'),
                  value: powers.names.join('、'),
                  action: (
                    <Button label={say('guide.powers-show')} icon="landmark" onPress={() => showPowers(powers.shelf, powers.department)} />
                  ),
                },
              ]),
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
