/** The A4 printer of the terminal: watched all the time, printing one document after another, each followed to its end. */
import { Watched } from '../../shared/base/watchable.ts';
import type { Result } from '../../shared/base/result.ts';
import type { PrintOutcome } from '../../shared/device/print.ts';
import type { DeviceState, DocumentPrinterStatus } from '../../shared/device/status.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { DocumentPrinterProfile } from '../../shared/settings/document-printer-profile.ts';
import { countPages } from '../documents/count-pages.ts';
import { IPP_DELAYS } from '../drivers/ipp/delays.ts';
import { IppDriver } from '../drivers/ipp/driver.ts';
import type { IppExchange } from '../drivers/ipp/http.ts';
import type { PrinterLook } from '../drivers/ipp/operations.ts';
import { pause } from '../platform/clock.ts';
import type { Clock } from '../platform/clock.ts';
import { stateUnder } from './device-state.ts';
import type { DocumentPrinter } from './interfaces.ts';

/** What an A4 printer stands on. */
export interface DocumentPrinterParts {
  readonly exchange: IppExchange;
  /** `ipp://host:631/ipp/print`, or the queue of a CUPS. */
  readonly uri: string;
  readonly profile: DocumentPrinterProfile;
  /** Name of the terminal in the printer's queue; two terminals at one printer must differ. ASCII. */
  readonly owner: string;
  readonly clock: Clock;
}

/** Most copies that a citizen or a technician asks for at once. */
const MAX_COPIES = 20;

/** Builds the device; nothing is asked before `start`. */
export function createDocumentPrinter(parts: DocumentPrinterParts): DocumentPrinter {
  return new SupervisedDocumentPrinter(parts);
}

class SupervisedDocumentPrinter implements DocumentPrinter {
  readonly status = new Watched<DocumentPrinterStatus>({
    role: 'documentPrinter',
    device: 'starting',
    fault: null,
    paper: 'unknown',
    toner: 'unknown',
  });
  private readonly parts: DocumentPrinterParts;
  private life: Life | null = null;

  constructor(parts: DocumentPrinterParts) {
    this.parts = parts;
  }

  start(): void {
    this.life ??= new Life(this.parts, this.status);
  }

  wake(): void {
    this.life?.wake();
  }

  async stop(): Promise<void> {
    const ending = this.life;
    this.life = null;
    await ending?.end();
    show(this.status, { role: 'documentPrinter', device: 'offline', fault: 'device.canceled', paper: 'unknown', toner: 'unknown' });
  }

  async print(
    pdf: Uint8Array,
    options: { readonly title: string; readonly copies: number; readonly signal: AbortSignal },
  ): Promise<PrintOutcome> {
    const { life } = this;
    if (life === null) return { kind: 'failed', fault: 'device.canceled' };
    if (!Number.isInteger(options.copies) || options.copies < 1 || options.copies > MAX_COPIES)
      return { kind: 'failed', fault: 'printer.rejected' };
    const pages = await countPages(pdf);
    return pages.ok ? life.print(pdf, { ...options, pages: pages.value }) : { kind: 'failed', fault: 'printer.rejected' };
  }
}

/** From `start` to `stop`. */
class Life {
  private readonly parts: DocumentPrinterParts;
  private readonly status: Watched<DocumentPrinterStatus>;
  private readonly driver: IppDriver;
  /** Jobs are asked to end, looks go on. */
  private readonly leaving = new AbortController();
  /** Every exchange ends. */
  private readonly stopping = new AbortController();
  private readonly watching: Promise<void>;
  private lastJob: Promise<unknown> = Promise.resolve();
  private jobs = 0;
  private swept = false;
  /** Ends the pause between two looks. */
  private nap = new AbortController();

  constructor(parts: DocumentPrinterParts, status: Watched<DocumentPrinterStatus>) {
    this.parts = parts;
    this.status = status;
    const { exchange, uri, owner, profile, clock } = parts;
    this.driver = new IppDriver({ exchange, target: { uri, owner }, profile, clock, stopping: this.stopping.signal });
    show(status, { role: 'documentPrinter', device: 'starting', fault: null, paper: 'unknown', toner: 'unknown' });
    this.watching = this.watch();
  }

  async end(): Promise<void> {
    this.leaving.abort();
    const cancel = this.parts.clock.after(IPP_DELAYS.stopMs, () => this.stopping.abort());
    await this.lastJob;
    cancel();
    this.stopping.abort();
    await this.watching;
  }

  wake(): void {
    this.nap.abort();
  }

  print(
    pdf: Uint8Array,
    options: { readonly title: string; readonly copies: number; readonly pages: number; readonly signal: AbortSignal },
  ): Promise<PrintOutcome> {
    const signal = AbortSignal.any([options.signal, this.leaving.signal]);
    const job = this.lastJob.then(async (): Promise<PrintOutcome> => {
      const fault = await this.faultBefore(signal);
      if (fault !== null) return { kind: 'failed', fault };
      this.jobs += 1;
      try {
        return await this.driver.print({ ...options, pdf, signal, onLook: (look) => this.showJobLook(look, true) });
      } finally {
        this.jobs -= 1;
        this.showJobLook(await this.driver.look(), false);
      }
    });
    this.lastJob = job.catch(() => undefined);
    return job;
  }

  /** What keeps the printer from taking a job right now; a printer that is only coming up is waited for. */
  private async faultBefore(signal: AbortSignal): Promise<FaultCode | null> {
    const { clock } = this.parts;
    const untilMs = clock.monotonicMs() + IPP_DELAYS.readyMs;
    for (;;) {
      if (signal.aborted) return 'device.canceled';
      const look = await this.driver.look();
      this.showJobLook(look, false);
      if (look.ok) return faultOfLook(look.value);
      if (!MAY_PASS.includes(look.error) || clock.monotonicMs() >= untilMs) return look.error;
      await pause(clock, IPP_DELAYS.faultPollMs, signal);
    }
  }

  private async watch(): Promise<void> {
    const { clock } = this.parts;
    while (!this.leaving.signal.aborted) {
      // A silent printer may be back long before the look that it left unanswered is given up: looks then overlap.
      const overlap = this.status.current.fault === 'device.silent';
      const looked = this.jobs === 0 ? this.restingLook() : Promise.resolve();
      if (!overlap) await looked;
      const well = this.status.current.fault === null;
      this.nap = new AbortController();
      await pause(clock, well ? IPP_DELAYS.idlePollMs : IPP_DELAYS.faultPollMs, AbortSignal.any([this.leaving.signal, this.nap.signal]));
    }
  }

  private async restingLook(): Promise<void> {
    const look = await this.driver.look();
    // A job may have begun in the meantime; it looks for itself.
    if (this.jobs === 0) this.showLook(look, false);
    if (!look.ok || this.swept) return;
    this.swept = true;
    // In turn with the jobs, so that it never takes back one of this life.
    this.lastJob = this.lastJob.then(() => this.driver.sweep());
  }

  /** A fault that a job has met must not wait for the long pause to be seen cleared. */
  private showJobLook(look: Result<PrinterLook, FaultCode>, inJob: boolean): void {
    if (!look.ok || faultOfLook(look.value) !== null) this.nap.abort();
    this.showLook(look, inJob);
  }

  private showLook(look: Result<PrinterLook, FaultCode>, inJob: boolean): void {
    if (this.leaving.signal.aborted) return;
    if (look.ok) return show(this.status, statusOf(look.value, inJob));
    const wasHere = this.status.current.device !== 'starting' && this.status.current.device !== 'powerOff';
    const fault = look.error === 'device.no-device-at-path' && wasHere ? 'device.lost' : look.error;
    // Once it was said that the printer went away, that it is not there says nothing new.
    if (look.error === 'device.no-device-at-path' && this.status.current.fault === 'device.lost') return;
    show(this.status, { role: 'documentPrinter', device: stateUnder(fault), fault, paper: 'unknown', toner: 'unknown' });
  }
}

/** What a printer that has just been switched on, or has just ended a job, may say for a moment. */
const MAY_PASS: readonly FaultCode[] = ['device.busy', 'device.lost'];

/** Faults that a person clears with a hand on the machine. */
const BY_HAND: readonly FaultCode[] = ['printer.paper-out', 'printer.jammed', 'printer.cover-open', 'printer.toner-out'];

function faultOfLook({ facts, fits }: PrinterLook): FaultCode | null {
  if (!fits) return 'device.wrong-device';
  return facts.blocking ?? (facts.accepting ? null : 'printer.rejected');
}

function statusOf(look: PrinterLook, inJob: boolean): DocumentPrinterStatus {
  const { facts } = look;
  // A printer in mid-job that says paper or cover as a mere warning stands still because of it.
  const halting = inJob && facts.hint !== null && BY_HAND.includes(facts.hint) ? facts.hint : null;
  const fault = faultOfLook(look) ?? halting;
  // CUPS asks the printer only while it prints: what it says between jobs is old, and silence says nothing.
  const knows = look.queueScheme === null || facts.state === 'processing';
  return {
    role: 'documentPrinter',
    device: fault === null ? (facts.state === 'processing' ? 'deviceBusy' : 'online') : deviceUnder(fault),
    fault,
    paper: knows || facts.paper !== 'full' ? facts.paper : 'unknown',
    toner: knows || facts.toner !== 'full' ? facts.toner : 'unknown',
  };
}

function deviceUnder(fault: FaultCode): DeviceState {
  return BY_HAND.includes(fault) || fault === 'printer.rejected' ? 'userError' : stateUnder(fault);
}

function show(status: Watched<DocumentPrinterStatus>, next: DocumentPrinterStatus): void {
  const now = status.current;
  const same = now.device === next.device && now.fault === next.fault && now.paper === next.paper && now.toner === next.toner;
  if (!same) status.set(next);
}
