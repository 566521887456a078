/** A question with given answers: one button each, the chosen one marked by sign and border. */
import type { VNode } from 'preact';
import type { Question } from '../../shared/journey/definition.ts';
import { Choices } from '../parts/choices.tsx';

/** Props of ChoiceStep. */
export interface ChoiceStepProps {
  readonly question: Extract<Question, { input: 'choice' }>;
  readonly value: string;
  readonly misfit: boolean;
  readonly onChange: (value: string) => void;
}

/** Draws the answers. */
export function ChoiceStep({ question, value, misfit, onChange }: ChoiceStepProps): VNode {
  return (
    <div class="step">
      {misfit && (
        <p class="misfit-words" role="alert">
          {question.misfit}
        </p>
      )}
      <Choices label={question.title} choices={question.choices} chosen={value} onChoose={onChange} />
    </div>
  );
}
