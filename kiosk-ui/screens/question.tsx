/** One question a page; the question is the heading. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { assertNever } from '../../shared/base/never.ts';
import type { QuestionView } from '../../shared/kiosk/snapshot.ts';
import { Button } from '../parts/button.tsx';
import { Page } from '../parts/page.tsx';
import { ChoiceStep } from '../steps/choice-step.tsx';
import { DigitsStep } from '../steps/digits-step.tsx';
import { TextStep } from '../steps/text-step.tsx';
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
  const change = (to: string): void => {
    setValue(to);
    draft(to);
  };
  return (
    <Page
      title={question.title}
      over={`${title} · ${say('question.number', { n: number, of })}`}
      lead={hintOf(ask)}
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
      main={<Button label={say('button.next')} icon="forward" look="main" onPress={next} />}
    >
      <Step ask={ask} value={value} misfit={misfit} onChange={change} />
    </Page>
  );
}

function hintOf({ question }: QuestionView): string {
  return [question.hint, question.required ? undefined : say('question.optional')].filter((part) => part !== undefined).join(' ');
}

interface StepProps {
  readonly ask: QuestionView;
  readonly value: string;
  readonly misfit: boolean;
  readonly onChange: (value: string) => void;
}

function Step({ ask, value, misfit, onChange }: StepProps): VNode {
  const { question } = ask;
  switch (question.input) {
    case 'text':
      return (
        <TextStep
          question={question}
          value={value}
          misfit={misfit}
          onChange={onChange}
          count={(n, max) => say('question.count', { n, max })}
        />
      );
    case 'digits': {
      const key = question.length[0] === question.length[1] ? 'question.digits' : 'question.digits-up-to';
      return <DigitsStep question={question} value={value} misfit={misfit} onChange={onChange} count={(n, max) => say(key, { n, max })} />;
    }
    case 'choice':
      return <ChoiceStep question={question} value={value} misfit={misfit} onChange={onChange} />;
    default:
      return assertNever(question);
  }
}
