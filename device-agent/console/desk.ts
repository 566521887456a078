/** What can be done at the console once somebody is in: search, take, test, report, export, release. */
import { err, ok, type Result } from '../../shared/base/result.ts';
import { refusal, type ConsoleRefusal } from '../../shared/console/refusal.ts';
import type { ConsoleRole } from '../../shared/console/roles.ts';
import type { ConsolePrint, DeskView, FindingView, RecordLine, SettingAddress, TestView } from '../../shared/console/snapshot.ts';
import type { DeviceRole } from '../../shared/device/status.ts';
import type { Found } from '../finding/finder.ts';
import { profileFits } from '../finding/known-profiles.ts';
import type { Clock } from '../platform/clock.ts';
import { ContentDesk } from './content-desk.ts';
import { CONSOLE_LIMITS } from './delays.ts';
import { deskView, ratingsOf, statusesOf, type DeskSources } from './desk-view.ts';
import { testDevice } from './device-test.ts';
import { readinessReport } from './readiness.ts';

type Done = Result<null, ConsoleRefusal>;

/** What the desk stands on. */
export interface DeskParts extends DeskSources {
  readonly clock: Clock;
  readonly changed: () => void;
}

const DONE: Done = ok(null);
const NO_TESTS: Readonly<Record<DeviceRole, TestView>> = {
  idReader: { state: 'none' },
  receiptPrinter: { state: 'none' },
  codeScanner: { state: 'none' },
  documentPrinter: { state: 'none' },
};

/** The desk. `clear` is called when the work place is left. */
export class Desk {
  private readonly parts: DeskParts;
  private finding: FindingView = { state: 'never' };
  private found: readonly Found[] = [];
  private tests = NO_TESTS;
  private running: AbortController | null = null;
  private changing = false;
  private readiness: ConsolePrint = { state: 'none' };
  private unproved: number;
  readonly content: ContentDesk;
  private bundle: DeskView['bundle'] = null;
  private records: readonly RecordLine[] = [];
  /** Counted anew when somebody comes in or looks. */
  private ratings: DeskView['ratings'] | null = null;

  constructor(parts: DeskParts) {
    this.parts = parts;
    this.unproved = parts.ports.unproved;
    this.content = new ContentDesk(parts);
  }

  view(): DeskView {
    const { finding, tests, readiness, unproved, bundle, records } = this;
    return deskView(this.parts, {
      finding,
      tests,
      readiness,
      unproved,
      bundle,
      records,
      ratings: this.ratingsNow(),
      ...this.content.view(),
    });
  }

  /** Searches for devices; ids of an earlier search are no longer good. */
  async find(by: ConsoleRole): Promise<Done> {
    if (this.finding.state === 'running' || this.changing) return err(refusal('console.not-now'));
    const { ports, clock, changed } = this.parts;
    const beganMs = clock.monotonicMs();
    this.finding = { state: 'running' };
    changed();
    const { found, unlistable } = await ports.setUp.find();
    this.found = found;
    this.finding = {
      state: 'done',
      tookMs: Math.round(clock.monotonicMs() - beganMs),
      things: found.map(({ thing }) => thing),
      unlistable,
    };
    ports.audit(by, 'devices.searched', null, String(found.length));
    changed();
    return DONE;
  }

  /** Gives a found thing a job. */
  async take(
    by: ConsoleRole,
    act: { readonly thing: string; readonly role: DeviceRole; readonly profile: string; readonly replace: boolean },
  ): Promise<Done> {
    const { setUp } = this.parts.ports;
    const found = this.found.find(({ thing }) => thing.id === act.thing);
    if (found === undefined || this.finding.state !== 'done') return err(refusal('console.thing-gone'));
    const { thing, address } = found;
    if (address === null || (thing.role !== null && thing.role !== act.role)) return err(refusal('console.wrong-role'));
    if (thing.inUseAs !== null && thing.inUseAs !== act.role) return err(refusal('console.thing-in-use'));
    const profiles = setUp.profiles();
    if (!profileFits(profiles, act.role, act.profile, address)) return err(refusal('console.profile-unfit'));
    if (setUp.settings.current.devices[act.role] !== undefined && !act.replace) return err(refusal('console.role-taken'));
    return this.change(by, act.role, { profile: act.profile, address }, thing.id);
  }

  /** Takes a role's device out of service. */
  vacate(by: ConsoleRole, role: DeviceRole): Promise<Done> {
    if (this.parts.ports.setUp.settings.current.devices[role] === undefined) return Promise.resolve(err(refusal('console.not-now')));
    return this.change(by, role, null, null);
  }

  /** Begins a test and answers at once; how it ends shows in the view. */
  test(by: ConsoleRole, role: DeviceRole): Done {
    if (this.running !== null || this.changing) return err(refusal('console.not-now'));
    const { ports, clock, tests, changed } = this.parts;
    const { device, fault } = ports.devices[role].status.current;
    if (device === 'noDevice') return err(refusal(fault ?? 'device.not-configured'));
    const running = new AbortController();
    this.running = running;
    this.tests = { ...this.tests, [role]: { state: 'running' } };
    changed();
    void testDevice(role, ports.devices, ports.machine, clock, running.signal).then(({ record, shown }) => {
      this.running = null;
      // Of a test that nobody waits for any more nothing is kept, least of all what it read.
      if (running.signal.aborted) this.tests = { ...this.tests, [role]: { state: 'none' } };
      else {
        tests.keep(record);
        this.tests = { ...this.tests, [role]: { state: 'ended', record, shown } };
        ports.audit(by, 'device.tested', role, record.result.replace(']', ''));
      }
      changed();
    });
    return DONE;
  }

  stopTest(): Done {
    if (this.running === null) return err(refusal('console.not-now'));
    this.running.abort();
    return DONE;
  }

  /** Prints the readiness report. */
  async printReadiness(by: ConsoleRole): Promise<Done> {
    if (this.readiness.state === 'printing') return err(refusal('console.not-now'));
    const { ports, clock, tests, changed } = this.parts;
    this.readiness = { state: 'printing' };
    changed();
    const report = readinessReport({
      terminal: ports.machine,
      now: clock.wall(),
      devices: statusesOf(ports.devices),
      lastTest: (role) => tests.last(role),
      platform: ports.ledgers.platform.current,
      headCode: ports.records.headCode(),
    });
    const outcome = await ports.devices.receiptPrinter.print(report, { reprint: false });
    this.readiness = { state: 'ended', outcome };
    ports.audit(by, 'readiness.printed', null, outcome.kind === 'done' ? outcome.proof : outcome.fault);
    changed();
    return DONE;
  }

  exportBundle(by: ConsoleRole): Done {
    const { ports, tests, events, changed } = this.parts;
    const { settings } = ports.setUp;
    const facts = {
      terminal: ports.machine,
      settings: settings.current,
      devices: statusesOf(ports.devices),
      events: events.current,
      tests: tests.recent(CONSOLE_LIMITS.events),
      finding: this.finding,
      outbox: ports.ledgers.outbox.counts.current,
      platform: ports.ledgers.platform.current,
      records: ports.records.newest(),
      head: ports.records.headCode(),
    };
    const written = ports.exportBundle(facts);
    if (!written.ok) return err(refusal(written.error));
    this.bundle = written.value;
    ports.audit(by, 'support.exported', written.value.name.replace(/\d{9}Z/, ''), 'ok');
    changed();
    return DONE;
  }

  release(by: ConsoleRole, id: string): Done {
    const { ledgers, audit } = this.parts.ports;
    if (ledgers.outbox.stuck().every((entry) => entry.id !== id)) return err(refusal('console.thing-gone'));
    const audited = audit(by, 'outbox.released', id, 'ok');
    if (!audited.ok) return err(refusal(audited.error));
    const released = ledgers.outbox.release(id);
    if (!released.ok) return err(refusal(released.error));
    ledgers.wakeDelivery();
    this.parts.changed();
    return DONE;
  }

  lookAtRecords(): Done {
    this.records = this.parts.ports.records.newest();
    this.ratings = null;
    this.parts.changed();
    return DONE;
  }

  /** The remark on slips of the last run goes; the record keeps that it was there, and who read it. */
  seenUnproved(by: ConsoleRole): Done {
    if (this.unproved === 0) return err(refusal('console.not-now'));
    const audited = this.parts.ports.audit(by, 'print.unproved-seen', 'receiptPrinter', String(this.unproved));
    if (!audited.ok) return err(refusal(audited.error));
    this.unproved = 0;
    this.parts.changed();
    return DONE;
  }

  /** Ends what runs and forgets what was found and read. */
  clear(): void {
    this.running?.abort();
    this.finding = { state: 'never' };
    this.found = [];
    this.tests = NO_TESTS;
    this.readiness = { state: 'none' };
    this.bundle = null;
    this.content.clear();
    this.records = [];
    this.ratings = null;
  }

  private async change(
    by: ConsoleRole,
    role: DeviceRole,
    setting: { readonly profile: string; readonly address: SettingAddress } | null,
    thing: string | null,
  ): Promise<Done> {
    if (this.changing || this.running !== null) return err(refusal('console.not-now'));
    const { ports, changed } = this.parts;
    const audited = ports.audit(by, 'config.changed', `devices.${role}`, setting?.profile ?? 'vacant');
    if (!audited.ok) return err(refusal(audited.error));
    this.changing = true;
    try {
      const done = await ports.setUp.change(role, setting);
      if (done.ok) {
        this.markInUse(role, thing);
        this.tests = { ...this.tests, [role]: { state: 'none' } };
      } else ports.audit(by, 'config.changed', `devices.${role}`, done.error.code);
      return done;
    } finally {
      this.changing = false;
      changed();
    }
  }

  private ratingsNow(): DeskView['ratings'] {
    this.ratings ??= ratingsOf(this.parts.ports.ledgers.ratings(CONSOLE_LIMITS.ratings));
    return this.ratings;
  }

  private markInUse(role: DeviceRole, id: string | null): void {
    this.found = this.found.map((found) => {
      const { inUseAs } = found.thing;
      const now = found.thing.id === id ? role : inUseAs === role ? null : inUseAs;
      return { ...found, thing: { ...found.thing, inUseAs: now } };
    });
    if (this.finding.state === 'done') this.finding = { ...this.finding, things: this.found.map(({ thing }) => thing) };
  }
}
