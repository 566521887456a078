/** What the console needs of the rest of the agent; main joins the real ones, tests join others. */
import type { Result } from '../../shared/base/result.ts';
import type { Watchable } from '../../shared/base/watchable.ts';
import type { Application } from '../../shared/catalog/package.ts';
import type { ConsoleRefusal } from '../../shared/console/refusal.ts';
import type { ConsoleRole } from '../../shared/console/roles.ts';
import type { RecordLine, SettingAddress } from '../../shared/console/snapshot.ts';
import type { DeviceRole } from '../../shared/device/status.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { PlatformView } from '../../shared/kiosk/snapshot.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { AuditEventCode } from '../audit/events.ts';
import type { Indicator } from '../catalog/indicators.ts';
import type { Findings } from '../finding/finder.ts';
import type { KnownProfiles } from '../finding/known-profiles.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { StoreFault } from '../platform/store-faults.ts';
import type { ContentUpdates } from '../update/content-updates.ts';
import type { TestedDevices } from './device-test.ts';
import type { ConsoleTerminal } from './test-page.ts';

/** The machine itself, as far as it says so on screen and paper. */
export interface ConsoleMachine extends ConsoleTerminal {
  readonly mode: 'demo' | 'production';
  /** Millimetres per CSS pixel. */
  readonly pitchMm: number;
}

/** The citizen's side of the machine. */
export interface CitizenSide {
  /** True while a citizen's session runs. */
  readonly busy: Watchable<boolean>;
  /** Closes the machine to citizens, or opens it again. */
  setMaintenance(on: boolean): void;
  /** False while other applications of the machine are still to let go of it; has a deadline of its own. */
  readonly handedOver: Watchable<boolean>;
}

/** The set-up of the machine and its devices. */
export interface MachineSetUp {
  readonly settings: Watchable<Settings>;
  profiles(): KnownProfiles;
  find(): Promise<Findings>;
  /**
   * Gives a role another device, or none. Written to the disk first, the old file kept beside; then the device is changed while
   * everything else runs. `console.profile-unfit`, `console.config-not-written`.
   */
  change(
    role: DeviceRole,
    setting: { readonly profile: string; readonly address: SettingAddress } | null,
  ): Promise<Result<null, ConsoleRefusal>>;
}

/** Writes one event of the console. Where it cannot be written, what must be recorded must not be done (GB/T 22239 8.1.4.3). */
export type ConsoleAudit = (
  actor: ConsoleRole | 'agent',
  event: AuditEventCode,
  object: string | null,
  result: string,
) => Result<null, StoreFault>;

/** The record as it can be read. */
export interface ConsoleRecords {
  newest(): readonly RecordLine[];
  headCode(): string;
}

/** Hand-ins and ratings. */
export interface ConsoleLedgers {
  readonly outbox: Pick<Outbox, 'counts' | 'stuck' | 'release'>;
  readonly platform: Watchable<PlatformView>;
  /** Something was put back among the kept. */
  wakeDelivery(): void;
  ratings(limit: number): readonly { readonly level: 1 | 2 | 3 | 4 | 5; readonly state: string }[];
}

/** The content that is shown, as far as it is measured. */
export interface ConsoleContent {
  version(): string;
  applications(): readonly Application[];
  measure(): readonly Indicator[];
  /** The indicators on paper. */
  slip(now: Date): ReceiptDocument;
  /** The 应用登记表 as CSV. */
  registry(): string;
}

/** Everything that the console is joined to. */
export interface ConsolePorts {
  readonly machine: ConsoleMachine;
  readonly citizen: CitizenSide;
  readonly devices: TestedDevices;
  readonly setUp: MachineSetUp;
  readonly audit: ConsoleAudit;
  readonly records: ConsoleRecords;
  readonly ledgers: ConsoleLedgers;
  readonly content: ConsoleContent;
  readonly updates: ContentUpdates;
  /** Slips that the last run of the agent left open: they may have come out. */
  readonly unproved: number;
  /** Writes tables by kind, as CSV; the names of the files. */
  exportTables(tables: Readonly<Record<string, string>>): Result<readonly string[], StoreFault>;
  /** Writes a support bundle of these facts and the agent's own log. */
  exportBundle(facts: object): Result<{ readonly name: string; readonly bytes: number }, StoreFault>;
}
