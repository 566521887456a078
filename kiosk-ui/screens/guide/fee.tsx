/** What it costs, by which standard, on which basis. */
import type { VNode } from 'preact';
import { feeWords, NOT_SUPPLIED } from '../../../shared/catalog/guide-words.ts';
import type { Guide } from '../../../shared/catalog/guide.ts';
import { Rows } from '../../parts/rows.tsx';
import { say } from '../../words/words.ts';

/** Draws the fee; a matter that costs nothing needs no standard. */
export function Fee({ guide }: { readonly guide: Guide }): VNode {
  return (
    <>
      <p class="large-answer">{feeWords(guide)}</p>
      {guide.fee?.charged === true && (
        <Rows
          rows={[
            { label: say('guide.fee-standard'), value: guide.fee.standard ?? NOT_SUPPLIED },
            { label: say('guide.fee-basis'), value: guide.fee.basis ?? NOT_SUPPLIED },
          ]}
        />
      )}
    </>
  );
}
