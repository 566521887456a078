/** A question answered in digits: grouped for reading, typed on the keypad. */
import type { VNode } from 'preact';
import type { Question } from '../../shared/journey/definition.ts';
import { Field } from '../parts/field.tsx';
import { Keypad } from '../parts/keypad.tsx';

/** Length of a resident ID number (GB 11643), the only one that may end in X. */
const ID_NUMBER_LENGTH = 18;

/** Props of DigitsStep. */
export interface DigitsStepProps {
  readonly question: Extract<Question, { input: 'digits' }>;
  readonly value: string;
  readonly misfit: boolean;
  readonly count: (n: number, max: number) => string;
  readonly onChange: (value: string) => void;
}

/** Draws field and keypad. */
export function DigitsStep({ question, value, misfit, count, onChange }: DigitsStepProps): VNode {
  const max = question.length[1];
  return (
    <div class="step with-keys">
      <Field label={question.title} value={grouped(value)} misfit={misfit ? question.misfit : null} />
      <p class="count">{count(value.length, max)}</p>
      <Keypad value={value} maxLength={max} withX={max === ID_NUMBER_LENGTH} onChange={onChange} />
    </div>
  );
}

/** 139 0000 0000: a mobile number is read in groups of 3-4-4; anything else in fours. */
function grouped(value: string): string {
  const first = value.length > 8 && value.length <= 11 ? 3 : 4;
  return [value.slice(0, first), ...(value.slice(first).match(/.{1,4}/g) ?? [])].join(' ').trim();
}
