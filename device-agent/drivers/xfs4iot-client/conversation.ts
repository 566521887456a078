/** One connection's talk with a service: every command gets exactly one end here, whatever the service does or forgets. */
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { CompletionCode, JsonObject } from '../../../shared/xfs4iot/envelope.ts';
import { readAnswer, type Answer } from '../../../shared/xfs4iot/read-answer.ts';
import type { CancelTimer, Clock } from '../../platform/clock.ts';
import { XFS4IOT_CLIENT_DELAYS, XFS4IOT_CLIENT_LIMITS } from './delays.ts';
import type { MessageLine } from './line.ts';

/** Why a command brought nothing. `refused`: by its acknowledge; `silent`: no answer in time; `lost`: the line ended. */
export interface CommandFailure {
  readonly why: Exclude<CompletionCode, 'success'> | 'refused' | 'silent' | 'lost';
  /** `payload.errorCode` of a `commandErrorCode`. */
  readonly errorCode: string | null;
}

/** A command to send. */
export interface Command {
  readonly name: string;
  readonly version: string;
  readonly payload?: JsonObject;
  /** Goes into the header; the end is awaited a little longer. */
  readonly timeoutMs: number;
  /** Abort cancels the command at the service. */
  readonly signal?: AbortSignal;
}

interface Pending {
  acknowledged(): void;
  end(result: Result<JsonObject, CommandFailure>): void;
}

/** A talk over an open line. */
export class Conversation {
  private readonly line: MessageLine;
  private readonly clock: Clock;
  private readonly onUnsolicited: (name: string, payload: JsonObject) => void;
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private nonsense = 0;
  private over = false;

  constructor(line: MessageLine, clock: Clock, onUnsolicited: (name: string, payload: JsonObject) => void) {
    this.line = line;
    this.clock = clock;
    this.onUnsolicited = onUnsolicited;
  }

  /** Sends a command; the payload of its completion, or why there is none. Never rejects. */
  ask(command: Command): Promise<Result<JsonObject, CommandFailure>> {
    if (this.over) return Promise.resolve(fail('lost'));
    if (command.signal?.aborted === true) return Promise.resolve(fail('canceled'));
    this.lastId += 1;
    const requestId = this.lastId;
    const { promise, resolve } = Promise.withResolvers<Result<JsonObject, CommandFailure>>();
    const dueMs = command.timeoutMs + XFS4IOT_CLIENT_DELAYS.overdueMs;
    let timer: CancelTimer = this.clock.after(Math.min(XFS4IOT_CLIENT_DELAYS.acknowledgeMs, dueMs), () => end(fail('silent')));
    const endWithin = (ms: number, failure: Result<never, CommandFailure>): void => {
      timer();
      timer = this.clock.after(ms, () => end(failure));
    };
    const onAbort = (): void => {
      endWithin(XFS4IOT_CLIENT_DELAYS.canceledMs, fail('canceled'));
      void this.ask({ name: 'Common.Cancel', version: '2.0', payload: { requestIds: [requestId] }, timeoutMs: 0 });
    };
    const end = (result: Result<JsonObject, CommandFailure>): void => {
      timer();
      this.pending.delete(requestId);
      command.signal?.removeEventListener('abort', onAbort);
      resolve(result);
    };
    this.pending.set(requestId, {
      acknowledged: () => {
        if (command.signal?.aborted !== true) endWithin(dueMs, fail('silent'));
      },
      end,
    });
    command.signal?.addEventListener('abort', onAbort, { once: true });
    const { name, version, payload, timeoutMs } = command;
    const header = { name, type: 'command', requestId, version, ...(timeoutMs > 0 ? { timeout: timeoutMs } : {}) };
    this.line.send(JSON.stringify(payload === undefined ? { header } : { header, payload }));
    return promise;
  }

  /** A message came. Answers to nobody, doubled ends and the like are passed over. */
  receive(text: string): void {
    const answer = readAnswer(text);
    if (answer !== null) return this.take(answer);
    this.nonsense += 1;
    if (this.nonsense > XFS4IOT_CLIENT_LIMITS.nonsense) this.line.close();
  }

  /** The line is gone. */
  lost(): void {
    this.over = true;
    for (const pending of this.pending.values()) pending.end(fail('lost'));
  }

  private take(answer: Answer): void {
    if (answer.kind === 'unsolicited') return this.onUnsolicited(answer.name, answer.payload);
    const pending = this.pending.get(answer.requestId);
    switch (answer.kind) {
      case 'acknowledge':
        return answer.refused === null ? pending?.acknowledged() : pending?.end(fail('refused'));
      case 'completion':
        return pending?.end(resultOf(answer.code, answer.payload));
      case 'event':
        // Events on the way only tell a person what the machine's own page already shows.
        return;
    }
  }
}

function resultOf(code: CompletionCode, payload: JsonObject): Result<JsonObject, CommandFailure> {
  if (code === 'success') return ok(payload);
  const { errorCode } = payload;
  return err({ why: code, errorCode: typeof errorCode === 'string' ? errorCode : null });
}

function fail(why: CommandFailure['why']): Result<never, CommandFailure> {
  return err({ why, errorCode: null });
}
