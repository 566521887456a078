/** What the page sees of the desk. Pure but for the reading of what others hold. */
import type { ConsoleRole } from '../../shared/console/roles.ts';
import type { DeskDevice, DeskView, DeviceEvent, TestView } from '../../shared/console/snapshot.ts';
import { DEVICE_ROLES, type DeviceRole, type DeviceStatus } from '../../shared/device/status.ts';
import { CONSOLE_LIMITS } from './delays.ts';
import type { TestedDevices } from './device-test.ts';
import type { ConsolePorts } from './ports.ts';
import type { TestRecords } from './test-records.ts';

/** What the desk reads of others. */
export interface DeskSources {
  readonly ports: ConsolePorts;
  readonly tests: TestRecords;
  readonly events: { readonly current: readonly DeviceEvent[] };
  readonly staff: () => readonly ConsoleRole[];
}

/** What the desk itself holds while somebody is in. */
export interface DeskState extends Pick<
  DeskView,
  'finding' | 'readiness' | 'unproved' | 'bundle' | 'records' | 'ratings' | 'content' | 'updates' | 'indicatorsPrint' | 'tables'
> {
  readonly tests: Readonly<Record<DeviceRole, TestView>>;
}

/** The view. */
export function deskView({ ports, tests, events, staff }: DeskSources, state: DeskState): DeskView {
  const { outbox, platform } = ports.ledgers;
  const { finding, readiness, unproved, bundle, records, ratings, content, updates, indicatorsPrint, tables } = state;
  return {
    devices: DEVICE_ROLES.map((role) => deskDevice(role, ports, tests, state)),
    profiles: ports.setUp.profiles().choices,
    events: events.current,
    outbox: {
      kept: outbox.counts.current.kept,
      stuck: outbox
        .stuck()
        .slice(0, CONSOLE_LIMITS.stuck)
        .map(({ id, kind, fault, madeAt }) => ({ id, kind, fault, madeAt })),
      linked: platform.current.state === 'connected',
    },
    headCode: ports.records.headCode(),
    staff: staff(),
    finding,
    readiness,
    unproved,
    bundle,
    records,
    ratings,
    content,
    updates,
    indicatorsPrint,
    tables,
  };
}

function deskDevice(role: DeviceRole, ports: ConsolePorts, tests: TestRecords, state: DeskState): DeskDevice {
  const setting = ports.setUp.settings.current.devices[role];
  const named = ports.setUp.profiles().choices.find((choice) => choice.role === role && choice.id === setting?.profile);
  return {
    role,
    status: ports.devices[role].status.current,
    setting:
      setting === undefined ? null : { profile: setting.profile, profileName: named?.name ?? setting.profile, address: setting.address },
    test: state.tests[role],
    lastTest: tests.last(role),
  };
}

/** The status of every device as it is now. */
export function statusesOf({
  idReader,
  receiptPrinter,
  codeScanner,
  documentPrinter,
}: TestedDevices): Readonly<Record<DeviceRole, DeviceStatus>> {
  return {
    idReader: idReader.status.current,
    receiptPrinter: receiptPrinter.status.current,
    codeScanner: codeScanner.status.current,
    documentPrinter: documentPrinter.status.current,
  };
}

/** Levels of 好差评: 5 非常满意 … 1 非常不满意. A 差评 (1, 2) waits until it is called back. */
export function ratingsOf(rows: readonly { readonly level: 1 | 2 | 3 | 4 | 5; readonly state: string }[]): DeskView['ratings'] {
  const count = (level: number): number => rows.filter((row) => row.level === level).length;
  return {
    byLevel: [count(5), count(4), count(3), count(2), count(1)],
    open: rows.filter(({ level, state }) => level <= 2 && (state === 'rated' || state === 'reported')).length,
  };
}
