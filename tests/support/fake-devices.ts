/** Devices as the session sees them, moved by hand. */
import { err, ok, type Result } from '../../shared/base/result.ts';
import { Watched } from '../../shared/base/watchable.ts';
import type { ScannedCode } from '../../shared/device/code.ts';
import type { PrintOutcome } from '../../shared/device/print.ts';
import type { CodeScannerStatus, IdReaderStatus, ReceiptPrinterStatus } from '../../shared/device/status.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { IdentityCard } from '../../shared/identity/card.ts';
import type { CodeScanner, IdCardReader, ReceiptPrinter } from '../../device-agent/devices/interfaces.ts';

/** A reader whose card is laid down by a test. */
export class FakeReader implements IdCardReader {
  readonly status = new Watched<IdReaderStatus>({ role: 'idReader', device: 'online', fault: null, media: 'notPresent' });
  readonly samId = null;
  reads = 0;
  private answer: ((result: Result<IdentityCard, FaultCode>) => void) | null = null;

  start(): void {}
  wake(): void {}
  async stop(): Promise<void> {}

  read({ signal }: { readonly signal: AbortSignal }): Promise<Result<IdentityCard, FaultCode>> {
    this.reads += 1;
    return new Promise((resolve) => {
      const finish = (result: Result<IdentityCard, FaultCode>): void => {
        this.answer = null;
        resolve(result);
      };
      this.answer = finish;
      signal.addEventListener('abort', () => finish(err('device.canceled')), { once: true });
    });
  }

  get waiting(): boolean {
    return this.answer !== null;
  }

  lay(card: IdentityCard): void {
    this.status.set({ ...this.status.current, media: 'present' });
    this.answer?.(ok(card));
  }

  fail(fault: FaultCode): void {
    this.answer?.(err(fault));
  }

  take(): void {
    this.status.set({ ...this.status.current, media: 'notPresent' });
  }
}

/** A printer whose jobs end when a test says so. */
export class FakePrinter implements ReceiptPrinter {
  readonly status = new Watched<ReceiptPrinterStatus>({
    role: 'receiptPrinter',
    device: 'online',
    fault: null,
    paper: 'full',
    backChannel: true,
  });
  readonly raw = null;
  readonly jobs: { readonly document: ReceiptDocument; readonly reprint: boolean; readonly end: (outcome: PrintOutcome) => void }[] = [];

  start(): void {}
  wake(): void {}
  async stop(): Promise<void> {}

  print(document: ReceiptDocument, { reprint }: { readonly reprint: boolean }): Promise<PrintOutcome> {
    return new Promise((end) => {
      this.jobs.push({ document, reprint, end });
    });
  }
}

/** A scanner that reads what a test lays down. */
export class FakeScanner implements CodeScanner {
  readonly status = new Watched<CodeScannerStatus>({ role: 'codeScanner', device: 'online', fault: null, scanner: 'on' });
  private readonly listeners = new Set<(code: ScannedCode) => void>();

  start(): void {}
  wake(): void {}
  async stop(): Promise<void> {}

  listen(listener: (code: ScannedCode) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  scan(text: string): void {
    const code: ScannedCode = { bytes: new TextEncoder().encode(text), aim: ']Q1', text, decision: 'ascii' };
    for (const listener of this.listeners) listener(code);
  }
}
