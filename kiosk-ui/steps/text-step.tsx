/** A question answered in words: our field above, our keyboard apart. */
import type { Question } from '../../shared/journey/definition.ts';
import { Field } from '../parts/field.tsx';
import { Keyboard } from '../parts/ime/keyboard.tsx';
import type { StepParts } from './parts.ts';

/** What a step in words is drawn from. */
export interface TextStep {
  readonly question: Extract<Question, { input: 'text' }>;
  readonly value: string;
  /** Letters not yet turned into characters; they live in the page and are never sent. */
  readonly composing: string;
  readonly misfit: boolean;
  /** 已填 n 字，最多 max 字. */
  readonly count: (n: number, max: number) => string;
  readonly onChange: (value: string) => void;
  readonly onComposing: (letters: string) => void;
}

/** Draws field and keyboard. */
export function textStep({ question, value, composing, misfit, count, onChange, onComposing }: TextStep): StepParts {
  return {
    body: (
      <div class="step">
        <Field label={question.title} value={value} composing={composing} misfit={misfit ? question.misfit : null} />
        <p class="count">{count(Array.from(value).length, question.maxLength)}</p>
      </div>
    ),
    keys: <Keyboard value={value} onChange={onChange} maxLength={question.maxLength} composing={composing} onComposing={onComposing} />,
  };
}
