/** One service on its path: takes commands from its connections, runs them by the rules, tells all of them what changes. */
import { assertNever } from '../../shared/base/never.ts';
import { statusChangedEvent } from '../../shared/xfs4iot/common.ts';
import type { CommandMessage, RefusalStatus } from '../../shared/xfs4iot/envelope.ts';
import { readCommand, type RefusedCommand } from '../../shared/xfs4iot/read-command.ts';
import { majorOf } from '../../shared/xfs4iot/spec.ts';
import type { Clock } from '../platform/clock.ts';
import type { ClientConnection } from './client-connection.ts';
import { CommandRun, complete, mayTouchDevice, type RunDesk } from './command-run.ts';
import { Deadlines } from './deadlines.ts';
import type { DeviceQueue } from './device-queue.ts';
import type { Offer, Work } from './offer.ts';
import type { Outcome } from './outcome.ts';
import type { Xfs4IotLog } from './ports.ts';
import type { StatusFeed } from './status-feed.ts';
import type { TransactionHold } from './transaction-hold.ts';

/** What lies behind a service. */
export interface ServiceParts {
  /** Its part of the path, in the spelling that the publisher gives. */
  readonly name: string;
  /** False for a service that the publisher keeps to itself. */
  readonly listed: boolean;
  readonly offers: readonly Offer[];
  readonly queue: DeviceQueue;
  readonly hold: TransactionHold;
  /** Null = no status to tell of. */
  readonly feed: StatusFeed | null;
  readonly clients: Map<number, ClientConnection>;
  /** Told of every connection that closes. */
  readonly left?: ((client: number) => void) | undefined;
  readonly clock: Clock;
  readonly log: Xfs4IotLog;
}

/** A service. */
export class Service {
  readonly name: string;
  readonly listed: boolean;
  /** As it stands below the publisher's path; compared without regard to case. */
  readonly path: string;
  private readonly parts: ServiceParts;
  private readonly offers: ReadonlyMap<string, Offer>;
  private readonly desk: RunDesk;
  private readonly stopFollowing: () => void;

  constructor(parts: ServiceParts) {
    this.parts = parts;
    this.name = parts.name;
    this.listed = parts.listed;
    this.path = parts.name.toLowerCase();
    const { clock, log, queue, hold } = parts;
    this.desk = { clock, log, queue, hold, deadlines: new Deadlines(clock) };
    this.offers = new Map(parts.offers.map((offer) => [offer.spec.name, offer]));
    this.stopFollowing =
      parts.feed?.follow((changed, notices) => {
        for (const client of parts.clients.values()) {
          if (changed !== null) client.unsolicited(statusChangedEvent, changed);
          for (const { event, payload, only } of notices) if (only === undefined || only.has(client.id)) client.unsolicited(event, payload);
        }
      }) ?? (() => {});
  }

  attach(client: ClientConnection): void {
    this.parts.clients.set(client.id, client);
  }

  /** The connection closed: everything of it is cancelled and its transaction ends. */
  detach(client: ClientConnection): void {
    this.parts.clients.delete(client.id);
    for (const run of client.runs.values()) run.stop('canceled');
    this.parts.hold.release(client.id);
    this.parts.left?.(client.id);
  }

  /** A citizen's session began: what waits for its turn or for a person ends; a print that runs is let finish. */
  giveWay(): void {
    for (const client of this.parts.clients.values()) {
      for (const run of client.runs.values()) run.giveWay();
    }
  }

  /** One message of a client. `null` = it was binary. */
  receive(client: ClientConnection, text: string | null): void {
    client.gather();
    const lane = this.take(client, text);
    if (lane === 'at-once') return client.release();
    // A command that its device ends without waiting completes among the promises of this turn; a tick begun by one of them comes after all.
    void SETTLED.then(() => process.nextTick(release, client));
  }

  close(): void {
    this.stopFollowing();
    this.desk.deadlines.close();
  }

  /** Refuses a message, or acknowledges it and sees it on its way. Says whether everything that will be sent was sent. */
  private take(client: ClientConnection, text: string | null): Offer['lane'] {
    const { clock, queue } = this.parts;
    const nowMs = clock.monotonicMs();
    const withinRate = client.rate.take(nowMs);
    const read = readCommand(text ?? '');
    const refuse = (status: RefusalStatus, { name, requestId }: Pick<RefusedCommand, 'name' | 'requestId'>): 'at-once' => {
      client.refuse(status, name, requestId, nowMs);
      return 'at-once';
    };
    if (!read.ok) return refuse(read.error.status, read.error);
    const message = read.value;
    if (client.runs.has(message.requestId)) return refuse('invalidRequestID', message);
    const offer = this.offers.get(message.name);
    const full = offer?.lane === 'queued' && queue.full;
    if (!withinRate || full) return refuse('tooManyRequests', message);
    client.acknowledge(message.name, message.requestId);
    if (offer === undefined) client.completeUnknown(message);
    else this.carryOut(client, offer, message);
    return offer?.lane ?? 'at-once';
  }

  private carryOut(client: ClientConnection, offer: Offer, message: CommandMessage): void {
    const { spec } = offer;
    const end = (outcome: Outcome): void => complete(client, spec, message.requestId, outcome);
    if (!isOffered(client, offer, message.version)) return end({ code: 'unsupportedCommand' });
    switch (offer.lane) {
      case 'at-once': {
        const answer = offer.prepare(message.payload);
        return end(answer === null ? { code: 'invalidData' } : this.answered(() => answer(client)));
      }
      case 'queued': {
        const work = offer.prepare(message.payload);
        return work === null ? end({ code: 'invalidData' }) : this.enqueue(client, offer, message, work);
      }
      default:
        return assertNever(offer);
    }
  }

  /** A bug in an answer ends one command, not the process. */
  private answered(answer: () => Outcome): Outcome {
    try {
      return answer();
    } catch (error) {
      this.parts.log.crash(error);
      return { code: 'internalError' };
    }
  }

  private enqueue(client: ClientConnection, { spec }: Offer, message: CommandMessage, work: Work): void {
    const { desk } = this;
    if (!mayTouchDevice(desk, spec, client.id)) return complete(client, spec, message.requestId, { code: 'sequenceError' });
    desk.queue.add(new CommandRun({ desk, spec, message, client, work }));
  }
}

const SETTLED = Promise.resolve();

function release(client: ClientConnection): void {
  client.release();
}

/** The version must stand in the advertised list, and be of the major that the client itself pinned. */
function isOffered(client: ClientConnection, offer: Offer, version: string): boolean {
  const pinned = client.pinned.get(offer.spec.name);
  return offer.spec.versions.includes(version) && (pinned === undefined || majorOf(version) === pinned);
}
