/** What the agent shows at the console: the gate, and behind it the desk with devices, findings, tests, hand-ins and records. */
import type { Result } from '../base/result.ts';
import type { PrintOutcome } from '../device/print.ts';
import type { DeviceRole, DeviceState, DeviceStatus } from '../device/status.ts';
import type { FaultCode } from '../fault/fault.ts';
import type { DocumentPrinterSetting } from '../settings/document-printer-profile.ts';
import type { DeviceAddress } from '../settings/settings.ts';
import type { ContentUpdatesView } from './content-offer.ts';
import type { FoundThing } from './found.ts';
import type { ConsoleRefusal } from './refusal.ts';
import type { ConsoleRole } from './roles.ts';

/** A print that the console began. */
export type ConsolePrint =
  { readonly state: 'none' } | { readonly state: 'printing' } | { readonly state: 'ended'; readonly outcome: PrintOutcome };

/** Before and at the log-in. `lockedMs`: so long nobody may try; null while open. */
export type GateView =
  /** Nobody is enrolled on this machine. */
  | { readonly at: 'set-up'; readonly lockedMs: number | null; readonly triesLeft: number; readonly citizen: boolean }
  /** The secret is on the screen this once; nothing is kept until the first code is right. */
  | {
      readonly at: 'enrolling';
      readonly role: ConsoleRole;
      /** `otpauth://totp/…`, for the authenticator's camera. */
      readonly uri: string;
      /** The same secret to be typed, base32 in groups of four. */
      readonly secret: string;
      readonly recoveryCodes: readonly string[];
      readonly slip: ConsolePrint;
    }
  | {
      readonly at: 'log-in';
      readonly roles: readonly ConsoleRole[];
      readonly lockedMs: number | null;
      readonly triesLeft: number;
      /** A citizen's session runs: nobody may log in. */
      readonly citizen: boolean;
    }
  /** Let in, but other applications of the machine (XFS4IoT, VendorMode) are still to let go of it. */
  | { readonly at: 'handing-over'; readonly role: ConsoleRole }
  | { readonly at: 'in'; readonly role: ConsoleRole };

/** A finished test. Holds nothing of a card or a code. */
export interface TestRecord {
  readonly role: DeviceRole;
  /** ISO 8601. */
  readonly at: string;
  readonly ok: boolean;
  /** Proof grade of a print, fault code of a failure, AIM identifier of a code, `card`. */
  readonly result: string;
  readonly tookMs: number;
}

/** What a test shows of a card or a code. */
export type ShownKey = 'cardType' | 'name' | 'number' | 'samId' | 'symbology' | 'text' | 'missing';

/** A test at this moment. `shown`: what was read, masked; on the screen only. */
export type TestView =
  | { readonly state: 'none' }
  | { readonly state: 'running' }
  | { readonly state: 'ended'; readonly record: TestRecord; readonly shown: readonly { readonly key: ShownKey; readonly value: string }[] };

/** Where a device is reached, whatever its role. */
export type SettingAddress = DeviceAddress | DocumentPrinterSetting['address'];

/** A job of the machine and the device that does it. */
export interface DeskDevice {
  readonly role: DeviceRole;
  readonly status: DeviceStatus;
  /** Profile and address as set up; null where the role is vacant. */
  readonly setting: { readonly profile: string; readonly profileName: string; readonly address: SettingAddress } | null;
  readonly test: TestView;
  readonly lastTest: TestRecord | null;
}

/** A profile that may be chosen for a role. */
export interface ProfileChoice {
  readonly role: DeviceRole;
  readonly id: string;
  readonly name: string;
  /** What it is for: HID reports, or bytes on any other line. */
  readonly line: 'hid' | 'bytes';
}

/** The search for devices. */
export type FindingView =
  | { readonly state: 'never' }
  | { readonly state: 'running' }
  | {
      readonly state: 'done';
      readonly tookMs: number;
      readonly things: readonly FoundThing[];
      /** Kinds of line that cannot be listed on this machine. */
      readonly unlistable: readonly string[];
    };

/** A change of a device, newest first. */
export interface DeviceEvent {
  /** ISO 8601. */
  readonly at: string;
  readonly role: DeviceRole;
  readonly device: DeviceState;
  readonly fault: FaultCode | null;
}

/** A hand-in that cannot be sent as it is. No person's data. */
export interface StuckView {
  readonly id: string;
  readonly kind: 'submission' | 'rating' | 'report';
  readonly fault: FaultCode | null;
  readonly madeAt: string;
}

/** A line of the record (audit), newest first. */
export interface RecordLine {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly event: string;
  readonly object: string | null;
  readonly result: string;
}

/** One of the 24 indicators. */
export interface IndicatorLine {
  readonly no: number;
  readonly name: string;
  /** `≥ 50%`. */
  readonly threshold: string;
  /** `63.5%`, `4 个`, `无法测算`. */
  readonly value: string;
  readonly met: boolean;
  /** The first of the items that fail it; the exported table has all. */
  readonly failing: readonly { readonly name: string; readonly why: string }[];
  readonly failingCount: number;
}

/** What the loaded content measures up to. */
export interface ContentView {
  readonly version: string;
  readonly indicators: readonly IndicatorLine[];
  /** The lists of the documents: how many of their services open something here. */
  readonly services: readonly {
    readonly list: 'query' | 'high-frequency' | 'assist' | 'grassroots';
    readonly connected: number;
    readonly all: number;
  }[];
}

/** The work place of who is logged in. */
export interface DeskView {
  readonly devices: readonly DeskDevice[];
  readonly profiles: readonly ProfileChoice[];
  readonly finding: FindingView;
  readonly events: readonly DeviceEvent[];
  readonly readiness: ConsolePrint;
  /** Slips of the last run of the agent of which nobody knows whether they came out; 0 once that was read here. */
  readonly unproved: number;
  /** File of the last export, in the data directory. */
  readonly bundle: { readonly name: string; readonly bytes: number } | null;
  readonly outbox: { readonly kept: number; readonly stuck: readonly StuckView[]; readonly linked: boolean };
  /** Ratings by level, 5 first. `open`: 差评 that wait for a call-back. */
  readonly ratings: { readonly byLevel: readonly [number, number, number, number, number]; readonly open: number };
  /** Null until somebody looks. */
  readonly content: ContentView | null;
  readonly updates: ContentUpdatesView;
  readonly indicatorsPrint: ConsolePrint;
  /** Files of the last export of tables, in the data directory. */
  readonly tables: readonly string[];
  readonly records: readonly RecordLine[];
  /** The record's head: an anchor that no one on this machine can rewrite. */
  readonly headCode: string;
  readonly staff: readonly ConsoleRole[];
}

/** The whole picture. */
export interface ConsoleSnapshot {
  readonly terminal: { readonly id: string; readonly placeName: string; readonly mode: 'demo' | 'production'; readonly pitchMm: number };
  readonly gate: GateView;
  /** Null until somebody is logged in. */
  readonly desk: DeskView | null;
}

/** Agent → page. */
export type ConsoleMessage =
  | { readonly t: 'welcome'; readonly protocol: number; readonly snapshot: ConsoleSnapshot }
  | { readonly t: 'mismatch'; readonly protocol: number }
  | { readonly t: 'snapshot'; readonly snapshot: ConsoleSnapshot }
  | { readonly t: 'reply'; readonly id: number; readonly result: Result<null, ConsoleRefusal> }
  /** Another page took over; this one must stop. */
  | { readonly t: 'replaced' };
