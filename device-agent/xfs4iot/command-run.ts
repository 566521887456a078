/** One queued command from its acknowledge to its only completion, whatever happens in between. */
import { versionToWrite, type CommandSpec, type EventSpec } from '../../shared/xfs4iot/spec.ts';
import type { CommandMessage, JsonObject } from '../../shared/xfs4iot/envelope.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import type { ClientConnection } from './client-connection.ts';
import type { QueuedJob } from './device-queue.ts';
import { XFS4IOT_DELAYS, XFS4IOT_LIMITS } from './limits.ts';
import type { CommandContext, Work } from './offer.ts';
import type { Outcome, StopCode } from './outcome.ts';
import type { Xfs4IotLog } from './ports.ts';

/** What a run needs around it. */
export interface RunParts {
  readonly spec: CommandSpec;
  readonly message: CommandMessage;
  readonly client: ClientConnection;
  readonly work: Work;
  readonly clock: Clock;
  readonly log: Xfs4IotLog;
  /** Asked again when its turn comes: a transaction may have begun meanwhile. */
  mayTouchDevice(): boolean;
  /** The command was stopped before its turn. */
  leaveQueue(run: CommandRun): void;
}

/** States: waiting → running → ended, or waiting → ended. */
export class CommandRun implements QueuedJob {
  private readonly spec: CommandSpec;
  private readonly parts: RunParts;
  private readonly controller = new AbortController();
  private readonly receivedMs: number;
  private readonly timers: CancelTimer[] = [];
  private state: 'waiting' | 'running' | 'ended' = 'waiting';
  private stopCode: StopCode | null = null;
  /** Lets the queue go on although the device never answered. */
  private abandon: () => void = () => {};
  private abandonTimer: CancelTimer = () => {};

  constructor(parts: RunParts) {
    this.parts = parts;
    this.spec = parts.spec;
    this.receivedMs = parts.clock.monotonicMs();
    parts.client.runs.set(parts.message.requestId, this);
    if (parts.message.timeoutMs > 0) this.timers.push(parts.clock.after(this.limitMs(), () => this.stop('timeOut')));
  }

  /** Called once, by the queue. Resolves when the next command may begin. */
  async perform(): Promise<void> {
    if (this.state !== 'waiting') return;
    if (!this.parts.mayTouchDevice()) return this.end({ code: 'sequenceError' });
    this.state = 'running';
    const abandoned = new Promise<void>((resolve) => {
      this.abandon = resolve;
    });
    await Promise.race([this.work(), abandoned]);
    this.abandonTimer();
  }

  /** Time is up, somebody cancelled, the client went, or a citizen came. Without effect on a command that has ended. */
  stop(code: StopCode): void {
    if (this.state === 'ended' || this.stopCode !== null) return;
    this.stopCode = code;
    if (this.state === 'waiting') {
      this.parts.leaveQueue(this);
      return this.end({ code });
    }
    const { clock } = this.parts;
    this.abandonTimer = clock.after(XFS4IOT_DELAYS.abandonMs, () => this.abandon());
    this.timers.push(clock.after(XFS4IOT_DELAYS.afterStopMs, () => this.end({ code })));
    this.controller.abort();
  }

  /** A citizen's session begins. Paper that already moves is let come out. */
  giveWay(): void {
    if (this.spec.device === 'none' || (this.spec.device === 'acts' && this.state === 'running')) return;
    this.stop('sequenceError');
  }

  private async work(): Promise<void> {
    try {
      this.end(await this.parts.work(this.context()));
    } catch (error) {
      this.parts.log.crash(error);
      this.end({ code: 'internalError' });
    }
  }

  private context(): CommandContext {
    const { client, message, clock } = this.parts;
    return {
      client: client.id,
      signal: this.controller.signal,
      remainingMs: () => (message.timeoutMs === 0 ? null : Math.max(0, this.limitMs() - (clock.monotonicMs() - this.receivedMs))),
      event: (spec: EventSpec, payload: JsonObject | null = null) => {
        if (this.state === 'running') client.event(spec, message.requestId, payload);
      },
    };
  }

  /** Sends the completion, once. What a stopped wait still caught is dropped: nobody may be given it any more. */
  private end(found: Outcome): void {
    if (this.state === 'ended') return;
    this.state = 'ended';
    for (const cancel of this.timers) cancel();
    const { client, message, spec, clock, log } = this.parts;
    const tooLate = this.stopCode !== null && (spec.device === 'waits' || found.code === 'canceled');
    const outcome: Outcome = tooLate && this.stopCode !== null ? { code: this.stopCode } : found;
    client.runs.delete(message.requestId);
    complete(client, spec, message.requestId, outcome);
    log.write('device.job', { device: spec.name, state: outcome.code, ms: Math.round(clock.monotonicMs() - this.receivedMs) });
  }

  private limitMs(): number {
    return Math.min(this.parts.message.timeoutMs, XFS4IOT_LIMITS.longestTimeoutMs);
  }
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
