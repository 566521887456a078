/**
 * The ID-card reader of the terminal: kept open, proved to be one, reading only when asked, watching afterwards whether the card is still
 * there. A line that blinks does not end a waiting read.
 */
import type { Result } from '../../shared/base/result.ts';
import { err, ok } from '../../shared/base/result.ts';
import { Watched } from '../../shared/base/watchable.ts';
import type { IdReaderStatus, MediaState } from '../../shared/device/status.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { IdentityCard } from '../../shared/identity/card.ts';
import { numberFindings, refusesCard, type NumberFinding } from '../../shared/identity/number-check.ts';
import { parseTextBlock } from '../../shared/identity/text-block.ts';
import { ID_READER_DELAYS } from '../drivers/id-card-sam/delays.ts';
import type { ReadEnd } from '../drivers/id-card-sam/dialogue.ts';
import { createSamDriver, type SamDriver } from '../drivers/id-card-sam/driver.ts';
import type { SamEnvelopeKind } from '../drivers/id-card-sam/envelope.ts';
import type { CardBlocks } from '../drivers/id-card-sam/wire.ts';
import { pause, type Clock } from '../platform/clock.ts';
import type { ByteChannel, ChannelOpener } from '../transport/byte-channel.ts';
import type { LineKeeper } from '../transport/open-line.ts';
import type { UsbReset } from '../transport/usb-reset.ts';
import { stateUnder } from './device-state.ts';
import { ReadJob } from './id-card-read-job.ts';
import type { IdCardReader } from './interfaces.ts';
import { keepDevice, type Footing } from './recovery-ladder.ts';

/** Events worth a record, all without personal data: a reset, another reader in the old one's place, oddities of a number. */
export type IdReaderNote = 'sam-reset' | 'sam-changed' | NumberFinding;

/** How the reader is reached, and who is told of odd things. */
export interface IdCardReaderSettings {
  readonly opener: ChannelOpener;
  readonly envelope: SamEnvelopeKind;
  readonly clock: Clock;
  readonly onNote?: (note: IdReaderNote) => void;
  readonly usbReset?: UsbReset;
}

/** Makes the device; nothing is opened before `start`. */
export function createIdCardReader(settings: IdCardReaderSettings): IdCardReader {
  return new SupervisedIdCardReader(settings);
}

class SupervisedIdCardReader implements IdCardReader {
  readonly status = new Watched<IdReaderStatus>({ role: 'idReader', device: 'starting', fault: null, media: 'unknown' });
  private readonly settings: IdCardReaderSettings;
  private keeper: LineKeeper | null = null;
  private job: ReadJob | null = null;
  private knownSamId: string | null = null;
  private lastResetMs: number | null = null;
  private nap = new AbortController();

  constructor(settings: IdCardReaderSettings) {
    this.settings = settings;
  }

  get samId(): string | null {
    return this.knownSamId;
  }

  start(): void {
    this.keeper ??= keepDevice({
      opener: this.settings.opener,
      clock: this.settings.clock,
      usbReset: this.settings.usbReset ?? null,
      serve: (channel, signal, footing) => this.serve(channel, signal, footing),
      onFault: (fault, suspect) => this.fail(fault, suspect),
    });
  }

  wake(): void {
    this.keeper?.wake();
  }

  async stop(): Promise<void> {
    this.job?.settle(err('device.canceled'));
    const keeper = this.keeper;
    this.keeper = null;
    await keeper?.stop();
    this.become({ device: 'offline', fault: null, media: 'unknown' });
  }

  read(options: { readonly deadlineMs: number; readonly signal: AbortSignal }): Promise<Result<IdentityCard, FaultCode>> {
    if (options.signal.aborted) return Promise.resolve(err('device.canceled'));
    if (this.job !== null) return Promise.resolve(err('device.busy'));
    const standing = this.standingFault();
    if (standing !== null && standing !== 'device.lost') return Promise.resolve(err(standing));
    const job = new ReadJob(this.settings.clock, options, () => this.standingFault());
    this.job = job;
    this.nap.abort();
    return job.result.finally(() => {
      this.job = null;
    });
  }

  private standingFault(): FaultCode | null {
    return this.keeper === null ? 'device.not-configured' : this.status.current.fault;
  }

  private fail(fault: FaultCode, suspect = false): void {
    this.become({ device: stateUnder(fault, suspect), fault, media: 'unknown' });
    if (endsWaitingRead(fault)) this.job?.settle(err(fault));
  }

  private setMedia(media: MediaState): void {
    this.become({ media });
  }

  /** Tells the watchers only of what differs: a reader that stays away fails again every second or so. */
  private become(change: Partial<Omit<IdReaderStatus, 'role'>>): void {
    const now = this.status.current;
    const next = { ...now, ...change };
    if (next.device !== now.device || next.fault !== now.fault || next.media !== now.media) this.status.set(next);
  }

  /** Lives as long as one open line. */
  private async serve(channel: ByteChannel, signal: AbortSignal, footing: Footing): Promise<FaultCode | null> {
    const hangUp = (): void => void channel.close();
    signal.addEventListener('abort', hangUp, { once: true });
    try {
      const driver = createSamDriver({ channel, envelope: this.settings.envelope, clock: this.settings.clock });
      for (;;) {
        const id = await driver.identify(() => this.mayReset());
        if (!id.ok) return await this.notAtWork(id.error, driver);
        this.noteSamId(id.value);
        footing.atWork();
        this.become({ device: 'online', fault: null, media: 'unknown' });
        const fault = await this.work(driver);
        if (fault === null || !footing.mayProbe(fault)) return fault;
      }
    } finally {
      signal.removeEventListener('abort', hangUp);
    }
  }

  /** A thing that is no ID-card reader is left in peace: whatever it is, our questions might be printed or obeyed. */
  private async notAtWork(fault: FaultCode, driver: SamDriver): Promise<FaultCode> {
    this.job?.settle(err(fault));
    if (fault === 'device.wrong-device') {
      this.fail(fault);
      await pause(this.settings.clock, ID_READER_DELAYS.strangerAgainMs, driver.ended);
    }
    return fault;
  }

  private async work(driver: SamDriver): Promise<FaultCode | null> {
    for (;;) {
      const fault = await this.workOnce(driver);
      if (fault !== null) return fault;
      if (driver.ended.aborted) return 'device.lost';
    }
  }

  private async workOnce(driver: SamDriver): Promise<FaultCode | null> {
    if (this.job !== null) return this.runJob(driver, this.job);
    const watching = this.status.current.media === 'present';
    await this.rest(driver, watching ? ID_READER_DELAYS.pollMs : ID_READER_DELAYS.idleCheckMs);
    if (this.job !== null || driver.ended.aborted) return null;
    if (!watching) {
      const checked = await driver.check();
      return checked.ok ? null : checked.error;
    }
    const present = await driver.present();
    if (!present.ok) return present.error;
    if (!present.value) this.setMedia('notPresent');
    return null;
  }

  /** Rests until the time is over, a read is asked for, or the line ends. */
  private async rest(driver: SamDriver, forMs: number): Promise<void> {
    this.nap = new AbortController();
    await pause(this.settings.clock, forMs, AbortSignal.any([this.nap.signal, driver.ended]));
  }

  private async runJob(driver: SamDriver, job: ReadJob): Promise<FaultCode | null> {
    const resumed = job.foundCard;
    job.foundCard = false;
    const end = await driver.readCard({
      lying: this.status.current.media === 'present',
      resumed,
      signal: job.ended,
      onMedia: (media) => {
        if (media === 'present') job.foundCard = true;
        this.setMedia(media === 'present' ? 'present' : 'notPresent');
      },
    });
    return end.kind === 'stopped' ? this.afterStop(job) : this.afterRead(end, job);
  }

  private afterStop(job: ReadJob): null {
    // The card may be selected now but was not read; what find would say of it is not known.
    if (job.foundCard) this.setMedia('unknown');
    return null;
  }

  private afterRead(end: ReadEnd, job: ReadJob): FaultCode | null {
    if (end.kind === 'card') {
      this.setMedia('present');
      const result = this.judge(end.blocks);
      // Read to the end although its caller had gone: nobody may keep it.
      if (job.ended.aborted && result.ok) result.value.photo.fill(0);
      job.settle(result);
      return null;
    }
    if (end.kind === 'refused') {
      this.setMedia('unknown');
      job.settle(err(end.fault));
      return null;
    }
    if (!end.goesOn) job.settle(err(end.fault));
    return end.fault;
  }

  private judge(blocks: CardBlocks): Result<IdentityCard, FaultCode> {
    const card = parseTextBlock(blocks.text, blocks.photo);
    blocks.text.fill(0);
    const findings = numberFindings(card);
    for (const finding of findings) this.settings.onNote?.(finding);
    if (!refusesCard(findings)) return ok(card);
    card.photo.fill(0);
    return err('card.number-check');
  }

  private noteSamId(id: string): void {
    if (this.knownSamId !== null && this.knownSamId !== id) this.settings.onNote?.('sam-changed');
    this.knownSamId = id;
  }

  private mayReset(): boolean {
    const now = this.settings.clock.monotonicMs();
    if (this.lastResetMs !== null && now - this.lastResetMs < ID_READER_DELAYS.resetAgainMs) return false;
    this.lastResetMs = now;
    this.settings.onNote?.('sam-reset');
    return true;
  }
}

/** Faults of opening that no waiting clears; all others may be a blink, and the waiting read goes on until its deadline. */
function endsWaitingRead(fault: FaultCode): boolean {
  return fault === 'device.permission-denied' || fault === 'device.library-missing' || fault === 'device.wrong-device';
}
