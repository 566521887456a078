/** How it goes: conditions, steps with limit, criteria and result, special parts, what one gets. */
import type { VNode } from 'preact';
import { NOT_SUPPLIED } from '../../../shared/catalog/guide-words.ts';
import type { Guide } from '../../../shared/catalog/guide.ts';
import { Rows } from '../../parts/rows.tsx';
import { say } from '../../words/words.ts';
import { Paragraphs } from './paragraphs.tsx';

/** Draws the process. */
export function Process({ guide }: { readonly guide: Guide }): VNode {
  const steps = guide.process ?? [];
  return (
    <>
      <h2>{say('guide.conditions')}</h2>
      <Paragraphs lines={guide.conditions} />
      <h2>{say('guide.steps')}</h2>
      {steps.length === 0 && <p class="remark">{NOT_SUPPLIED}</p>}
      <ol class="boxes">
        {steps.map((step, index) => (
          <li class="box" key={step.name}>
            <h3>
              <span class="box-number">{index + 1}</span>
              {step.name}
            </h3>
            <Rows
              rows={[
                { label: say('guide.step-limit'), value: step.limit ?? NOT_SUPPLIED },
                { label: say('guide.step-criteria'), value: step.criteria ?? NOT_SUPPLIED },
                { label: say('guide.step-result'), value: step.result ?? NOT_SUPPLIED },
              ]}
            />
          </li>
        ))}
      </ol>
      <h2>{say('guide.intermediary')}</h2>
      <p class="remark">{guide.intermediary ?? NOT_SUPPLIED}</p>
      <h2>{say('guide.results')}</h2>
      <Paragraphs lines={guide.results} />
    </>
  );
}
