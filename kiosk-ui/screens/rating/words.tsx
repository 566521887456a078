/** The free words of a rating, with the warning against personal data beside them. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { RATING_TEXT_MAX } from '../../../shared/evaluation/evaluation.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { Keyboard } from '../../parts/ime/keyboard.tsx';
import { Page } from '../../parts/page.tsx';
import { say } from '../../words/words.ts';
import { hasPersonalData } from './personal-data.ts';

/** Props of RatingWords. */
export interface RatingWordsProps {
  readonly title: string;
  readonly text: string;
  readonly change: (text: string) => void;
  readonly done: () => void;
}

/** Draws field and keyboard. */
export function RatingWords({ title, text, change, done }: RatingWordsProps): VNode {
  const [composing, setComposing] = useState('');
  return (
    <Page
      title={say('rating.words')}
      over={title}
      lead={say('rating.no-personal')}
      dock={<Keyboard value={text} onChange={change} maxLength={RATING_TEXT_MAX} composing={composing} onComposing={setComposing} />}
      main={<Button label={say('rating.words-done')} icon="check" look="main" onPress={done} />}
    >
      <Field
        label={say('rating.words')}
        value={text}
        composing={composing}
        misfit={hasPersonalData(text) ? say('rating.personal-found') : null}
      />
      <p class="count">{say('rating.words-count', { n: Array.from(text).length, max: RATING_TEXT_MAX })}</p>
    </Page>
  );
}
