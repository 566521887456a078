/** Runs the dialogue on one open line: reads answers, keeps the one timer, writes bytes in order, and tells how each job ended. */
import { assertNever } from '../../../shared/base/never.ts';
import type { PrintOutcome } from '../../../shared/device/print.ts';
import type { FaultCode } from '../../../shared/fault/fault.ts';
import { EscposStatusDecoder } from '../../frame/escpos-status.ts';
import type { CancelTimer, Clock } from '../../platform/clock.ts';
import { ChannelLost } from '../../transport/byte-channel.ts';
import type { ByteChannel } from '../../transport/byte-channel.ts';
import { PRINTER_DELAYS } from './delays.ts';
import { advanceDialogue, beginDialogue } from './dialogue.ts';
import { acceptsJob, outcomeWhenLost, wakeAt } from './dialogue-state.ts';
import type { Dialogue, DialogueEffect, DialogueEvent, Step } from './dialogue-state.ts';
import type { PrinterJob } from './job.ts';
import type { PrinterProfile } from './profile.ts';

/** What the driver needs of its surroundings. */
export interface DriverOptions {
  readonly channel: ByteChannel;
  readonly profile: PrinterProfile;
  readonly clock: Clock;
  /** An earlier job ended uncertain: clear the printer before anything else. */
  readonly dirty: boolean;
  /** It did not answer on the line before this one. */
  readonly silentBefore?: boolean;
  /** Called after every transition. */
  onState(state: Dialogue): void;
  /** Called with the text of every `GS I` answer (header 5F). */
  onIdentity(text: string): void;
}

/** The driver of one open line. */
export class EscposDriver {
  private readonly options: DriverOptions;
  private readonly decoder = new EscposStatusDecoder();
  private state: Dialogue;
  private cancelTimer: CancelTimer | null = null;
  private cancelGap: CancelTimer | null = null;
  private lastWrite: Promise<void> = Promise.resolve();
  private sending: PrinterJob | null = null;
  private endJob: ((outcome: PrintOutcome) => void) | null = null;
  private reopenFault: FaultCode | null = null;

  constructor(options: DriverOptions) {
    this.options = options;
    const first = beginDialogue(options.profile, options.dirty, options.clock.monotonicMs(), options.silentBefore);
    this.state = first.state;
    this.take(first);
  }

  /** Whether `print` may be called. */
  get ready(): boolean {
    return acceptsJob(this.state);
  }

  /** Runs until the line is lost, given up or closed. Answers why it was given up, null when it was closed from our side; throws ChannelLost. */
  async run(): Promise<FaultCode | null> {
    let fault: FaultCode = 'device.lost';
    try {
      for await (const chunk of this.options.channel.bytes) this.receive(chunk);
      if (this.reopenFault !== null) fault = this.reopenFault;
      return this.reopenFault;
    } finally {
      this.cancelTimer?.();
      this.cancelGap?.();
      this.sending = null;
      const outcome = outcomeWhenLost(this.state, this.reopenFault ?? fault);
      if (outcome !== null) this.end(outcome);
    }
  }

  /** Prints one job. Only while `ready`; resolves at the latest when the line ends. */
  print(job: PrinterJob): Promise<PrintOutcome> {
    return new Promise((resolve) => {
      this.endJob = resolve;
      this.happen({ kind: 'job', job });
    });
  }

  private receive(chunk: Uint8Array): void {
    this.cancelGap?.();
    this.cancelGap = this.options.clock.after(PRINTER_DELAYS.answerGapMs, () => void this.decoder.gap());
    for (const decoded of this.decoder.push(chunk)) {
      if (decoded.kind === 'noise') continue;
      const answer = decoded.frame;
      if (answer.kind === 'block' && answer.header === 0x5f) this.options.onIdentity(String.fromCharCode(...answer.body));
      this.happen({ kind: 'answer', answer });
    }
  }

  private happen(event: DialogueEvent): void {
    this.take(advanceDialogue(this.state, event, this.options.clock.monotonicMs(), this.options.profile));
  }

  private take({ state, effects }: Step): void {
    this.state = state;
    for (const effect of effects) this.perform(effect);
    this.cancelTimer?.();
    const at = wakeAt(this.state);
    const now = this.options.clock.monotonicMs();
    this.cancelTimer = Number.isFinite(at) ? this.options.clock.after(Math.max(0, at - now), () => this.happen({ kind: 'time' })) : null;
    this.options.onState(this.state);
  }

  private perform(effect: DialogueEffect): void {
    switch (effect.kind) {
      case 'write':
        void this.write(effect.bytes);
        return;
      case 'send':
        void this.send(effect.job);
        return;
      case 'stop-sending':
        this.sending = null;
        return;
      case 'end':
        this.end(effect.outcome);
        return;
      case 'reopen':
        this.reopenFault = effect.fault;
        void this.options.channel.close();
        return;
      default:
        return assertNever(effect);
    }
  }

  private end(outcome: PrintOutcome): void {
    const end = this.endJob;
    this.endJob = null;
    end?.(outcome);
  }

  /** Real-time bytes slip in between two chunks, which are whole commands each. */
  private async send(job: PrinterJob): Promise<void> {
    this.sending = job;
    for (const chunk of job.chunks) {
      if (this.sending !== job || !(await this.write(chunk))) return;
    }
    if (this.sending !== job) return;
    this.sending = null;
    this.happen({ kind: 'sent' });
  }

  /** In the order of the calls. False when the line is lost or full; `run` learns of the loss by itself. */
  private write(bytes: Uint8Array): Promise<boolean> {
    const written = this.lastWrite.then(() => this.writeNow(bytes));
    this.lastWrite = written.then(() => undefined);
    return written;
  }

  private async writeNow(bytes: Uint8Array): Promise<boolean> {
    const { clock, channel } = this.options;
    const cancel = clock.after(PRINTER_DELAYS.writeStallMs, () => this.happen({ kind: 'stalled' }));
    try {
      await channel.write(bytes);
      return true;
    } catch (error) {
      if (error instanceof ChannelLost) return false;
      throw error;
    } finally {
      cancel();
    }
  }
}
