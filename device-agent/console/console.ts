/** The console: what comes from its page goes through the gate to the desk, and one picture of both goes back. */
import { assertNever } from '../../shared/base/never.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { Watched, type Watchable } from '../../shared/base/watchable.ts';
import type { ConsoleAct } from '../../shared/console/acts.ts';
import { refusal, type ConsoleRefusal } from '../../shared/console/refusal.ts';
import { mayDo, type ConsoleRole } from '../../shared/console/roles.ts';
import type { ConsoleSnapshot } from '../../shared/console/snapshot.ts';
import type { DeviceStatus } from '../../shared/device/status.ts';
import type { Clock } from '../platform/clock.ts';
import type { Secret } from '../platform/secret.ts';
import type { Store } from '../platform/store.ts';
import { Desk } from './desk.ts';
import { followDevices } from './device-events.ts';
import { Gate } from './gate.ts';
import { openLockout } from './lockout.ts';
import type { ConsolePorts } from './ports.ts';
import { openStaffStore } from './staff-store.ts';
import { openTestRecords } from './test-records.ts';

type Done = Result<null, ConsoleRefusal>;

/** The console as the server and main see it. */
export interface Console {
  readonly snapshot: Watchable<ConsoleSnapshot>;
  /** Answers when the act is done, or begun where it waits for a person. */
  readonly act: (act: ConsoleAct) => Promise<Done>;
  /** The page has gone, or another has taken its place: nobody is in any more. */
  readonly pageGone: () => void;
  /** For who installs the machine; null once somebody is enrolled. */
  readonly setUpCode: string | null;
  stop(): void;
}

/** Builds the console. */
export function createConsole(
  ports: ConsolePorts,
  basis: { readonly store: Store; readonly secret: Secret; readonly clock: Clock },
): Console {
  const { store, secret, clock } = basis;
  const staff = openStaffStore(store, secret);
  const lockout = openLockout(store, clock);
  const statuses: readonly Watchable<DeviceStatus>[] = Object.values(ports.devices).map((device) => device.status);
  const followed = followDevices(statuses, clock);
  let due = false;
  let stopped = false;

  const gate: Gate = new Gate({
    clock,
    terminal: ports.machine,
    staff,
    lockout,
    citizen: ports.citizen,
    printer: ports.devices.receiptPrinter,
    audit: ports.audit,
    changed: touch,
    left: () => desk.clear(),
  });
  const desk = new Desk({
    ports,
    clock,
    tests: openTestRecords(store),
    events: followed.events,
    staff: () => staff.enrolled(),
    changed: touch,
  });

  const build = (): ConsoleSnapshot => {
    const { id, placeName, mode, pitchMm } = ports.machine;
    return { terminal: { id, placeName, mode, pitchMm }, gate: gate.view(), desk: gate.who === null ? null : desk.view() };
  };
  const snapshot = new Watched(build());

  /** One picture per turn of the event loop, however much has changed. */
  function touch(): void {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      // The database may be closed by now.
      if (!stopped) snapshot.set(build());
    });
  }

  async function atDesk(who: ConsoleRole, act: ConsoleAct): Promise<Done> {
    switch (act.kind) {
      case 'enrol':
        return gate.enrol(act.role, act.pin);
      case 'log-out':
        gate.logOut('asked');
        return ok(null);
      case 'find':
        return desk.find(who);
      case 'take':
        return desk.take(who, act);
      case 'vacate':
        return desk.vacate(who, act.role);
      case 'test':
        return desk.test(who, act.role);
      case 'stop-test':
        return desk.stopTest();
      case 'print-readiness':
        return desk.printReadiness(who);
      case 'export-bundle':
        return desk.exportBundle(who);
      case 'look-at-content':
        return desk.content.look();
      case 'print-indicators':
        return desk.content.printOut(who);
      case 'export-tables':
        return desk.content.exportTables(who);
      case 'look-at-stick':
        return desk.content.lookAtStick();
      case 'check-package':
        return desk.content.checkPackage(who, act.folder);
      case 'install-content':
        return desk.content.install(who);
      case 'undo-content':
        return desk.content.undo(who);
      case 'leave-content':
        return desk.content.leaveStick();
      case 'release':
        return desk.release(who, act.id);
      case 'look-at-records':
        return desk.lookAtRecords();
      case 'seen-unproved':
        return desk.seenUnproved(who);
      case 'touch':
        return ok(null);
      case 'set-up':
      case 'print-recovery':
      case 'confirm-enrolment':
      case 'give-up-enrolment':
      case 'log-in':
        return err(refusal('console.not-now'));
      default:
        return assertNever(act);
    }
  }

  async function atGate(act: ConsoleAct): Promise<Done> {
    switch (act.kind) {
      case 'set-up':
        return gate.setUp(act.setUpCode, act.pin);
      case 'print-recovery':
        return gate.printRecovery();
      case 'confirm-enrolment':
        return gate.confirm(act.code);
      case 'give-up-enrolment':
        return gate.giveUp();
      case 'log-in':
        return gate.logIn(act.role, act.pin, act.code);
      case 'touch':
        return ok(null);
      case 'enrol':
      case 'log-out':
      case 'find':
      case 'take':
      case 'vacate':
      case 'test':
      case 'stop-test':
      case 'print-readiness':
      case 'export-bundle':
      case 'look-at-content':
      case 'print-indicators':
      case 'export-tables':
      case 'look-at-stick':
      case 'check-package':
      case 'install-content':
      case 'undo-content':
      case 'leave-content':
      case 'release':
      case 'look-at-records':
      case 'seen-unproved':
        return err(refusal('console.not-allowed'));
      default:
        return assertNever(act);
    }
  }

  const sources: readonly Watchable<unknown>[] = [
    ...statuses,
    followed.events,
    lockout.state,
    ports.citizen.busy,
    ports.citizen.handedOver,
    ports.setUp.settings,
    ports.updates.view,
    ports.ledgers.platform,
    ports.ledgers.outbox.counts,
  ];
  const removers = sources.map((source) => source.watch(touch));

  return {
    snapshot,
    async act(act) {
      gate.touch();
      const { who } = gate;
      if (who === null) return atGate(act);
      return mayDo(who, act.kind) ? atDesk(who, act) : err(refusal('console.not-allowed'));
    },
    pageGone: () => gate.logOut('page-gone'),
    get setUpCode() {
      return gate.codeForSetUp;
    },
    stop() {
      gate.logOut('stopped');
      stopped = true;
      lockout.stop();
      followed.stop();
      for (const remove of removers) remove();
    },
  };
}
