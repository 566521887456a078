/**
 * A job of the machine whose device can be changed while everything else runs: session, services and screen hold the slot for ever, the
 * technician puts another device in.
 */
import { Watched, type Watchable } from '../../shared/base/watchable.ts';
import type { PrintOutcome } from '../../shared/device/print.ts';
import type { ScannedCode } from '../../shared/device/code.ts';
import type { CodeScanner, DocumentPrinter, IdCardReader, RawPrint, ReceiptPrinter, SupervisedDevice } from './interfaces.ts';

/** The part of a slot that every kind has. */
export interface Slot<D> {
  /** Stops the present device, waits until its line is closed, then starts the next one in its place. */
  put(next: D): Promise<void>;
}

/** Forwards the status of whoever is in. */
class DeviceSlot<S, D extends SupervisedDevice<S>> implements SupervisedDevice<S>, Slot<D> {
  readonly status: Watchable<S>;
  protected device: D;
  private readonly shown: Watched<S>;
  private unwatch: () => void;
  private started = false;

  constructor(first: D) {
    this.device = first;
    this.shown = new Watched(first.status.current);
    this.status = this.shown;
    this.unwatch = this.follow(first);
  }

  start(): void {
    this.started = true;
    this.device.start();
  }

  wake(): void {
    this.device.wake();
  }

  stop(): Promise<void> {
    this.started = false;
    return this.device.stop();
  }

  async put(next: D): Promise<void> {
    const before = this.device;
    this.device = next;
    this.unwatch();
    await before.stop();
    this.unwatch = this.follow(next);
    this.shown.set(next.status.current);
    if (this.started) next.start();
  }

  private follow(device: D): () => void {
    return device.status.watch((status) => this.shown.set(status));
  }
}

class IdReaderSlot extends DeviceSlot<IdCardReader['status']['current'], IdCardReader> implements IdCardReader {
  get samId(): string | null {
    return this.device.samId;
  }

  read(options: Parameters<IdCardReader['read']>[0]): ReturnType<IdCardReader['read']> {
    return this.device.read(options);
  }
}

const NO_RAW: PrintOutcome = { kind: 'failed', fault: 'device.not-configured' };

function rawOf(present: () => RawPrint | null): RawPrint {
  return {
    printRaw: async (bytes, limits) => (await present()?.printRaw(bytes, limits)) ?? NO_RAW,
    get columns() {
      return present()?.columns ?? 0;
    },
    printLines: async (lines, cut, limits) => (await present()?.printLines(lines, cut, limits)) ?? NO_RAW,
    cut: async (limits) => (await present()?.cut?.(limits)) ?? NO_RAW,
  };
}

class ReceiptPrinterSlot extends DeviceSlot<ReceiptPrinter['status']['current'], ReceiptPrinter> implements ReceiptPrinter {
  /** Whoever holds it reaches the present device, also after a change. */
  readonly raw: RawPrint = rawOf(() => this.device.raw);

  print(...job: Parameters<ReceiptPrinter['print']>): ReturnType<ReceiptPrinter['print']> {
    return this.device.print(...job);
  }
}

class DocumentPrinterSlot extends DeviceSlot<DocumentPrinter['status']['current'], DocumentPrinter> implements DocumentPrinter {
  print(...job: Parameters<DocumentPrinter['print']>): ReturnType<DocumentPrinter['print']> {
    return this.device.print(...job);
  }
}

class CodeScannerSlot extends DeviceSlot<CodeScanner['status']['current'], CodeScanner> implements CodeScanner {
  /** Who listens, and how each is taken off the present device. */
  private readonly listeners = new Map<(code: ScannedCode) => void, () => void>();

  listen(listener: (code: ScannedCode) => void): () => void {
    // A listener of its own for every call, so that one function may listen twice.
    const own = (code: ScannedCode): void => listener(code);
    this.listeners.set(own, this.device.listen(own));
    return () => {
      this.listeners.get(own)?.();
      this.listeners.delete(own);
    };
  }

  override async put(next: CodeScanner): Promise<void> {
    for (const remove of this.listeners.values()) remove();
    for (const listener of this.listeners.keys()) this.listeners.set(listener, next.listen(listener));
    await super.put(next);
  }
}

/** A slot with an ID-card reader in it. */
export function idReaderSlot(first: IdCardReader): IdCardReader & Slot<IdCardReader> {
  return new IdReaderSlot(first);
}

/** A slot with a receipt printer in it. */
export function receiptPrinterSlot(first: ReceiptPrinter): ReceiptPrinter & Slot<ReceiptPrinter> {
  return new ReceiptPrinterSlot(first);
}

/** A slot with a code scanner in it. */
export function codeScannerSlot(first: CodeScanner): CodeScanner & Slot<CodeScanner> {
  return new CodeScannerSlot(first);
}

/** A slot with an A4 printer in it. */
export function documentPrinterSlot(first: DocumentPrinter): DocumentPrinter & Slot<DocumentPrinter> {
  return new DocumentPrinterSlot(first);
}
