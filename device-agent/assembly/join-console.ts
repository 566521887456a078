/** Joins the technician's console to the rest of the agent. */
import { Watched, type Watchable } from '../../shared/base/watchable.ts';
import type { TerminalView } from '../../shared/kiosk/snapshot.ts';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';
import type { AuditLog } from '../audit/log.ts';
import { indicatorsOf, type Indicator } from '../catalog/indicators.ts';
import { indicatorsSlip } from '../catalog/indicators-slip.ts';
import { registryCsv } from '../catalog/registry.ts';
import { newestRecords } from '../console/audit-lines.ts';
import { createConsole } from '../console/console.ts';
import { CONSOLE_LIMITS } from '../console/delays.ts';
import type { LogTail } from '../console/log-tail.ts';
import type { ConsoleAudit, ConsoleContent } from '../console/ports.ts';
import { exportBundle } from '../console/support-bundle.ts';
import { exportTables } from '../console/tables-export.ts';
import type { RatingLedger } from '../evaluation/ledger.ts';
import type { Delivery } from '../outbox/delivery.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Log } from '../platform/log.ts';
import type { Secret } from '../platform/secret.ts';
import type { Store } from '../platform/store.ts';
import { createConsoleSocket, type ConsoleSocket } from '../server/console-socket.ts';
import type { Listening } from '../server/guards.ts';
import type { Session } from '../session/session.ts';
import type { SessionUpstream } from '../session/ports.ts';
import { createContentUpdates } from '../update/content-updates.ts';
import type { LoadedUpdates } from './load.ts';
import { createMachineSetUp, type MachineSetUpParts } from './machine-set-up.ts';
import type { Publishing } from './published.ts';

/** What the console is joined to. */
export interface JoinConsoleParts extends MachineSetUpParts {
  readonly data: string;
  readonly listening: Listening;
  readonly store: Store;
  readonly secret: Secret;
  readonly auditLog: AuditLog;
  readonly logTail: LogTail;
  readonly log: Log;
  readonly outbox: Outbox;
  readonly delivery: Delivery;
  readonly ledger: RatingLedger;
  readonly upstream: SessionUpstream;
  readonly session: Session;
  /** Another application of this machine is in a transaction: it may be serving somebody. */
  readonly clientTransaction: Watchable<boolean>;
  /** False while other applications are still to let go of the machine before the technician. */
  readonly handedOver: Watchable<boolean>;
  readonly terminal: Watched<TerminalView>;
  readonly slipTerminal: SlipTerminal;
  readonly updates: LoadedUpdates;
  readonly publishing: Publishing;
}

/** The joined console. */
export interface JoinedConsole {
  readonly handleUpgrade: ConsoleSocket['handleUpgrade'];
  readonly setUpCode: string | null;
  stop(): void;
}

/** Joins it. */
export function joinConsole(parts: JoinConsoleParts): JoinedConsole {
  const { present, basis, slots, auditLog, data, log, terminal } = parts;
  const { clock } = basis;
  const busy = busyOf(parts);
  const audit: ConsoleAudit = (actor, event, object, result) => {
    const written = auditLog.append({ actor, event, session: null, object, subject: null, result });
    if (!written.ok) log.write('audit.fault', { code: written.error });
    return written;
  };
  // The printer forgets them as soon as it is seen to be clear: this is the last moment at which they can be counted.
  const unproved = basis.journal.unfinished().length;
  if (unproved > 0) audit('agent', 'print.unproved', 'receiptPrinter', String(unproved));
  const { id, placeName, mode, pitchMm } = present.current.terminal;
  const made = createConsole(
    {
      machine: { id, placeName, mode, pitchMm },
      citizen: {
        busy: busy.watched,
        setMaintenance: (on) => terminal.set({ ...terminal.current, maintenance: on }),
        handedOver: parts.handedOver,
      },
      devices: slots,
      setUp: createMachineSetUp(parts),
      audit,
      unproved,
      records: { newest: () => newestRecords(data, CONSOLE_LIMITS.records), headCode: () => auditLog.headCode() },
      ledgers: {
        outbox: parts.outbox,
        platform: parts.upstream.view,
        wakeDelivery: () => parts.delivery.wake(),
        ratings: (limit) => parts.ledger.rows(limit),
      },
      content: consoleContent(parts),
      updates: createContentUpdates({ ...parts.updates, clock, publish: parts.publishing.publish }),
      exportTables: (tables) => exportTables(data, tables, clock.wall()),
      exportBundle: (facts) => exportBundle(data, { ...facts, log: parts.logTail.lines() }, clock.wall()),
    },
    { store: parts.store, secret: parts.secret, clock },
  );
  const socket = createConsoleSocket({
    listening: parts.listening,
    clock,
    snapshot: made.snapshot,
    act: made.act,
    pageGone: made.pageGone,
    refused: (why) => log.write('socket.refused', { why, kind: 'console' }),
  });
  return {
    handleUpgrade: socket.handleUpgrade,
    setUpCode: made.setUpCode,
    stop() {
      socket.close();
      made.stop();
      busy.stop();
    },
  };
}

function consoleContent({ publishing, slipTerminal }: JoinConsoleParts): ConsoleContent {
  const { now } = publishing;
  const measure = (): readonly Indicator[] => indicatorsOf(now.current.content);
  return {
    version: () => now.current.content.version,
    applications: () => [...now.current.content.applications.values()],
    measure,
    slip: (at) => indicatorsSlip(slipTerminal, measure(), { contentVersion: now.current.content.version, now: at }),
    registry: () => registryCsv(now.current.content.applications.values()),
  };
}

/** Somebody is being served, by this agent or by another application of the machine. */
function busyOf({ session, clientTransaction }: JoinConsoleParts): { readonly watched: Watchable<boolean>; stop(): void } {
  const now = (): boolean => session.active || clientTransaction.current;
  const watched = new Watched(now());
  const look = (): void => watched.set(now());
  const removers = [session.picture.watch(look), clientTransaction.watch(look)];
  return {
    watched,
    stop() {
      for (const remove of removers) remove();
    },
  };
}
