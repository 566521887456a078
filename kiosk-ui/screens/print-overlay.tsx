/** A print as it goes and as it ended, in words no stronger than the proof; a blocked printer shows the document itself. */
import type { VNode } from 'preact';
import { assertNever } from '../../shared/base/never.ts';
import type { PrintOutcome, PrintProof } from '../../shared/device/print.ts';
import type { PrintView } from '../../shared/kiosk/snapshot.ts';
import { Button } from '../parts/button.tsx';
import { DocumentView } from '../parts/document-view.tsx';
import { Icon } from '../parts/icon.tsx';
import { Overlay } from '../parts/overlay.tsx';
import { say } from '../words/words.ts';
import { FaultView } from './fault-view.tsx';

/** Props of PrintOverlay. */
export interface PrintOverlayProps {
  readonly print: PrintView;
  /** Prints what stands on the page. */
  readonly here: () => void;
  /** Prints the same slip once more, marked 补打. */
  readonly again: () => void;
  readonly close: () => void;
  /** Calls for a human; the words of a fault name this button. */
  readonly help: () => void;
}

/** Draws the overlay. */
export function PrintOverlay({ print, here, again, close, help }: PrintOverlayProps): VNode {
  if (print.state === 'printing') {
    return (
      <Overlay title={say('print.printing')} lead={say('print.printing-lead')} icon={<Icon name="print" />}>
        <div class="paper-slot">
          <DocumentView document={print.document} codeLabel={say('print.code-alt')} />
        </div>
      </Overlay>
    );
  }
  return <Ended document={print.document} outcome={print.outcome} here={here} again={again} close={close} help={help} />;
}

interface EndedProps extends Omit<PrintOverlayProps, 'print'> {
  readonly document: PrintView['document'];
  readonly outcome: PrintOutcome;
}

function Ended({ document, outcome, here, again, close, help }: EndedProps): VNode {
  const paper = <DocumentView document={document} codeLabel={say('print.code-alt')} />;
  const helping = <Button label={say('aid.help')} icon="help" onPress={help} />;
  const closing = (look: 'main' | 'plain'): VNode => <Button label={say('button.close')} look={look} onPress={close} />;
  switch (outcome.kind) {
    case 'done': {
      const proven = outcome.proof === 'printed' || outcome.proof === 'processed';
      const actions = (
        <>
          {!proven && <Button label={say('print.again')} icon="print" onPress={again} />}
          {closing('main')}
        </>
      );
      return (
        <Overlay
          title={say(`print.done.${outcome.proof}`)}
          lead={proofWords(outcome.proof)}
          icon={<Icon name={proven ? 'done' : 'receipt'} />}
          actions={actions}
        >
          {!proven && paper}
        </Overlay>
      );
    }
    case 'uncertain':
      return (
        <Overlay
          tone="warm"
          title={say('print.uncertain')}
          icon={<Icon name="alert" />}
          actions={
            <>
              {helping}
              <Button label={say('print.again-marked')} icon="print" onPress={again} />
              {closing('main')}
            </>
          }
        >
          <FaultView fault={outcome.fault} matter="print" />
          {paper}
        </Overlay>
      );
    case 'failed':
      return (
        <Overlay
          tone="warm"
          title={say('print.failed')}
          icon={<Icon name="alert" />}
          actions={
            <>
              {helping}
              {closing('plain')}
              <Button label={say('button.retry')} icon="print" look="main" onPress={here} />
            </>
          }
        >
          <FaultView fault={outcome.fault} matter="print" />
          {paper}
        </Overlay>
      );
    default:
      return assertNever(outcome);
  }
}

function proofWords(proof: PrintProof): string {
  switch (proof) {
    case 'printed':
    case 'processed':
      return say('print.done.proven-lead');
    case 'quiet':
      return say('print.done.quiet-lead');
    case 'sent':
      return say('print.done.sent-lead');
    default:
      return assertNever(proof);
  }
}
