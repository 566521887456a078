/** One queued command from its acknowledge to its only completion, whatever happens in between. */
import { versionToWrite, type CommandSpec, type EventSpec } from '../../shared/xfs4iot/spec.ts';
import type { CommandMessage, JsonObject } from '../../shared/xfs4iot/envelope.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import type { ClientConnection, UnfinishedCommand } from './client-connection.ts';
import type { DeviceQueue, QueuedJob } from './device-queue.ts';
import type { Deadlines } from './deadlines.ts';
import { XFS4IOT_DELAYS, XFS4IOT_LIMITS } from './limits.ts';
import type { CommandContext, Work } from './offer.ts';
import type { Outcome, StopCode } from './outcome.ts';
import type { Xfs4IotLog } from './ports.ts';
import type { TransactionHold } from './transaction-hold.ts';

/** What the runs of one service share. */
export interface RunDesk {
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  readonly log: Xfs4IotLog;
  readonly queue: DeviceQueue;
  readonly hold: TransactionHold;
}

/** One command and what it does. */
export interface RunParts {
  readonly desk: RunDesk;
  readonly spec: CommandSpec;
  readonly message: CommandMessage;
  readonly client: ClientConnection;
  readonly work: Work;
}

/** States: waiting → running → ended, or waiting → ended. It is itself what its handler knows of it. */
export class CommandRun implements QueuedJob, UnfinishedCommand, CommandContext {
  readonly client: number;
  private readonly parts: RunParts;
  private readonly receivedMs: number;
  /** Made when the handler asks for it. */
  private controller: AbortController | null = null;
  private state: 'waiting' | 'running' | 'ended' = 'waiting';
  private stopCode: StopCode | null = null;
  private tellHandler: () => void = () => {};
  private cancelLimit: CancelTimer | null = null;
  private cancelGrace: CancelTimer | null = null;
  private cancelAbandon: CancelTimer | null = null;
  private done: () => void = () => {};

  constructor(parts: RunParts) {
    const { client, message } = parts;
    const { clock, deadlines } = parts.desk;
    this.parts = parts;
    this.client = client.id;
    this.receivedMs = clock.monotonicMs();
    client.runs.set(message.requestId, this);
    if (message.timeoutMs > 0) this.cancelLimit = deadlines.after(this.limitMs(), () => this.stop('timeOut'));
  }

  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.stopCode !== null) this.controller.abort();
    return this.controller.signal;
  }

  onStop(stop: () => void): void {
    this.tellHandler = stop;
    if (this.stopCode !== null) stop();
  }

  remainingMs(): number | null {
    if (this.parts.message.timeoutMs === 0) return null;
    return Math.max(0, this.limitMs() - (this.parts.desk.clock.monotonicMs() - this.receivedMs));
  }

  event(spec: EventSpec, payload: JsonObject | null = null): void {
    if (this.state === 'running') this.parts.client.event(spec, this.parts.message.requestId, payload);
  }

  perform(done: () => void): void {
    if (this.state !== 'waiting') return done();
    this.done = done;
    // Asked again, for a transaction may have begun while it waited.
    if (!mayTouchDevice(this.parts.desk, this.parts.spec, this.client)) {
      this.end({ code: 'sequenceError' });
      return done();
    }
    this.state = 'running';
    void this.work();
  }

  stop(code: StopCode): void {
    if (this.state === 'ended' || this.stopCode !== null) return;
    this.stopCode = code;
    if (this.state === 'waiting') {
      this.parts.desk.queue.drop(this);
      return this.end({ code });
    }
    const { deadlines } = this.parts.desk;
    this.cancelAbandon = deadlines.after(XFS4IOT_DELAYS.abandonMs, () => this.done());
    this.cancelGrace = deadlines.after(XFS4IOT_DELAYS.afterStopMs, () => this.end({ code }));
    this.controller?.abort();
    this.tellHandler();
  }

  /** Paper that already moves is let come out. */
  giveWay(): void {
    const { device } = this.parts.spec;
    if (device === 'none' || (device === 'acts' && this.state === 'running')) return;
    this.stop('sequenceError');
  }

  private async work(): Promise<void> {
    try {
      this.end(await this.parts.work(this));
    } catch (error) {
      this.parts.desk.log.crash(error);
      this.end({ code: 'internalError' });
    }
    this.cancelAbandon?.();
    this.done();
  }

  /** Sends the completion, once. What a stopped wait still caught is dropped: nobody may be given it any more. */
  private end(found: Outcome): void {
    if (this.state === 'ended') return;
    this.state = 'ended';
    this.cancelLimit?.();
    this.cancelGrace?.();
    const { client, message, spec, desk } = this.parts;
    const tooLate = spec.device === 'waits' || found.code === 'canceled';
    const outcome: Outcome = this.stopCode !== null && tooLate ? { code: this.stopCode } : found;
    client.runs.delete(message.requestId);
    complete(client, spec, message.requestId, outcome);
    desk.log.write('device.job', { device: spec.name, state: outcome.code, ms: Math.round(desk.clock.monotonicMs() - this.receivedMs) });
  }

  private limitMs(): number {
    return Math.min(this.parts.message.timeoutMs, XFS4IOT_LIMITS.longestTimeoutMs);
  }
}

/** Whether a client's command may begin: one that leaves the device alone always may. */
export function mayTouchDevice({ hold }: RunDesk, spec: CommandSpec, client: number): boolean {
  return spec.device === 'none' || hold.mayUse(client);
}

/** Writes the completion of a command. */
export function complete(client: ClientConnection, spec: CommandSpec, requestId: number, outcome: Outcome): void {
  client.send({
    type: 'completion',
    name: spec.name,
    requestId,
    version: versionToWrite(spec.completions, client.pinned.get(spec.name)),
    completionCode: outcome.code,
    errorDescription: 'why' in outcome ? (outcome.why ?? null) : null,
    payload: payloadOf(outcome),
  });
  if (outcome.code === 'success') outcome.afterwards?.();
}

function payloadOf(outcome: Outcome): JsonObject | null {
  if (outcome.code === 'success') return outcome.payload ?? null;
  return outcome.code === 'commandErrorCode' ? { errorCode: outcome.errorCode } : null;
}
