/** Devices behind the XFS4IoT server, moved by hand: cards laid down, prints held back, codes shown, restarts that fail. */
import { err, ok, type Result } from '../../shared/base/result.ts';
import { Watched } from '../../shared/base/watchable.ts';
import type { ScannedCode } from '../../shared/device/code.ts';
import type { PrintOutcome } from '../../shared/device/print.ts';
import type {
  CodeScannerStatus,
  DeviceStatus,
  DocumentPrinterStatus,
  IdReaderStatus,
  ReceiptPrinterStatus,
} from '../../shared/device/status.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { IdentityCard, ResidentCard } from '../../shared/identity/card.ts';
import type {
  CodeScanner,
  DocumentPrinter,
  IdCardReader,
  ReceiptPrinter,
  SupervisedDevice,
} from '../../device-agent/devices/interfaces.ts';
import type { Clock } from '../../device-agent/platform/clock.ts';
import type { PrintLimits, RawPrint } from '../../device-agent/devices/interfaces.ts';

/** Region 999999 is assigned to nobody. */
export const NOBODY: ResidentCard = {
  type: 'resident',
  flag: 'known',
  name: '示例甲',
  sex: '2',
  ethnicity: '01',
  birthDate: '19000101',
  address: '示例市示例路一号',
  number: '999999190001010004',
  issuer: '示例公安局',
  validFrom: '20200101',
  validTo: '长期',
  photo: Uint8Array.from({ length: 1024 }, (_byte, index) => index % 251),
};

class Restartable<S extends DeviceStatus> implements SupervisedDevice<S> {
  readonly status: Watched<S>;
  /** What the next start ends in; null = online. */
  startFault: FaultCode | null = null;
  restarts = 0;

  constructor(initial: S) {
    this.status = new Watched<S>(initial);
  }

  start(): void {
    this.restarts += 1;
    const fault = this.startFault;
    this.turn({ device: 'starting', fault: null });
    queueMicrotask(() => this.turn(fault === null ? { device: 'online', fault: null } : { device: 'hardwareError', fault }));
  }

  wake(): void {}

  async stop(): Promise<void> {
    this.turn({ device: 'offline', fault: null });
  }

  private turn(common: Pick<DeviceStatus, 'device' | 'fault'>): void {
    this.status.set({ ...this.status.current, ...common });
  }

  put(change: Partial<S>): void {
    this.status.set({ ...this.status.current, ...change });
  }
}

/** A reader that keeps what was laid on it. */
export class HandReader extends Restartable<IdReaderStatus> implements IdCardReader {
  readonly samId = '05.01-20200101-0000000001-0000000001';
  reads = 0;
  private readonly clock: Clock;
  private card: IdentityCard | null = null;
  private readonly faults: FaultCode[] = [];
  private poke: () => void = () => {};

  constructor(clock: Clock) {
    super({ role: 'idReader', device: 'online', fault: null, media: 'notPresent' });
    this.clock = clock;
  }

  lay(card: IdentityCard): void {
    this.card = card;
    this.put({ media: 'present' });
    this.poke();
  }

  take(): void {
    this.card = null;
    this.put({ media: 'notPresent' });
  }

  /** Taken away while nobody watched. */
  takeUnseen(): void {
    this.card = null;
    this.put({ media: 'unknown' });
  }

  /** Reads to come fail so, in this order. */
  fail(...faults: readonly FaultCode[]): void {
    this.faults.push(...faults);
    this.poke();
  }

  async read({
    deadlineMs,
    signal,
  }: {
    readonly deadlineMs: number;
    readonly signal: AbortSignal;
  }): Promise<Result<IdentityCard, FaultCode>> {
    this.reads += 1;
    let late = false;
    const cancel = this.clock.after(deadlineMs, () => {
      late = true;
      this.poke();
    });
    const onAbort = (): void => this.poke();
    signal.addEventListener('abort', onAbort);
    try {
      for (;;) {
        const fault = this.faults.shift();
        if (signal.aborted) return err('device.canceled');
        if (fault !== undefined) return err(fault);
        // A true reader gives every reading bytes of its own.
        if (this.card !== null) return ok(structuredClone(this.card));
        if (late) return err('device.timeout');
        await new Promise<void>((resolve) => {
          this.poke = resolve;
        });
      }
    } finally {
      cancel();
      signal.removeEventListener('abort', onAbort);
    }
  }
}

/** A printer of bytes; `hold` keeps the next jobs until `finish`. */
export class HandReceiptPrinter extends Restartable<ReceiptPrinterStatus> implements ReceiptPrinter {
  readonly printed: Uint8Array[] = [];
  readonly limits: PrintLimits[] = [];
  /** Text of the lines of each print that came as lines. */
  readonly lines: (readonly string[])[] = [];
  /** False: thousands of prints leave nothing behind. */
  keeps = true;
  cuts = 0;
  outcome: PrintOutcome = { kind: 'done', proof: 'printed' };
  hold = false;
  throwNext = false;
  finish: (outcome: PrintOutcome) => void = () => {};

  constructor() {
    super({ role: 'receiptPrinter', device: 'online', fault: null, paper: 'full', backChannel: true });
  }

  async print(_document: ReceiptDocument): Promise<PrintOutcome> {
    return this.outcome;
  }

  readonly raw: RawPrint = {
    printRaw: (bytes, limits) => {
      if (this.keeps) this.printed.push(bytes);
      if (this.keeps) this.limits.push(limits);
      if (this.throwNext) throw new Error('the driver broke an assumption');
      return this.answer();
    },
    columns: 48,
    printLines: (lines, cut) => {
      this.lines.push(lines.map((line) => (line.kind === 'text' ? line.text : '')));
      if (cut) this.cuts += 1;
      return this.answer();
    },
    cut: () => {
      this.cuts += 1;
      return this.answer();
    },
  };

  private answer(): Promise<PrintOutcome> {
    if (!this.hold) return Promise.resolve(this.outcome);
    return new Promise((resolve) => {
      this.finish = resolve;
    });
  }
}

/** An A4 printer. */
export class HandDocumentPrinter extends Restartable<DocumentPrinterStatus> implements DocumentPrinter {
  readonly printed: Uint8Array[] = [];
  outcome: PrintOutcome = { kind: 'done', proof: 'processed' };
  hold = false;

  constructor() {
    super({ role: 'documentPrinter', device: 'online', fault: null, paper: 'full', toner: 'full' });
  }

  print(pdf: Uint8Array, { signal }: { readonly signal: AbortSignal }): Promise<PrintOutcome> {
    this.printed.push(pdf);
    if (!this.hold) return Promise.resolve(this.outcome);
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve({ kind: 'failed', fault: 'device.canceled' }), { once: true });
    });
  }
}

/** A scanner that sees what a test shows it. */
export class HandScanner extends Restartable<CodeScannerStatus> implements CodeScanner {
  private readonly listeners = new Set<(code: ScannedCode) => void>();

  constructor() {
    super({ role: 'codeScanner', device: 'online', fault: null, scanner: 'off' });
  }

  get listening(): number {
    return this.listeners.size;
  }

  listen(listener: (code: ScannedCode) => void): () => void {
    this.listeners.add(listener);
    if (this.listeners.size === 1) this.put({ scanner: 'on' });
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.put({ scanner: 'off' });
    };
  }

  show(bytes: Uint8Array, aim: string | null): void {
    for (const listener of this.listeners) listener({ bytes, aim, text: '', decision: 'unknown' });
  }
}
