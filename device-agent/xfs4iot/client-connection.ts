/** One client on one service: what it has running, which versions it pinned, and the only way by which messages reach it. */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { writeServiceMessage, type Dialect } from '../../shared/xfs4iot/dialect.ts';
import type { CommandMessage, JsonObject, RefusalStatus, ServiceMessage } from '../../shared/xfs4iot/envelope.ts';
import { versionToWrite, type EventSpec } from '../../shared/xfs4iot/spec.ts';
import { RateLimit } from '../server/guards.ts';
import { XFS4IOT_LIMITS } from './limits.ts';
import type { StopCode } from './outcome.ts';

/** What is known of a client when it comes in. */
export interface ClientFacts {
  /** Never used twice: what a client was given is bound to it, not to a successor. */
  readonly id: number;
  readonly dialect: Dialect;
  /** The port it came by; the publisher answers with addresses on the same one. */
  readonly port: number;
  readonly perSecond: number;
  readonly burst: number;
  readonly nowMs: number;
}

/** A command queued or running, as far as others may meddle with it. */
export interface UnfinishedCommand {
  /** Time is up, somebody cancelled, or the client went. Without effect once it has ended. */
  stop(code: StopCode): void;
  /** A citizen's session begins. */
  giveWay(): void;
}

const AS_TEXT = { binary: false };

/** A client. */
export class ClientConnection {
  readonly id: number;
  readonly port: number;
  /** Commands queued or running, by request id. */
  readonly runs = new Map<number, UnfinishedCommand>();
  /** Major versions from `Common.SetVersions`, by message name. */
  readonly pinned = new Map<string, number>();
  readonly rate: RateLimit;
  private readonly refusals: RateLimit;
  private readonly dialect: Dialect;
  private readonly socket: WebSocket;
  private readonly stream: Duplex;

  constructor(socket: WebSocket, stream: Duplex, facts: ClientFacts) {
    this.socket = socket;
    this.stream = stream;
    this.id = facts.id;
    this.port = facts.port;
    this.dialect = facts.dialect;
    this.rate = new RateLimit(facts.perSecond, facts.burst, facts.nowMs);
    this.refusals = new RateLimit(facts.perSecond, XFS4IOT_LIMITS.refusals, facts.nowMs);
  }

  /** Accepts a command. */
  acknowledge(name: string, requestId: number): void {
    this.send({ type: 'acknowledge', name, requestId, status: null });
  }

  /** Refuses a command: nothing more follows for it. A client that does nothing but provoke refusals is cut off. */
  refuse(status: RefusalStatus, name: string | null, requestId: number | null, nowMs: number): void {
    if (!this.refusals.take(nowMs)) return this.socket.terminate();
    this.send({ type: 'acknowledge', name, requestId, status });
  }

  /** Ends a command that this service does not know; its own version is echoed. */
  completeUnknown(message: CommandMessage): void {
    const { name, requestId, version } = message;
    this.send({
      type: 'completion',
      name,
      requestId,
      version,
      completionCode: 'unsupportedCommand',
      errorDescription: null,
      payload: null,
    });
  }

  /** Tells of something that happened during a command. */
  event(spec: EventSpec, requestId: number, payload: JsonObject | null): void {
    this.send({ type: 'event', name: spec.name, requestId, version: versionToWrite(spec.versions, this.pinned.get(spec.name)), payload });
  }

  /** Tells of something that nobody asked for. */
  unsolicited(spec: EventSpec, payload: JsonObject | null): void {
    this.send({ type: 'unsolicited', name: spec.name, version: versionToWrite(spec.versions, this.pinned.get(spec.name)), payload });
  }

  /** From here to `release` messages are gathered: acknowledge and completion are one write to the kernel instead of four. May be nested. */
  gather(): void {
    this.stream.cork();
  }

  release(): void {
    this.stream.uncork();
  }

  /** Writes one message; a closed connection swallows it. */
  send(message: ServiceMessage): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > XFS4IOT_LIMITS.backlogBytes) return this.socket.terminate();
    // As bytes: a corked write of strings is encoded once more inside the stream.
    this.socket.send(Buffer.from(writeServiceMessage(message, this.dialect)), AS_TEXT);
  }
}
