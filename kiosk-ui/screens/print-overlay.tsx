/** A print as it goes and as it ended, in words no stronger than the proof; a blocked printer shows the document itself. */
import type { VNode } from 'preact';
import { assertNever } from '../../shared/base/never.ts';
import type { PrintOutcome, PrintProof } from '../../shared/device/print.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { PrintView } from '../../shared/kiosk/snapshot.ts';
import { Button } from '../parts/button.tsx';
import { DocumentView } from '../parts/document-view.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/notes.tsx';
import { Overlay } from '../parts/overlay.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { faultWords } from '../words/faults.ts';
import { say } from '../words/words.ts';
import { FaultView } from './fault-view.tsx';

/** Props of PrintOverlay. */
export interface PrintOverlayProps {
  readonly print: PrintView;
  /** What the print waits for; null while it goes on. */
  readonly waitsFor: FaultCode | 'printer' | null;
  /** Prints what stands on the page. */
  readonly here: () => void;
  /** Prints the same slip once more, marked 补打. */
  readonly again: () => void;
  readonly close: () => void;
  /** Takes an A4 print back. */
  readonly stop: () => void;
  /** Calls for a human; the words of a fault name this button. */
  readonly help: () => void;
}

/** Draws the overlay. */
export function PrintOverlay({ print, waitsFor, here, again, close, stop, help }: PrintOverlayProps): VNode {
  return print.state === 'printing' ? (
    <Going print={print} waitsFor={waitsFor} stop={stop} help={help} />
  ) : (
    <Ended on={print.on} document={print.document} outcome={print.outcome} here={here} again={again} close={close} help={help} />
  );
}

interface GoingProps extends Pick<PrintOverlayProps, 'waitsFor' | 'stop' | 'help'> {
  readonly print: Extract<PrintView, { state: 'printing' }>;
}

/** A slip takes a second or two; a sheet may take a minute, so it says that it goes on and can be taken back. */
function Going({ print, waitsFor, stop, help }: GoingProps): VNode {
  const onSheet = print.on === 'sheet';
  const actions = (
    <>
      {waitsFor !== null && <Button label={say('aid.help')} icon="help" onPress={help} />}
      <Button label={say('print.stop')} onPress={stop} />
    </>
  );
  return (
    <Overlay
      title={say('print.printing')}
      lead={say(onSheet ? 'print.sheet-lead' : 'print.printing-lead')}
      icon={<Icon name="print" />}
      {...(onSheet && !print.stopping ? { actions } : {})}
    >
      {waitsFor !== null && (
        <Note tone="warm" icon="alert">
          <p role="alert">{waitsFor === 'printer' ? say('print.away') : `${faultWords(waitsFor, 'print').safe}${say('print.by-hand')}`}</p>
        </Note>
      )}
      <div class="paper-slot">
        <Paper document={print.document} />
      </div>
      {onSheet && <Waiting what={say(print.stopping ? 'print.stopping' : 'print.goes-on')} />}
    </Overlay>
  );
}

interface EndedProps extends Omit<PrintOverlayProps, 'print' | 'waitsFor' | 'stop'> {
  readonly on: PrintView['on'];
  readonly document: PrintView['document'];
  readonly outcome: PrintOutcome;
}

/** A form shows its name alone: the page behind has its picture. */
function Paper({ document }: { readonly document: PrintView['document'] }): VNode {
  return document.blocks.length === 0 ? (
    <p class="large-answer">{document.title}</p>
  ) : (
    <DocumentView document={document} codeLabel={say('print.code-alt')} />
  );
}

function Ended({ on, document, outcome, here, again, close, help }: EndedProps): VNode {
  const done = on === 'slip' ? 'print.done' : 'print.sheet-done';
  // A form proves nothing, so a second one carries no mark and none may be promised.
  const isForm = document.purpose === 'form';
  const paper = <Paper document={document} />;
  const takenBack = outcome.kind !== 'done' && outcome.fault === 'device.canceled';
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
          title={say(`${done}.${outcome.proof}`)}
          lead={say(`${done}.${leadOf(outcome.proof)}`)}
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
          title={say(on === 'slip' ? 'print.uncertain' : 'print.sheet-uncertain')}
          icon={<Icon name="alert" />}
          actions={
            <>
              {helping}
              <Button label={say(isForm ? 'print.again' : 'print.again-marked')} icon="print" onPress={again} />
              {closing('main')}
            </>
          }
        >
          {isForm ? (
            <p>{say('print.form-uncertain')}</p>
          ) : (
            <FaultView fault={takenBack ? 'printer.uncertain' : outcome.fault} matter="print" />
          )}
          {paper}
        </Overlay>
      );
    case 'failed':
      if (takenBack)
        return (
          <Overlay title={say('print.stopped')} lead={say('print.stopped-lead')} icon={<Icon name="done" />} actions={closing('main')} />
        );
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

function leadOf(proof: PrintProof): 'proven-lead' | 'quiet-lead' | 'sent-lead' {
  switch (proof) {
    case 'printed':
    case 'processed':
      return 'proven-lead';
    case 'quiet':
      return 'quiet-lead';
    case 'sent':
      return 'sent-lead';
    default:
      return assertNever(proof);
  }
}
