/** A new PIN, typed twice: nobody is to be locked out by a slip of the finger. */
import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { tell } from '../words/console-words.ts';
import { Digits } from './digits.tsx';

const SHORTEST = 6;
const LONGEST = 12;

/** Props of NewPin. */
export interface NewPinProps {
  readonly back: ComponentChildren;
  readonly chosen: (pin: string) => void;
}

/** Draws the two pages. */
export function NewPin({ back, chosen }: NewPinProps): VNode {
  const [first, setFirst] = useState<string | null>(null);
  const [value, setValue] = useState('');
  const [misfit, setMisfit] = useState<string | null>(null);
  const type = (next: string): void => {
    setMisfit(null);
    setValue(next);
  };
  const done = (): void => {
    setValue('');
    if (first === null) return setFirst(value);
    setFirst(null);
    if (first === value) chosen(value);
    else setMisfit(tell('set-up.pin-differs'));
  };
  return (
    <Digits
      title={first === null ? tell('set-up.pin') : tell('set-up.pin-again')}
      lead={first === null ? tell('set-up.pin-lead') : tell('set-up.pin-again-lead')}
      value={value}
      maxLength={LONGEST}
      enough={SHORTEST}
      secret
      misfit={misfit}
      onChange={type}
      main={tell('button.next')}
      onMain={done}
      back={back}
    />
  );
}
