/** A query or a hand-in that did not come through: what is safe, what to do, the window as an equal way. */
import type { VNode } from 'preact';
import { factsOf } from '../../shared/fault/fault.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { Button } from '../parts/button.tsx';
import { Page } from '../parts/page.tsx';
import { say } from '../words/words.ts';
import { FaultView } from './fault-view.tsx';

/** Props of StepFailedScreen. */
export interface StepFailedScreenProps {
  readonly title: string;
  readonly what: 'query-failed' | 'hand-in-failed';
  readonly fault: FaultCode;
  readonly helpWindow: string;
  readonly helpPhone: string;
  readonly retry: () => void;
  readonly back: () => void;
}

/** Draws the page; 再试一次 only where trying again can help. */
export function StepFailedScreen({ title, what, fault, helpWindow, helpPhone, retry, back }: StepFailedScreenProps): VNode {
  return (
    <Page
      title={say(what === 'query-failed' && fault === 'platform.no-record' ? 'query-failed.none' : `${what}.title`)}
      over={title}
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
      main={factsOf(fault).retry && <Button label={say('button.retry')} look="main" onPress={retry} />}
    >
      <FaultView fault={fault} {...(what === 'query-failed' ? { matter: 'query' } : {})} />
      <p class="remark">{say('failed.window', { window: helpWindow, phone: helpPhone })}</p>
    </Page>
  );
}
