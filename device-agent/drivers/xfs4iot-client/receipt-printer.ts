/** A vendor's Printer service as the receipt printer of the terminal: our own encoder's bytes go out by `PrintRaw`. */
import type { Watchable } from '../../../shared/base/watchable.ts';
import type { PrintOutcome } from '../../../shared/device/print.ts';
import type { ReceiptPrinterStatus } from '../../../shared/device/status.ts';
import type { ReceiptDocument } from '../../../shared/document/receipt.ts';
import { printRaw } from '../../../shared/xfs4iot/printer.ts';
import { XFS4IOT_CLIENT_DELAYS } from './delays.ts';
import { faultOfPrinter, outcomeOfAnswer } from './print-outcome.ts';
import { askRemote, RemoteDevice, type RemoteDeviceParts } from './remote-device.ts';
import { watchAs } from './watch-as.ts';

/** A document in the language of the vendor's printer, cut included; `missing`: characters for which 〓 stands, as `U+3400`. */
export interface EncodedDocument {
  readonly bytes: Uint8Array;
  readonly missing: readonly string[];
}

/** Makes one. */
export type EncodeDocument = (document: ReceiptDocument, reprint: boolean) => EncodedDocument;

/** The printer; it keeps the shape of `ReceiptPrinter`. */
export class XfsReceiptPrinter {
  readonly status: Watchable<ReceiptPrinterStatus>;
  /** A vendor's service takes documents of ours only. */
  readonly raw = null;
  private readonly remote: RemoteDevice;
  private readonly encode: EncodeDocument;
  private lastJob: Promise<unknown> = Promise.resolve();

  constructor(parts: RemoteDeviceParts, encode: EncodeDocument) {
    this.encode = encode;
    this.remote = new RemoteDevice(parts, [printRaw]);
    this.status = watchAs(this.remote, (view) => ({
      role: 'receiptPrinter',
      device: view.status.device,
      fault: faultOfPrinter(view),
      paper: view.status.paper,
      backChannel: view.status.paper !== 'unknown',
    }));
  }

  start(): void {
    this.remote.start();
  }

  wake(): void {
    this.remote.wake();
  }

  stop(): Promise<void> {
    return this.remote.stop();
  }

  /** Prints one document; jobs wait for each other. */
  print(document: ReceiptDocument, options: { readonly reprint: boolean }): Promise<PrintOutcome> {
    const job = this.lastJob.then(() => this.send(this.encode(document, options.reprint)));
    this.lastJob = job.catch(() => undefined);
    return job;
  }

  private async send({ bytes, missing }: EncodedDocument): Promise<PrintOutcome> {
    const payload = { inputData: 'no', data: Buffer.from(bytes).toString('base64') };
    const asked = askRemote(this.remote, printRaw, { payload, timeoutMs: XFS4IOT_CLIENT_DELAYS.printMs });
    if (asked === null) return { kind: 'failed', fault: this.remote.view.current.fault ?? 'device.lost' };
    const outcome = outcomeOfAnswer(await asked, this.remote.view.current);
    return outcome.kind === 'done' && missing.length > 0 ? { ...outcome, missing } : outcome;
  }
}
