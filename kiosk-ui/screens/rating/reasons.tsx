/** Reasons of the chosen level and a few free words; both may stay empty. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Rating, SatisfactionLevel } from '../../../shared/evaluation/evaluation.ts';
import type { ReasonsView } from '../../../shared/kiosk/snapshot.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Page } from '../../parts/page.tsx';
import type { Loaded } from '../../store/loaded.ts';
import { say } from '../../words/words.ts';
import { hasPersonalData } from './personal-data.ts';
import { RatingWords } from './words.tsx';

/** Props of RatingReasons. */
export interface RatingReasonsProps {
  readonly title: string;
  readonly level: SatisfactionLevel;
  readonly reasons: Loaded<ReasonsView>;
  readonly rate: (rating: Rating) => void;
  readonly again: () => void;
  readonly skip: () => void;
}

/** Draws reasons, the way to the free words, and the three equal ways on. */
export function RatingReasons({ title, level, reasons, rate, again, skip }: RatingReasonsProps): VNode {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [text, setText] = useState('');
  const [writing, setWriting] = useState(false);
  if (writing) return <RatingWords title={title} text={text} change={setText} done={() => setWriting(false)} />;
  const offered = reasons.state === 'ready' ? reasons.value.reasons.filter((reason) => reason.level === level) : [];
  const toggle = (code: string): void => setChosen(chosen.includes(code) ? chosen.filter((other) => other !== code) : [...chosen, code]);
  const personal = hasPersonalData(text);
  return (
    <Page
      title={say('rating.chosen', { level: say(`rating.level.${level}`) })}
      over={title}
      part={String(level)}
      back={<Button label={say('rating.again')} icon="back" onPress={again} />}
      extra={<Button label={say('rating.skip')} onPress={skip} />}
      main={
        <Button
          label={say('rating.submit')}
          icon="check"
          look="main"
          disabled={personal}
          onPress={() => rate({ level, reasons: chosen, text: text.trim() })}
        />
      }
    >
      {offered.length > 0 && <h2>{say('rating.reasons')}</h2>}
      <div class="choices" role="group" aria-label={say('rating.reasons')}>
        {offered.map((reason) => (
          <button
            key={reason.code}
            type="button"
            class="button choice"
            aria-pressed={chosen.includes(reason.code)}
            onClick={() => toggle(reason.code)}
          >
            <span class="tick">{chosen.includes(reason.code) && <Icon name="check" />}</span>
            <span>{reason.text}</span>
          </button>
        ))}
      </div>
      <div class="free-words">
        <Button label={say('rating.words')} icon="pencil" onPress={() => setWriting(true)} />
        {text !== '' && <p class="quoted">{text}</p>}
      </div>
      {personal && (
        <p class="misfit-words" role="alert">
          {say('rating.personal-found')}
        </p>
      )}
    </Page>
  );
}
