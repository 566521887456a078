/** One service on its path: takes commands from its connections, runs them by the rules, tells all of them what changes. */
import { assertNever } from '../../shared/base/never.ts';
import { statusChangedEvent } from '../../shared/xfs4iot/common.ts';
import type { CommandMessage } from '../../shared/xfs4iot/envelope.ts';
import { readCommand } from '../../shared/xfs4iot/read-command.ts';
import { majorOf } from '../../shared/xfs4iot/spec.ts';
import type { Clock } from '../platform/clock.ts';
import type { ClientConnection } from './client-connection.ts';
import { CommandRun, complete } from './command-run.ts';
import type { DeviceQueue } from './device-queue.ts';
import type { Offer, Work } from './offer.ts';
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
  private readonly stopFollowing: () => void;

  constructor(parts: ServiceParts) {
    this.parts = parts;
    this.name = parts.name;
    this.listed = parts.listed;
    this.path = parts.name.toLowerCase();
    this.offers = new Map(parts.offers.map((offer) => [offer.spec.name, offer]));
    this.stopFollowing =
      parts.feed?.follow((changed, notices) => {
        for (const client of parts.clients.values()) {
          if (changed !== null) client.unsolicited(statusChangedEvent, changed);
          for (const notice of notices) client.unsolicited(notice.event, notice.payload);
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
  }

  /** A citizen's session began: what waits for its turn or for a person ends; a print that runs is let finish. */
  giveWay(): void {
    for (const client of this.parts.clients.values()) {
      for (const run of client.runs.values()) run.giveWay();
    }
  }

  /** One message of a client. `null` = it was binary. */
  receive(client: ClientConnection, text: string | null): void {
    const { clock, queue } = this.parts;
    const nowMs = clock.monotonicMs();
    const withinRate = client.rate.take(nowMs);
    const read = readCommand(text ?? '');
    if (!read.ok) return client.refuse(read.error.status, read.error.name, read.error.requestId, nowMs);
    const message = read.value;
    const { name, requestId } = message;
    if (client.runs.has(requestId)) return client.refuse('invalidRequestID', name, requestId, nowMs);
    const offer = this.offers.get(name);
    const full = offer?.lane === 'queued' && queue.full;
    if (!withinRate || full) return client.refuse('tooManyRequests', name, requestId, nowMs);
    client.acknowledge(name, requestId);
    if (offer === undefined) return client.completeUnknown(message);
    this.carryOut(client, offer, message);
  }

  close(): void {
    this.stopFollowing();
  }

  private carryOut(client: ClientConnection, offer: Offer, message: CommandMessage): void {
    const { spec } = offer;
    const { requestId } = message;
    if (!isOffered(client, offer, message.version)) return complete(client, spec, requestId, { code: 'unsupportedCommand' });
    switch (offer.lane) {
      case 'at-once': {
        const answer = offer.prepare(message.payload);
        return complete(client, spec, requestId, answer === null ? { code: 'invalidData' } : answer(client));
      }
      case 'queued': {
        const work = offer.prepare(message.payload);
        if (work === null) return complete(client, spec, requestId, { code: 'invalidData' });
        return this.enqueue(client, offer, message, work);
      }
      default:
        return assertNever(offer);
    }
  }

  private enqueue(client: ClientConnection, offer: Offer, message: CommandMessage, work: Work): void {
    const { queue, hold, clock, log } = this.parts;
    const mayTouchDevice = (): boolean => offer.spec.device === 'none' || hold.mayUse(client.id);
    if (!mayTouchDevice()) return complete(client, offer.spec, message.requestId, { code: 'sequenceError' });
    queue.add(
      new CommandRun({ spec: offer.spec, message, client, work, clock, log, mayTouchDevice, leaveQueue: (run) => queue.drop(run) }),
    );
  }
}

/** The version must stand in the advertised list, and be of the major that the client itself pinned. */
function isOffered(client: ClientConnection, offer: Offer, version: string): boolean {
  const pinned = client.pinned.get(offer.spec.name);
  return offer.spec.versions.includes(version) && (pinned === undefined || majorOf(version) === pinned);
}
