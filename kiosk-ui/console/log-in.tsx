/** Log-in: who, PIN, second factor. Both are sent together, so that nobody learns which one was wrong. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { assertNever } from '../../shared/base/never.ts';
import type { GateView } from '../../shared/console/snapshot.ts';
import { Button } from '../parts/button.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { STAFF_WORDS, tell } from '../words/console-words.ts';
import { Closed } from './closed.tsx';
import type { Ask } from './ask.ts';
import { Digits } from './digits.tsx';
import { RecoveryCode } from './recovery-code.tsx';

const LONGEST_PIN = 12;
const CODE_DIGITS = 6;
/** All tries, of which nothing needs to be said. */
const FIRST_TRY = 5;

/** Props of LogIn. */
export interface LogInProps {
  readonly gate: Extract<GateView, { readonly at: 'log-in' }>;
  readonly ask: Ask;
}

/** Draws the steps. */
export function LogIn({ gate, ask }: LogInProps): VNode {
  const [role, setRole] = useState(gate.roles[0] ?? 'technician');
  const [step, setStep] = useState<'pin' | 'code' | 'recovery'>('pin');
  const [pin, setPin] = useState('');
  const [code, setCode] = useState('');
  if (gate.lockedMs !== null || gate.citizen) return <Closed lockedMs={gate.lockedMs} />;

  const start = (): void => {
    setPin('');
    setCode('');
    setStep('pin');
  };
  const send = (given: string): void => {
    start();
    void ask({ kind: 'log-in', role, pin, code: given });
  };
  const tries = gate.triesLeft < FIRST_TRY ? tell('gate.tries', { left: gate.triesLeft }) : null;
  switch (step) {
    case 'pin':
      return (
        <Digits
          title={tell('gate.pin')}
          lead={tell('gate.pin-lead', { role: STAFF_WORDS[role] })}
          value={pin}
          maxLength={LONGEST_PIN}
          enough={1}
          secret
          misfit={tries}
          onChange={setPin}
          main={tell('button.next')}
          onMain={() => setStep('code')}
          above={
            gate.roles.length > 1 ? (
              <Tabs label={tell('gate.role')} tabs={gate.roles.map((id) => ({ id, label: STAFF_WORDS[id] }))} at={role} turn={setRole} />
            ) : undefined
          }
        />
      );
    case 'code':
      return (
        <Digits
          title={tell('gate.code')}
          lead={tell('gate.code-lead')}
          value={code}
          maxLength={CODE_DIGITS}
          enough={CODE_DIGITS}
          secret={false}
          onChange={setCode}
          main={tell('gate.log-in')}
          onMain={() => send(code)}
          back={<Button label={tell('button.back')} icon="back" onPress={start} />}
          extra={<Button label={tell('gate.use-recovery')} onPress={() => setStep('recovery')} />}
        />
      );
    case 'recovery':
      return <RecoveryCode back={() => setStep('code')} given={send} />;
    default:
      return assertNever(step);
  }
}
