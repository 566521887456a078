/** A question answered in digits: grouped for reading, typed on the keypad. */
import type { Question } from '../../shared/journey/definition.ts';
import { Field } from '../parts/field.tsx';
import { Keypad } from '../parts/keypad.tsx';
import type { StepParts } from './parts.ts';

/** Length of a resident ID number (GB 11643), the only one that may end in X. */
const ID_NUMBER_LENGTH = 18;

/** What a step in digits is drawn from. */
export interface DigitsStep {
  readonly question: Extract<Question, { input: 'digits' }>;
  readonly value: string;
  readonly misfit: boolean;
  readonly count: (n: number, max: number) => string;
  readonly onChange: (value: string) => void;
}

/** Draws field and keypad. */
export function digitsStep({ question, value, misfit, count, onChange }: DigitsStep): StepParts {
  const max = question.length[1];
  return {
    body: (
      <div class="step">
        <Field label={question.title} value={grouped(value, max)} misfit={misfit ? question.misfit : null} />
        <p class="count">{count(value.length, max)}</p>
      </div>
    ),
    keys: <Keypad value={value} maxLength={max} withX={max === ID_NUMBER_LENGTH} onChange={onChange} />,
  };
}

/** Mobile numbers are read as 3-4-4, anything else in fours. */
function grouped(value: string, max: number): string {
  const first = max === 11 ? 3 : 4;
  return [value.slice(0, first), ...(value.slice(first).match(/.{1,4}/g) ?? [])].join(' ').trim();
}
