/** One question a page; the question is the heading. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { assertNever } from '../../shared/base/never.ts';
import type { QuestionView } from '../../shared/kiosk/snapshot.ts';
import { Button } from '../parts/button.tsx';
import { Page } from '../parts/page.tsx';
import { choiceStep } from '../steps/choice-step.tsx';
import { digitsStep } from '../steps/digits-step.tsx';
import type { StepParts } from '../steps/parts.ts';
import { textStep } from '../steps/text-step.tsx';
import { say } from '../words/words.ts';

/** Props of QuestionScreen. */
export interface QuestionScreenProps {
  readonly title: string;
  readonly number: number;
  readonly of: number;
  readonly ask: QuestionView;
  readonly misfit: boolean;
  readonly draft: (value: string) => void;
  readonly next: () => void;
  readonly back: () => void;
}

/** Draws the question. What is typed shows at once; the agent keeps a draft of it, so that a reloaded page shows it again. */
export function QuestionScreen({ title, number, of, ask, misfit, draft, next, back }: QuestionScreenProps): VNode {
  const { question } = ask;
  const [value, setValue] = useState(ask.value);
  const [composing, setComposing] = useState('');
  const change = (to: string): void => {
    setValue(to);
    draft(to);
  };
  const { body, keys } = stepOf(ask, value, misfit, composing, change, setComposing);
  return (
    <Page
      title={question.title}
      over={`${title} · ${say('question.number', { n: number, of })}`}
      lead={hintOf(ask)}
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
      main={<Button label={say('button.next')} icon="forward" look="main" onPress={next} />}
      {...(keys === null ? {} : { dock: keys })}
    >
      {body}
    </Page>
  );
}

function hintOf({ question }: QuestionView): string {
  return [question.hint, question.required ? undefined : say('question.optional')].filter((part) => part !== undefined).join(' ');
}

function stepOf(
  ask: QuestionView,
  value: string,
  misfit: boolean,
  composing: string,
  onChange: (value: string) => void,
  onComposing: (letters: string) => void,
): StepParts {
  const { question } = ask;
  switch (question.input) {
    case 'text':
      return textStep({ question, value, composing, misfit, onChange, onComposing, count: (n, max) => say('question.count', { n, max }) });
    case 'digits': {
      const key = question.length[0] === question.length[1] ? 'question.digits' : 'question.digits-up-to';
      return digitsStep({ question, value, misfit, onChange, count: (n, max) => say(key, { n, max }) });
    }
    case 'choice':
      return choiceStep({ question, value, misfit, onChange });
    default:
      return assertNever(question);
  }
}
