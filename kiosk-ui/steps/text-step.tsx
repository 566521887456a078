/** A question answered in words: our field above, our keyboard below. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Question } from '../../shared/journey/definition.ts';
import { Field } from '../parts/field.tsx';
import { Keyboard } from '../parts/ime/keyboard.tsx';

/** Props of TextStep. */
export interface TextStepProps {
  readonly question: Extract<Question, { input: 'text' }>;
  readonly value: string;
  readonly misfit: boolean;
  /** 已填 n 字，最多 max 字. */
  readonly count: (n: number, max: number) => string;
  readonly onChange: (value: string) => void;
}

/** Draws field and keyboard; letters not yet turned into characters stay here and are never sent. */
export function TextStep({ question, value, misfit, count, onChange }: TextStepProps): VNode {
  const [composing, setComposing] = useState('');
  return (
    <div class="step with-keys">
      <Field label={question.title} value={value} composing={composing} misfit={misfit ? question.misfit : null} />
      <p class="count">{count(Array.from(value).length, question.maxLength)}</p>
      <Keyboard value={value} onChange={onChange} maxLength={question.maxLength} composing={composing} onComposing={setComposing} />
    </div>
  );
}
