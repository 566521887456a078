/** Digits for numbers and phones. */
import type { VNode } from 'preact';
import { Icon } from './icon.tsx';
import { useLabels } from './labels.ts';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Props of Keypad. */
export interface KeypadProps {
  readonly value: string;
  readonly maxLength: number;
  /** The last place of an ID number may be X. */
  readonly withX: boolean;
  readonly onChange: (value: string) => void;
}

/** Draws the keypad. */
export function Keypad({ value, maxLength, withX, onChange }: KeypadProps): VNode {
  const labels = useLabels();
  const type = (digit: string): void => {
    if (value.length < maxLength) onChange(value + digit);
  };
  return (
    <div class="keypad" role="group" aria-label={labels.digits}>
      {DIGITS.map((digit) => (
        <button key={digit} type="button" class="key" onClick={() => type(digit)}>
          {digit}
        </button>
      ))}
      {withX ? (
        <button type="button" class="key" onClick={() => type('X')}>
          X
        </button>
      ) : (
        <button type="button" class="key wordy" onClick={() => onChange('')}>
          {labels.clear}
        </button>
      )}
      <button type="button" class="key" onClick={() => type('0')}>
        0
      </button>
      <button type="button" class="key" onClick={() => onChange(value.slice(0, -1))} aria-label={labels.del}>
        <Icon name="delete" />
      </button>
    </div>
  );
}
