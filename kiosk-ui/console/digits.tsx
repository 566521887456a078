/** One page that asks for digits: title, the field with dots or digits, the keypad, one main button. */
import type { ComponentChildren, VNode } from 'preact';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { Keypad } from '../parts/keypad.tsx';
import { Page } from '../parts/page.tsx';

/** Props of Digits. */
export interface DigitsProps {
  readonly title: string;
  readonly lead: string;
  readonly value: string;
  readonly maxLength: number;
  /** From this length on the main button works. */
  readonly enough: number;
  /** Dots instead of digits. */
  readonly secret: boolean;
  readonly misfit?: string | null;
  readonly onChange: (value: string) => void;
  readonly main: string;
  readonly onMain: () => void;
  readonly back?: ComponentChildren;
  readonly extra?: ComponentChildren;
  readonly above?: ComponentChildren;
}

/** Draws the page. */
export function Digits(props: DigitsProps): VNode {
  const { title, lead, value, maxLength, enough, secret, misfit = null, onChange, main, onMain, back, extra, above } = props;
  return (
    <Page
      title={title}
      lead={lead}
      fill="centre"
      back={back}
      extra={extra}
      main={<Button look="main" label={main} disabled={value.length < enough} onPress={onMain} />}
    >
      <div class="console-digits">
        {above}
        <Field label={title} value={secret ? '●'.repeat(value.length) : value} misfit={misfit} />
        <Keypad value={value} maxLength={maxLength} withX={false} onChange={onChange} />
      </div>
    </Page>
  );
}
