/** 好差评: five levels and 跳过 of one size and colour, fixed order, nothing preset; a bad rating takes no more touches than a good one. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Rating, SatisfactionLevel } from '../../../shared/evaluation/evaluation.ts';
import { LEVELS } from '../../../shared/evaluation/evaluation.ts';
import type { ReasonsView } from '../../../shared/kiosk/snapshot.ts';
import { Page } from '../../parts/page.tsx';
import type { Loaded } from '../../store/loaded.ts';
import { say } from '../../words/words.ts';
import { RatingReasons } from './reasons.tsx';

/** Props of RatingScreen. */
export interface RatingScreenProps {
  readonly title: string;
  readonly reasons: Loaded<ReasonsView>;
  readonly rate: (rating: Rating) => void;
  readonly skip: () => void;
}

/** Draws the levels, then the reasons of the chosen one. */
export function RatingScreen({ title, reasons, rate, skip }: RatingScreenProps): VNode {
  const [level, setLevel] = useState<SatisfactionLevel | null>(null);
  if (level !== null) {
    return <RatingReasons title={title} level={level} reasons={reasons} rate={rate} again={() => setLevel(null)} skip={skip} />;
  }
  return (
    <Page title={say('rating.title')} over={title} lead={say('rating.lead')} fill="centre">
      <div class="levels" role="group" aria-label={say('rating.levels')}>
        {LEVELS.map((choice) => (
          <button key={choice} type="button" class="button level" onClick={() => setLevel(choice)}>
            {say(`rating.level.${choice}`)}
          </button>
        ))}
        <button type="button" class="button level" onClick={skip}>
          {say('rating.skip')}
        </button>
      </div>
    </Page>
  );
}
