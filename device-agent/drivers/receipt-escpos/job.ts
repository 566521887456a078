/** One print job as the dialogue sees it: bytes, the marks that prove it, and how long it may take. */
import { concatBytes } from '../../../shared/base/bytes.ts';
import { IDENTIFY, QUEUED_STATUS, returnProcessId } from './commands.ts';
import { PRINTER_DELAYS } from './delays.ts';
import type { EncodedReceipt } from './encode.ts';
import type { PrinterProfile } from './profile.ts';

/** A job, ready to be sent. */
export interface PrinterJob {
  /** Four characters that this printer has not seen lately. */
  readonly processId: string;
  /** Whole commands each; real-time bytes may go between two of them. */
  readonly chunks: readonly Uint8Array[];
  readonly lengthMm: number;
  /** The paper needs at least so long. */
  readonly printMs: number;
  /** The printer is asked to return `processId` behind the cut. */
  readonly wantsProcessId: boolean;
  /** The printer is asked for its paper status behind the cut. */
  readonly wantsQueuedStatus: boolean;
}

/** Cuts an encoded receipt at its seams and puts the proof marks that the model can answer behind the cut. */
export function jobOf(receipt: EncodedReceipt, processId: string, profile: PrinterProfile): PrinterJob {
  const starts = [0, ...receipt.seams];
  const body = receipt.seams.map((end, index) => receipt.bytes.subarray(starts[index] ?? 0, end));
  const marks = [...(profile.processId ? [returnProcessId(processId)] : []), ...(profile.queuedStatus ? [QUEUED_STATUS] : [])];
  return {
    processId,
    chunks: marks.length > 0 ? [...body, concatBytes(marks)] : body,
    lengthMm: receipt.lengthMm,
    printMs: (receipt.lengthMm / profile.speedMmPerS) * 1000 + PRINTER_DELAYS.printReserveMs,
    wantsProcessId: profile.processId,
    wantsQueuedStatus: profile.queuedStatus,
  };
}

/** Bytes that another program made, with our proof marks behind them. How much paper they take is guessed from their line ends. */
export function rawJob(bytes: Uint8Array, processId: string, profile: PrinterProfile): PrinterJob {
  const lines = bytes.reduce((count, byte) => count + (byte === LF ? 1 : 0), 1);
  return jobOf({ bytes, seams: [bytes.length], lengthMm: lines * LINE_MM, missing: [] }, processId, profile);
}

const LF = 0x0a;
/** The usual line spacing, 1/6 inch. */
const LINE_MM = 4.23;

/** Asks who the printer is and whether it returns process ids; feeds and cuts nothing. */
export function enrolmentJob(processId: string): PrinterJob {
  return {
    processId,
    chunks: [IDENTIFY, returnProcessId(processId)],
    lengthMm: 0,
    printMs: PRINTER_DELAYS.enrolMs / PRINTER_DELAYS.proofPatience,
    wantsProcessId: true,
    wantsQueuedStatus: false,
  };
}
