/** Enrolment of an authenticator: its QR code, the recovery codes, the first code. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { assertNever } from '../../shared/base/never.ts';
import type { GateView } from '../../shared/console/snapshot.ts';
import { Button } from '../parts/button.tsx';
import { Code } from '../parts/code.tsx';
import { Page } from '../parts/page.tsx';
import { STAFF_WORDS, tell } from '../words/console-words.ts';
import type { Ask } from './ask.ts';
import { Digits } from './digits.tsx';
import { PrintNote } from './print-note.tsx';

const CODE_DIGITS = 6;

/** Props of Enrol. */
export interface EnrolProps {
  readonly gate: Extract<GateView, { readonly at: 'enrolling' }>;
  readonly ask: Ask;
}

/** Draws the steps. */
export function Enrol({ gate, ask }: EnrolProps): VNode {
  const [step, setStep] = useState<'scan' | 'recovery' | 'confirm'>('scan');
  const [code, setCode] = useState('');
  const cancel = <Button label={tell('button.cancel')} onPress={() => void ask({ kind: 'give-up-enrolment' })} />;
  const next = (to: typeof step): VNode => <Button look="main" label={tell('button.next')} onPress={() => setStep(to)} />;
  const back = (to: typeof step): VNode => <Button label={tell('button.back')} icon="back" onPress={() => setStep(to)} />;
  switch (step) {
    case 'scan':
      return (
        <Page title={tell('enrol.scan')} lead={tell('enrol.scan-lead')} fill="centre" back={cancel} main={next('recovery')}>
          <figure class="code-figure console-code">
            <Code data={gate.uri} label={tell('enrol.qr')} />
          </figure>
          <p class="console-secret">
            <small>{tell('enrol.secret')}</small>
            <span class="number">{gate.secret}</span>
          </p>
        </Page>
      );
    case 'recovery':
      return (
        <Page
          title={tell('enrol.recovery')}
          lead={tell('enrol.recovery-lead')}
          fill="centre"
          back={back('scan')}
          extra={
            <Button
              label={tell('enrol.print')}
              icon="print"
              disabled={gate.slip.state === 'printing'}
              onPress={() => void ask({ kind: 'print-recovery' })}
            />
          }
          main={next('confirm')}
        >
          <ol class="console-codes">
            {gate.recoveryCodes.map((one) => (
              <li key={one} class="number">
                {one}
              </li>
            ))}
          </ol>
          <PrintNote print={gate.slip} />
        </Page>
      );
    case 'confirm':
      return (
        <Digits
          title={tell('enrol.confirm')}
          lead={tell('enrol.confirm-lead', { role: STAFF_WORDS[gate.role] })}
          value={code}
          maxLength={CODE_DIGITS}
          enough={CODE_DIGITS}
          secret={false}
          onChange={setCode}
          main={tell('enrol.save')}
          onMain={() => void ask({ kind: 'confirm-enrolment', code }).then((done) => !done && setCode(''))}
          back={back('recovery')}
        />
      );
    default:
      return assertNever(step);
  }
}
