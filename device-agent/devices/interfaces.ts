/** What the rest of the agent sees of each device: a status that can be watched and few verbs. One job at a time is the device's own care. */
import type { Result } from '../../shared/base/result.ts';
import type { Watchable } from '../../shared/base/watchable.ts';
import type { ScannedCode } from '../../shared/device/code.ts';
import type { PrintOutcome } from '../../shared/device/print.ts';
import type { CodeScannerStatus, DocumentPrinterStatus, IdReaderStatus, ReceiptPrinterStatus } from '../../shared/device/status.ts';
import type { DocumentLine } from '../../shared/document/layout.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { IdentityCard } from '../../shared/identity/card.ts';

/** A device that is kept open and reopened by its own supervisor until `stop`. */
export interface SupervisedDevice<S> {
  readonly status: Watchable<S>;
  /** Begins opening; returns at once. */
  start(): void;
  /** Something was plugged in: a device that waits before its next try tries now. Harmless at any other time. */
  wake(): void;
  /** Ends the running job, closes the line. */
  stop(): Promise<void>;
}

/** ID-card reader. It reads only when asked. */
export interface IdCardReader extends SupervisedDevice<IdReaderStatus> {
  /**
   * Waits for a card and reads it. Ends with `device.timeout` after `deadlineMs`, `device.canceled` on abort. A second call while one
   * runs ends with `device.busy`. After a read the presence of the card is watched and shows in `status.media`.
   */
  read(options: { readonly deadlineMs: number; readonly signal: AbortSignal }): Promise<Result<IdentityCard, FaultCode>>;
  /** SAM id of the reader (its licence and audit identity); null until it answered once. */
  readonly samId: string | null;
}

/** How long a raw job may wait for its turn, and whether somebody has lost interest. */
export interface PrintLimits {
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/** A receipt printer seen as a taker of bytes. Jobs wait for each other and for the agent's own prints. */
export interface RawPrint {
  /** Bytes in the printer's own language; nothing but proof marks is added to them. */
  printRaw(bytes: Uint8Array, limits: PrintLimits): Promise<PrintOutcome>;
  /** ASCII characters that fit across the paper; 0 while no printer is there. */
  readonly columns: number;
  /** Prints lines as they are; cuts behind them where `cut` says so. */
  printLines(lines: readonly DocumentLine[], cut: boolean, limits: PrintLimits): Promise<PrintOutcome>;
  /** Feeds the print past the knife and cuts; null where there is no knife. */
  readonly cut: ((limits: PrintLimits) => Promise<PrintOutcome>) | null;
}

/** Receipt printer. */
export interface ReceiptPrinter extends SupervisedDevice<ReceiptPrinterStatus> {
  /** Prints one document and cuts. `reprint` puts a 补打 mark on it. Jobs wait for each other. */
  print(document: ReceiptDocument, options: { readonly reprint: boolean }): Promise<PrintOutcome>;
  /** Null where the driver takes documents only. */
  readonly raw: RawPrint | null;
}

/** Code scanner. */
export interface CodeScanner extends SupervisedDevice<CodeScannerStatus> {
  /** Calls back for every code that is laid down while somebody listens. Returns the remover; the last remover switches the aim light off. */
  listen(listener: (code: ScannedCode) => void): () => void;
}

/** A4 printer. */
export interface DocumentPrinter extends SupervisedDevice<DocumentPrinterStatus> {
  /** Prints a PDF; follows job and printer until the job has ended. */
  print(pdf: Uint8Array, options: { readonly title: string; readonly copies: number; readonly signal: AbortSignal }): Promise<PrintOutcome>;
}
