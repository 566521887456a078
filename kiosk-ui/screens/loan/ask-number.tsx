/** A whole number by the on-screen digits; what does not fit is said beside it and goes no further. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { Keypad } from '../../parts/keypad.tsx';
import { Page } from '../../parts/page.tsx';
import { say } from '../../words/words.ts';
import { numberWords } from '../../../shared/base/number-words.ts';

/** Props of AskNumber. */
export interface AskNumberProps {
  readonly title: string;
  readonly over: string;
  readonly unit: string;
  readonly value: number | undefined;
  /** Least and greatest. */
  readonly limits: readonly [number, number];
  readonly misfit: string;
  /** The number in other words, shown while it is typed. */
  readonly remark: (value: number) => string;
  readonly done: (value: number) => void;
  readonly back: () => void;
}

/** Draws field and digits. */
export function AskNumber({ title, over, unit, value, limits, misfit, remark, done, back }: AskNumberProps): VNode {
  const [typed, setTyped] = useState(value === undefined ? '' : String(value));
  const [refused, setRefused] = useState(false);
  const [least, most] = limits;
  const number = Number(typed);
  const change = (text: string): void => {
    setTyped(text.replace(/^0+(?=\d)/, ''));
    setRefused(false);
  };
  return (
    <Page
      title={title}
      over={over}
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
      main={
        <Button
          label={say('button.next')}
          icon="forward"
          look="main"
          onPress={() => (typed !== '' && number >= least && number <= most ? done(number) : setRefused(true))}
        />
      }
      dock={<Keypad value={typed} maxLength={String(most).length} withX={false} onChange={change} />}
    >
      <div class="step">
        <Field label={title} value={typed === '' ? '' : `${numberWords(typed)} ${unit}`} misfit={refused ? misfit : null} />
        <p class="count">{remark(number)}</p>
      </div>
    </Page>
  );
}
