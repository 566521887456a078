/** Where a HID POS scanner puts things in its input report: taken from its descriptor, else recognised by the bytes. */
import { aimAtStart } from '../../shared/device/aim.ts';
import { findUsage, type ReportDescriptor, type Usage } from './hid-report-descriptor.ts';

/** Byte positions in an input report, its id being byte 0. A position is null where the report has no such thing. */
export interface HidPosLayout {
  readonly reportId: number;
  readonly lengthAt: number;
  /** Three bytes of AIM identifier. */
  readonly aimAt: number | null;
  readonly dataAt: number;
  readonly maxData: number;
  /** The byte whose bit `moreBit` says that the code goes on in the next report. */
  readonly moreAt: number | null;
  readonly moreBit: number;
  /** A report filled to the last byte goes on in the next one: for devices that are not known to say so by a bit. */
  readonly fullGoesOn: boolean;
}

/** HID Point of Sale usage tables: bar code scanner page. */
const SCANNER_PAGE = 0x8c;
const BYTE_COUNT: Usage = 0x01_003b;
const SYMBOLOGY_1: Usage = 0x8c_00fb;
const DECODED_DATA: Usage = 0x8c_00fe;
const DATA_CONTINUED: Usage = 0x8c_00ff;
const KEYBOARD: Usage = 0x01_0006;

/** Layout A: Honeywell, Youjie, Access-IS and most that follow the tables. */
export const LAYOUT_A: HidPosLayout = {
  reportId: 2,
  lengthAt: 1,
  aimAt: 2,
  dataAt: 5,
  maxData: 56,
  moreAt: 63,
  moreBit: 0,
  fullGoesOn: false,
};

/** Layout A of devices that put one more byte before the AIM identifier. */
const LAYOUT_A_SHIFTED: HidPosLayout = { ...LAYOUT_A, aimAt: 3, dataAt: 6 };

/** Layout B: Newland FM430 class, without AIM identifier; byte 62 is the maker's symbology. Its manual names no bit for a continuation. */
export const LAYOUT_B: HidPosLayout = { ...LAYOUT_A, aimAt: null, dataAt: 2, fullGoesOn: true };

/** What a HID device is, as far as a scanner's driver must know. */
export type ScannerKind = 'scanner' | 'keyboard' | 'other';

/** A device with the scanner page is a scanner even when it can type too; one that can only type is refused. */
export function kindOf(descriptor: ReportDescriptor): ScannerKind {
  if (descriptor.applications.some((usage) => usage >>> 16 === SCANNER_PAGE)) return 'scanner';
  return descriptor.applications.includes(KEYBOARD) ? 'keyboard' : 'other';
}

/** The layout that a descriptor promises; null where it does not name both length and data on byte borders. */
export function layoutFromDescriptor(descriptor: ReportDescriptor): HidPosLayout | null {
  const data = findUsage(descriptor, 'input', DECODED_DATA);
  const length = findUsage(descriptor, 'input', BYTE_COUNT);
  if (data === null || length === null || length.reportId !== data.reportId) return null;
  if (data.bitSize !== 8 || data.bitOffset % 8 !== 0 || length.bitOffset % 8 !== 0) return null;
  const aim = findUsage(descriptor, 'input', SYMBOLOGY_1);
  const more = findUsage(descriptor, 'input', DATA_CONTINUED);
  // hidraw hands out the report without an id byte where reports are not numbered.
  const idBytes = data.reportId === 0 ? 0 : 1;
  const byteAt = (bitOffset: number): number => idBytes + Math.floor(bitOffset / 8);
  return {
    reportId: data.reportId,
    lengthAt: byteAt(length.bitOffset),
    aimAt: aim?.reportId === data.reportId && aim.bitSize === 8 ? byteAt(aim.bitOffset) : null,
    dataAt: byteAt(data.bitOffset),
    maxData: data.count,
    moreAt: more?.reportId === data.reportId ? byteAt(more.bitOffset) : null,
    moreBit: (more?.bitOffset ?? 0) % 8,
    fullGoesOn: more === null,
  };
}

/** The layout of a device whose descriptor is not to be had: an AIM identifier in the first report tells A from B. */
export function layoutFromReport(report: Uint8Array): HidPosLayout {
  if (aimAtStart(report.subarray(2)) !== null) return LAYOUT_A;
  return aimAtStart(report.subarray(3)) === null ? LAYOUT_B : LAYOUT_A_SHIFTED;
}
