/** A vendor's Printer service as the A4 printer of the terminal: PDF by `PrintNative`, else by `PrintRaw`. */
import type { Watchable } from '../../../shared/base/watchable.ts';
import type { PrintOutcome } from '../../../shared/device/print.ts';
import type { DocumentPrinterStatus } from '../../../shared/device/status.ts';
import { printNative, printRaw } from '../../../shared/xfs4iot/printer.ts';
import { XFS4IOT_CLIENT_DELAYS, XFS4IOT_CLIENT_LIMITS } from './delays.ts';
import { faultOfPrinter, outcomeOfAnswer } from './print-outcome.ts';
import { askRemote, RemoteDevice, type RemoteDeviceParts } from './remote-device.ts';
import { watchAs } from './watch-as.ts';

/** The printer; it keeps the shape of `DocumentPrinter`. */
export class XfsDocumentPrinter {
  readonly status: Watchable<DocumentPrinterStatus>;
  private readonly remote: RemoteDevice;

  constructor(parts: RemoteDeviceParts) {
    this.remote = new RemoteDevice(parts, [printNative, printRaw]);
    this.status = watchAs(this.remote, (view) => ({
      role: 'documentPrinter',
      device: view.status.device,
      fault: faultOfPrinter(view),
      paper: view.status.paper,
      toner: view.status.toner,
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

  /** Prints the copies one after the other; the first that is not done ends the job. */
  async print(
    pdf: Uint8Array,
    options: { readonly title: string; readonly copies: number; readonly signal: AbortSignal },
  ): Promise<PrintOutcome> {
    const data = Buffer.from(pdf).toString('base64');
    if (data.length > XFS4IOT_CLIENT_LIMITS.messageBytes - HEADER_BYTES) return { kind: 'failed', fault: 'printer.rejected' };
    let outcome = await this.printOne(data, options.signal);
    for (let copy = 1; copy < options.copies && outcome.kind === 'done'; copy += 1) {
      const next = await this.printOne(data, options.signal);
      // With a copy already out, a failure is no longer "nothing was printed".
      outcome = next.kind === 'failed' ? { kind: 'uncertain', fault: next.fault } : next;
    }
    return outcome;
  }

  private async printOne(data: string, signal: AbortSignal): Promise<PrintOutcome> {
    const limits = { timeoutMs: XFS4IOT_CLIENT_DELAYS.printMs, signal };
    const asked =
      askRemote(this.remote, printNative, { payload: { data }, ...limits }) ??
      askRemote(this.remote, printRaw, { payload: { inputData: 'no', data }, ...limits });
    if (asked === null) return { kind: 'failed', fault: this.remote.view.current.fault ?? 'device.lost' };
    const answer = await asked;
    return outcomeOfAnswer(answer, this.remote.view.current);
  }
}

/** Room for everything of the message that is not the document. */
const HEADER_BYTES = 1_024;
