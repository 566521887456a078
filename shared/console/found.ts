/** What 查找设备 found: things at ports, what they are and how sure that is. */
import type { DeviceRole } from '../device/status.ts';

/** `certain`: it answered as one, or its own descriptor says so. `likely`: its ids say so. `possible`: a guess worth a look. */
export type Sureness = 'certain' | 'likely' | 'possible';

/** What a technician must know before using it. */
export type FoundNote =
  | 'keyboard-mode'
  | 'no-back-channel'
  | 'silent'
  | 'port-busy'
  | 'no-permission'
  | 'does-not-open'
  /** Without a serial number it is known by the USB socket it is plugged into. */
  | 'known-by-port'
  /** Another thing with the same ids and no serial number is plugged in too. */
  | 'twin'
  | 'serial-adapter'
  /** The print server keeps its queue shut. */
  | 'takes-no-jobs'
  /** It wants pages drawn for it: only a print server can use it. */
  | 'takes-no-pdf'
  /** The network may give its address to another device tomorrow. */
  | 'address-may-change'
  | 'simulated';

/** Where a thing is plugged in. */
export interface FoundPlace {
  readonly via: 'serial' | 'hidraw' | 'usblp' | 'usb' | 'ipp' | 'simulator';
  /** `/dev/ttyUSB0`, or the address of a printer; empty where there is neither. */
  readonly node: string;
  /** USB socket: `1-2.3`; null where it is not on USB. */
  readonly socket: string | null;
}

/** One found thing. */
export interface FoundThing {
  /** `t1`, `t2`, …; good until the next search. */
  readonly id: string;
  /** The job it can do; null where nobody knows. */
  readonly role: DeviceRole | null;
  /** Maker and model as far as known. */
  readonly name: string;
  /** What it said of itself: model, SAM number; null where it said nothing. */
  readonly said: string | null;
  readonly place: FoundPlace;
  readonly sure: Sureness;
  readonly notes: readonly FoundNote[];
  /** What to scan so that it changes its mode; null where the maker's own manual must be used. */
  readonly settingCode: string | null;
  /** The job that it does on this machine already. */
  readonly inUseAs: DeviceRole | null;
  /** The best device profile; null where nobody knows, or it cannot be used as it is. */
  readonly profile: string | null;
  /** Whether it can be given a job as it stands. */
  readonly usable: boolean;
}
