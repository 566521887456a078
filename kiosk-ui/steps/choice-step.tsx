/** A question with given answers: one button each, the chosen one marked by sign and border. */
import type { Question } from '../../shared/journey/definition.ts';
import { Choices } from '../parts/choices.tsx';
import type { StepParts } from './parts.ts';

/** What a step of choices is drawn from. */
export interface ChoiceStep {
  readonly question: Extract<Question, { input: 'choice' }>;
  readonly value: string;
  readonly misfit: boolean;
  readonly onChange: (value: string) => void;
}

/** Draws the answers. */
export function choiceStep({ question, value, misfit, onChange }: ChoiceStep): StepParts {
  return {
    body: (
      <div class="step">
        {misfit && (
          <p class="misfit-words" role="alert">
            {question.misfit}
          </p>
        )}
        <Choices label={question.title} choices={question.choices} chosen={value} onChoose={onChange} />
      </div>
    ),
    keys: null,
  };
}
