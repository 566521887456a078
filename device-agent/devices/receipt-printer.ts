/** The receipt printer of the terminal: keeps its line, shows its status, prints one document at a time, and says honestly how each print ended. */
import { randomUUID } from 'node:crypto';
import { assertNever } from '../../shared/base/never.ts';
import { Watched } from '../../shared/base/watchable.ts';
import type { PrintOutcome } from '../../shared/device/print.ts';
import type { DeviceState, ReceiptPrinterStatus } from '../../shared/device/status.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { GlyphSource } from '../drivers/receipt-escpos/bitmap.ts';
import { PRINTER_DELAYS } from '../drivers/receipt-escpos/delays.ts';
import { acceptsJob, viewOf } from '../drivers/receipt-escpos/dialogue-state.ts';
import type { Dialogue, DialogueView } from '../drivers/receipt-escpos/dialogue-state.ts';
import { EscposDriver } from '../drivers/receipt-escpos/driver.ts';
import { encodeLines, encodeReceipt } from '../drivers/receipt-escpos/encode.ts';
import type { EncodedReceipt } from '../drivers/receipt-escpos/encode.ts';
import { enrolmentJob, jobOf, rawJob } from '../drivers/receipt-escpos/job.ts';
import type { PrinterJob } from '../drivers/receipt-escpos/job.ts';
import type { PrinterProfile } from '../drivers/receipt-escpos/profile.ts';
import { paperOf } from '../drivers/receipt-escpos/wire.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import type { ByteChannel, ChannelOpener } from '../transport/byte-channel.ts';
import type { LineKeeper } from '../transport/open-line.ts';
import type { UsbReset } from '../transport/usb-reset.ts';
import { stateUnder } from './device-state.ts';
import type { PrintLimits, RawPrint, ReceiptPrinter } from './interfaces.ts';
import type { PrintJournal } from './print-journal.ts';
import { isDumb, keepDevice, RECOVERY_DELAYS } from './recovery-ladder.ts';
import type { Footing } from './recovery-ladder.ts';

/** What a receipt printer stands on. */
export interface ReceiptPrinterParts {
  readonly opener: ChannelOpener;
  readonly profile: PrinterProfile;
  readonly clock: Clock;
  readonly glyphs: GlyphSource;
  /** Without it, a restart of the agent forgets the job it was in. */
  readonly journal?: PrintJournal;
  readonly usbReset?: UsbReset;
}

/** What a model showed when it was asked. */
interface PrinterEnrolment {
  /** It returned a process id: prints can be proven. */
  readonly processId: boolean;
  /** Answers to `GS I`: maker, model, Chinese font, as far as they came. */
  readonly identity: readonly string[];
}

/** A receipt printer that a technician can enrol. */
export interface EnrollableReceiptPrinter extends ReceiptPrinter {
  /**
   * Asks what the model can do. A model that does not know the question may print its ten argument bytes, so it is asked at enrolment only.
   * Null while the printer is not ready.
   */
  enrol(): Promise<PrinterEnrolment | null>;
}

/** Builds the device; nothing is opened before `start`. */
export function createReceiptPrinter(parts: ReceiptPrinterParts): EnrollableReceiptPrinter {
  return new SupervisedReceiptPrinter(parts);
}

class SupervisedReceiptPrinter implements EnrollableReceiptPrinter {
  readonly status = new Watched<ReceiptPrinterStatus>({
    role: 'receiptPrinter',
    device: 'starting',
    fault: null,
    paper: 'unknown',
    backChannel: false,
  });
  readonly raw: RawPrint;
  private readonly parts: ReceiptPrinterParts;
  private keeper: LineKeeper | null = null;
  private driver: EscposDriver | null = null;
  private lastJob: Promise<unknown> = Promise.resolve();
  private nextProcessId: number;
  /** Jobs whose bytes may still lie in the printer, from this life of the agent or an earlier one. */
  private readonly uncleared: Set<string>;
  private identity: string[] = [];
  /** It answered since it was plugged in: silence is then a fault, whatever its profile allows. */
  private answers = false;

  constructor(parts: ReceiptPrinterParts) {
    this.parts = parts;
    const { profile } = parts;
    this.raw = {
      printRaw: (bytes, limits) => this.inTime(limits, (driver) => this.printJob(driver, rawJob(bytes, this.takeProcessId(), profile))),
      columns: profile.columns,
      printLines: (lines, cut, limits) => this.inTime(limits, (driver) => this.printReceipt(driver, encodeLines(lines, cut, parts))),
      cut: (limits) => this.inTime(limits, (driver) => this.printJob(driver, rawJob(profile.cut, this.takeProcessId(), profile))),
    };
    this.uncleared = new Set(parts.journal?.unfinished().map(({ jobId }) => jobId));
    // After a restart the numbers must not begin where they began last time.
    this.nextProcessId = Math.floor(parts.clock.wall().getTime() / 1000) % PROCESS_IDS;
  }

  start(): void {
    if (this.keeper !== null) return;
    const { opener, clock, usbReset } = this.parts;
    this.keeper = keepDevice({
      opener,
      clock,
      usbReset: usbReset ?? null,
      serve: (channel, signal, footing) => this.serve(channel, signal, footing),
      onFault: (fault, suspect) => {
        if (fault === 'device.no-device-at-path') this.answers = false;
        this.showFault(fault, suspect);
      },
    });
  }

  wake(): void {
    this.keeper?.wake();
  }

  async stop(): Promise<void> {
    const keeper = this.keeper;
    this.keeper = null;
    await keeper?.stop();
    this.showFault('device.canceled', false);
    await this.lastJob;
  }

  print(document: ReceiptDocument, options: { readonly reprint: boolean }): Promise<PrintOutcome> {
    return this.inTurn((driver) => {
      const { profile, glyphs } = this.parts;
      return this.printReceipt(driver, encodeReceipt(document, { profile, glyphs, reprint: options.reprint }));
    });
  }

  private async printReceipt(driver: EscposDriver, receipt: EncodedReceipt): Promise<PrintOutcome> {
    const outcome = await this.printJob(driver, jobOf(receipt, this.takeProcessId(), this.parts.profile));
    return outcome.kind === 'done' && receipt.missing.length > 0 ? { ...outcome, missing: receipt.missing } : outcome;
  }

  private inTime({ deadlineMs, signal }: PrintLimits, work: (driver: EscposDriver) => Promise<PrintOutcome>): Promise<PrintOutcome> {
    const tooLateMs = this.parts.clock.monotonicMs() + deadlineMs;
    return this.inTurn(async (driver) => {
      // What has begun comes out; only a job that still waits for its turn can be called off.
      if (signal.aborted) return { kind: 'failed', fault: 'device.canceled' };
      if (this.parts.clock.monotonicMs() > tooLateMs) return { kind: 'failed', fault: 'device.timeout' };
      return work(driver);
    });
  }

  async enrol(): Promise<PrinterEnrolment | null> {
    const identity: string[] = [];
    const outcome = await this.inTurn((driver) => {
      this.identity = identity;
      return driver.print(enrolmentJob(this.takeProcessId()));
    });
    return outcome.kind === 'done' ? { processId: outcome.proof === 'printed', identity } : null;
  }

  /** One job at a time, each with a printer that is ready, or the fault that keeps it from being so. */
  private inTurn(work: (driver: EscposDriver) => Promise<PrintOutcome>): Promise<PrintOutcome> {
    const job = this.lastJob.then(async (): Promise<PrintOutcome> => {
      const driver = await this.whenReady();
      return driver === null ? { kind: 'failed', fault: this.status.current.fault ?? 'device.busy' } : work(driver);
    });
    this.lastJob = job.then(
      () => undefined,
      () => undefined,
    );
    return job;
  }

  private async printJob(driver: EscposDriver, job: PrinterJob): Promise<PrintOutcome> {
    const jobId = randomUUID();
    this.parts.journal?.begin(jobId, job.processId);
    const outcome = await driver.print(job);
    // An uncertain job stays in the journal until the printer is seen to be cleared of it.
    if (outcome.kind === 'uncertain') this.uncleared.add(jobId);
    else this.parts.journal?.end(jobId);
    return outcome;
  }

  /** Waits a moment for a printer that is only coming up; one that waits for a person is not waited for. */
  private whenReady(): Promise<EscposDriver | null> {
    return new Promise((resolve) => {
      const look = (): void => {
        const answer = this.driver?.ready === true ? this.driver : this.mayComeUp() ? undefined : null;
        if (answer === undefined) return;
        finish(answer);
      };
      const finish = (driver: EscposDriver | null): void => {
        cancel();
        unwatch();
        resolve(driver);
      };
      const cancel = this.parts.clock.after(PRINTER_DELAYS.readyMs, () => finish(null));
      const unwatch = this.status.watch(look);
      look();
    });
  }

  private mayComeUp(): boolean {
    return this.keeper !== null && (this.status.current.device === 'starting' || this.status.current.device === 'deviceBusy');
  }

  private async serve(channel: ByteChannel, signal: AbortSignal, footing: Footing): Promise<FaultCode | null> {
    const { clock } = this.parts;
    const stop = (): void => void channel.close();
    let cancelProbe: CancelTimer = NOTHING_SET;
    let wasSilent = false;
    let gaveUp = false;
    const giveUp = (): void => {
      gaveUp = true;
      stop();
    };
    const onState = (state: Dialogue): void => {
      const silent = viewOf(state).kind === 'silent';
      if (!silent) cancelProbe();
      if (silent !== wasSilent) cancelProbe = silent ? clock.after(RECOVERY_DELAYS.probeMs, giveUp) : NOTHING_SET;
      wasSilent = silent;
      if (state.heard) this.answers = true;
      if (acceptsJob(state)) footing.atWork();
      this.showState(state);
    };
    const standing = this.status.current.fault;
    const driver = new EscposDriver({
      channel,
      profile: this.profileNow(),
      clock,
      dirty: this.uncleared.size > 0,
      silentBefore: standing !== null && isDumb(standing),
      onState,
      onIdentity: (text) => this.identity.push(text),
    });
    this.driver = driver;
    signal.addEventListener('abort', stop, { once: true });
    try {
      const fault = await driver.run();
      return gaveUp ? 'device.silent' : fault;
    } finally {
      signal.removeEventListener('abort', stop);
      cancelProbe();
      this.driver = null;
    }
  }

  private profileNow(): PrinterProfile {
    const { profile } = this.parts;
    return this.answers && profile.backChannel === 'optional' ? { ...profile, backChannel: 'required' } : profile;
  }

  private showState(state: Dialogue): void {
    const view = viewOf(state);
    // Of a printer that never answers nothing more will be learned.
    if (view.kind === 'mute' || (!view.dirty && (view.kind === 'ready' || view.kind === 'blocked'))) this.forgetUncleared();
    const known = view.kind !== 'starting' && view.kind !== 'silent' && state.heard;
    this.show({
      role: 'receiptPrinter',
      device: deviceOf(view),
      fault: view.fault,
      paper: known ? paperOf(view.facts) : 'unknown',
      backChannel: state.heard,
    });
  }

  private forgetUncleared(): void {
    for (const jobId of this.uncleared) this.parts.journal?.end(jobId);
    this.uncleared.clear();
  }

  private showFault(fault: FaultCode, suspect: boolean): void {
    this.show({ role: 'receiptPrinter', device: stateUnder(fault, suspect), fault, paper: 'unknown', backChannel: false });
  }

  private show(next: ReceiptPrinterStatus): void {
    const now = this.status.current;
    const same = now.device === next.device && now.fault === next.fault && now.paper === next.paper && now.backChannel === next.backChannel;
    if (!same) this.status.set(next);
  }

  private takeProcessId(): string {
    this.nextProcessId = (this.nextProcessId + 1) % PROCESS_IDS;
    return String(this.nextProcessId).padStart(4, '0');
  }
}

const NOTHING_SET: CancelTimer = () => undefined;

/** Four digits. */
const PROCESS_IDS = 10_000;

/** XFS4IoT's word: `userError` waits for a person's hand at the machine. */
function deviceOf(view: DialogueView): DeviceState {
  switch (view.kind) {
    case 'starting':
      return 'starting';
    case 'ready':
    case 'mute':
      return 'online';
    case 'busy':
      return 'deviceBusy';
    case 'silent':
      return 'offline';
    case 'blocked':
      return view.fault === 'printer.cover-open' || view.fault === 'printer.paper-out' ? 'userError' : 'hardwareError';
    default:
      return assertNever(view.kind);
  }
}
