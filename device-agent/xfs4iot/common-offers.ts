/** The commands of interface Common, which every device service offers. */
import { cancel, capabilities, getTransactionState, setTransactionState, setVersions, status } from '../../shared/xfs4iot/common.ts';
import type { JsonObject } from '../../shared/xfs4iot/envelope.ts';
import { majorOf, type EventSpec } from '../../shared/xfs4iot/spec.ts';
import { capabilitiesOf } from './capabilities.ts';
import type { ClientConnection } from './client-connection.ts';
import { atOnce, queued, type Offer } from './offer.ts';
import { listed, SUCCESS, type Outcome } from './outcome.ts';
import type { StatusFeed } from './status-feed.ts';
import type { TransactionHold } from './transaction-hold.ts';

/** What the commands of Common speak of. */
export interface CommonParts {
  readonly feed: StatusFeed;
  readonly hold: TransactionHold;
  readonly maximumRequests: number;
  /** Commands and events of the service's own interfaces. */
  readonly offers: readonly Offer[];
  readonly events: readonly EventSpec[];
  /** Members of the capabilities besides `interfaces`: `common` and one for each interface. */
  describe(): JsonObject;
  /** Connections by id, for the versions that a client pins in its queued command. */
  client(id: number): ClientConnection | undefined;
}

/** The whole list of a service's offers: its own and Common's. */
export function withCommon(parts: CommonParts): readonly Offer[] {
  const all: Offer[] = [
    ...parts.offers,
    atOnce(status, () => ({ code: 'success', payload: parts.feed.current })),
    atOnce(capabilities, () => ({
      code: 'success',
      payload: { ...capabilitiesOf(all, parts.events, parts.maximumRequests), ...parts.describe() },
    })),
    atOnce(cancel, ({ requestIds }, client) => cancelRuns(client, requestIds)),
    queued(setVersions, (wanted, { client }) => pinVersions(parts.client(client), wanted, all, parts.events)),
    queued(getTransactionState, () => ({ code: 'success', payload: parts.hold.describe() })),
    queued(setTransactionState, ({ state, transactionID }, { client }) => {
      const done = state === 'active' ? parts.hold.begin(client, transactionID ?? '') : parts.hold.end(client);
      return done ? SUCCESS : { code: 'sequenceError' };
    }),
  ];
  return all;
}

function cancelRuns(client: ClientConnection, requestIds: readonly number[] | undefined): Outcome<'noMatchingRequestIDs'> {
  const matching = [...client.runs].filter(([id]) => requestIds === undefined || requestIds.includes(id)).map(([, run]) => run);
  if (matching.length === 0) return listed('noMatchingRequestIDs');
  return {
    code: 'success',
    afterwards: () => {
      for (const run of matching) run.stop('canceled');
    },
  };
}

/** All or nothing: a client that asks for one version too many has pinned none. */
function pinVersions(
  client: ClientConnection | undefined,
  wanted: { readonly commands?: Record<string, number> | undefined; readonly events?: Record<string, number> | undefined },
  offers: readonly Offer[],
  events: readonly EventSpec[],
): Outcome<never> {
  const commandVersions = new Map(offers.map(({ spec }) => [spec.name, spec.versions]));
  const eventVersions = new Map(events.map((event) => [event.name, event.versions]));
  const has = (versions: readonly string[] | undefined, major: number): boolean =>
    versions?.some((version) => majorOf(version) === major) ?? false;
  const commands = Object.entries(wanted.commands ?? {});
  const pinnedEvents = Object.entries(wanted.events ?? {});
  const offered =
    commands.every(([name, major]) => has(commandVersions.get(name), major)) &&
    pinnedEvents.every(([name, major]) => has(eventVersions.get(name), major));
  if (!offered) return { code: 'unsupportedData' };
  for (const [name, major] of [...commands, ...pinnedEvents]) client?.pinned.set(name, major);
  return SUCCESS;
}
