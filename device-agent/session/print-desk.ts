/** What 打印 means where the citizen stands, and one print from press to honest end. */
import { assertNever } from '../../shared/base/never.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { PrintOutcome } from '../../shared/device/print.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { maskIdentity } from '../../shared/identity/mask.ts';
import type { Act } from '../../shared/kiosk/acts.ts';
import type { ReceiptPrinter } from '../devices/interfaces.ts';
import type { Clock } from '../platform/clock.ts';
import { handInSlip, querySlip } from './documents.ts';
import type { PlayCue, PrintSheet, SessionAudit, SessionCatalog } from './ports.ts';
import type { SessionRoom } from './room.ts';
import type { OpenSession, PrintWork } from './state.ts';

/** What printing needs of the agent. */
export interface PrintParts {
  readonly clock: Clock;
  readonly terminal: SlipTerminal;
  readonly printer: ReceiptPrinter;
  readonly printSheet: PrintSheet;
  readonly catalog: SessionCatalog;
  readonly audit: SessionAudit;
  readonly cue: PlayCue;
}

type PrintWhat = Extract<Act, { kind: 'print' }>['what'];

/** Prints for the room's session; one print at a time. */
export class PrintDesk {
  private readonly room: SessionRoom;
  private readonly parts: PrintParts;
  /** Takes the running A4 print back. */
  private stopping = new AbortController();

  constructor(room: SessionRoom, parts: PrintParts) {
    this.room = room;
    this.parts = parts;
  }

  print(what: PrintWhat): Result<null, FaultCode> {
    const session = this.room.current;
    if (session === null) return err('act.not-now');
    if (session.print?.state === 'printing') return err('device.busy');
    const wanted = this.workOf(what, session);
    if (wanted === null) return err('act.not-now');
    void this.run(wanted, what === 'again');
    return ok(null);
  }

  dismiss(): Result<null, FaultCode> {
    if (this.room.current?.print?.state === 'printing') return err('device.busy');
    this.room.change({ print: null });
    return ok(null);
  }

  /** A slip is out before anybody could say stop; a sheet may wait in a queue, for toner to warm up, for paper. */
  stop(): Result<null, FaultCode> {
    const print = this.room.current?.print;
    if (print?.state !== 'printing' || print.on !== 'sheet') return err('act.not-now');
    this.stopping.abort();
    this.room.change({ print: { ...print, stopping: true } });
    return ok(null);
  }

  /** What the citizen wants on paper; null where there is nothing of the kind. */
  private workOf(what: PrintWhat, session: OpenSession): PrintWork | null {
    const { catalog } = this.parts;
    switch (what) {
      case 'again':
        return session.lastPrinted;
      case 'here': {
        const document = this.slipHere(session);
        return document === null ? null : { on: 'slip', document };
      }
      case 'sheet': {
        const document = session.run === null ? catalog.sheet(session.place, situationsAt(session)) : null;
        return document === null ? null : { on: 'sheet', sheet: { kind: 'document', document } };
      }
      case 'form': {
        const form = session.run === null ? catalog.form(session.place) : null;
        return form === null ? null : { on: 'sheet', sheet: { kind: 'form', form } };
      }
      default:
        return assertNever(what);
    }
  }

  private slipHere(session: OpenSession): ReceiptDocument | null {
    const { terminal, clock, catalog } = this.parts;
    const { run, identity, progressCode } = session;
    if (run === null) return catalog.slip(session.place, situationsAt(session));
    if (identity === null) return null;
    const person = maskIdentity(identity);
    if (run.step.at === 'result') return querySlip(terminal, run.journey, person, run.step.answer, clock.wall());
    if (run.step.at !== 'done') return null;
    return handInSlip(terminal, run.journey, person, { id: run.submission, progressCode }, run.step.outcome, clock.wall());
  }

  private async run(wanted: PrintWork, reprint: boolean): Promise<void> {
    const { room, parts } = this;
    const { signal, number } = room;
    const release = room.hold();
    const document = shownOf(wanted);
    const { on } = wanted;
    this.stopping = new AbortController();
    const stop = this.stopping.signal;
    room.change({ print: { state: 'printing', on, document, stopping: false }, lastPrinted: wanted });
    const outcome =
      wanted.on === 'slip'
        ? await parts.printer.print(document, { reprint })
        : await parts.printSheet(wanted.sheet, { reprint, signal: stop });
    parts.audit('print.ended', { session: number, object: document.purpose, result: printResult(outcome) });
    release();
    if (signal.aborted || room.current?.print?.document !== document) return;
    // Who took it back needs no call.
    if (outcome.kind === 'done' || !stop.aborted) parts.cue(outcome.kind === 'done' ? 'printed' : 'needs-you');
    room.change({ print: { state: 'ended', on, document, outcome } });
  }
}

/** What the screen shows of a print: the document, or the form's name alone. */
function shownOf(wanted: PrintWork): ReceiptDocument {
  if (wanted.on === 'slip') return wanted.document;
  const { sheet } = wanted;
  return sheet.kind === 'document' ? sheet.document : { purpose: 'form', title: sheet.form.title, blocks: [] };
}

/** The 情形 answers of the guide at hand: `situation` → `choice`. */
function situationsAt({ place, situations }: OpenSession): Readonly<Record<string, string>> {
  const prefix = place.page === 'guide' ? `${place.id}:` : null;
  if (prefix === null) return {};
  return Object.fromEntries(
    Object.entries(situations).flatMap(([key, choice]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), choice]] : [])),
  );
}

/** The word of the record: the proof, or what went wrong; a slip with a drawn 〓 is printed and yet not whole. */
function printResult(outcome: PrintOutcome): string {
  if (outcome.kind !== 'done') return outcome.fault;
  return outcome.missing === undefined || outcome.missing.length === 0 ? outcome.proof : 'printer.missing-glyph';
}
