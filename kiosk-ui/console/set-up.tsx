/** First set-up: the code from the installation, then a PIN, twice. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { assertNever } from '../../shared/base/never.ts';
import type { GateView } from '../../shared/console/snapshot.ts';
import { Button } from '../parts/button.tsx';
import { tell } from '../words/console-words.ts';
import { Closed } from './closed.tsx';
import type { Ask } from './ask.ts';
import { Digits } from './digits.tsx';
import { NewPin } from './new-pin.tsx';

const CODE_DIGITS = 8;

/** Props of SetUp. */
export interface SetUpProps {
  readonly gate: Extract<GateView, { readonly at: 'set-up' }>;
  readonly ask: Ask;
}

/** Draws the steps. */
export function SetUp({ gate, ask }: SetUpProps): VNode {
  const [step, setStep] = useState<'code' | 'pin'>('code');
  const [code, setCode] = useState('');
  if (gate.lockedMs !== null || gate.citizen) return <Closed lockedMs={gate.lockedMs} />;
  switch (step) {
    case 'code':
      return (
        <Digits
          title={tell('set-up.code')}
          lead={tell('set-up.code-lead')}
          value={code}
          maxLength={CODE_DIGITS}
          enough={CODE_DIGITS}
          secret={false}
          onChange={setCode}
          main={tell('button.next')}
          onMain={() => setStep('pin')}
        />
      );
    case 'pin':
      return (
        <NewPin
          back={<Button label={tell('button.back')} icon="back" onPress={() => setStep('code')} />}
          chosen={(pin) =>
            void ask({ kind: 'set-up', setUpCode: code, pin }).then((done) => {
              if (done) return;
              setCode('');
              setStep('code');
            })
          }
        />
      );
    default:
      return assertNever(step);
  }
}
