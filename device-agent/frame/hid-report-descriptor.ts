/** Parser of HID report descriptors (HID 1.11 §6.2.2): which bit of which report carries which usage. Pure, bounded, never throwing. */

/** Usage page in the upper, usage id in the lower 16 bits: `8C0002` is a bar code scanner. */
export type Usage = number;

/** One main item: `count` values of `bitSize` bits, one after another. */
export interface HidField {
  readonly kind: 'input' | 'output' | 'feature';
  /** 0 where the device does not number its reports. */
  readonly reportId: number;
  /** From the first bit behind the report id. */
  readonly bitOffset: number;
  readonly bitSize: number;
  readonly count: number;
  /** Usage of each value; the last one stands for all that follow. Empty for padding. */
  readonly usages: readonly Usage[];
}

/** A parsed descriptor. */
export interface ReportDescriptor {
  /** Usages of the top-level collections: what the device says it is. */
  readonly applications: readonly Usage[];
  readonly fields: readonly HidField[];
}

/** Linux HID_MAX_DESCRIPTOR_SIZE. */
const MAX_DESCRIPTOR_BYTES = 4096;
/** Linux HID_MAX_BUFFER_SIZE is 16 KiB; a report of a scanner has 64 bytes. */
const MAX_REPORT_BITS = 16_384 * 8;
/** Linux HID_MAX_USAGES. */
const MAX_USAGES = 12_288;

interface Globals {
  readonly usagePage: number;
  readonly reportSize: number;
  readonly reportCount: number;
  readonly reportId: number;
}

interface Item {
  /** 0 main, 1 global, 2 local. */
  readonly type: number;
  readonly tag: number;
  readonly size: number;
  readonly value: number;
}

/** Main items that describe data (§6.2.2.5). */
const FIELD_TAGS: Readonly<Record<number, HidField['kind']>> = { 0x8: 'input', 0x9: 'output', 0xb: 'feature' };

/** Parses `bytes`; null where an item is cut off, a length is absurd or collections do not match. */
export function parseReportDescriptor(bytes: Uint8Array): ReportDescriptor | null {
  if (bytes.length > MAX_DESCRIPTOR_BYTES) return null;
  const items = readItems(bytes);
  if (items === null) return null;
  const applications: Usage[] = [];
  const fields: HidField[] = [];
  const lengths = new Map<string, number>();
  const saved: Globals[] = [];
  let globals: Globals = { usagePage: 0, reportSize: 0, reportCount: 0, reportId: 0 };
  let usages: Usage[] = [];
  let usageMinimum = 0;
  let depth = 0;

  function takeMain(item: Item): boolean {
    const named = usages;
    usages = [];
    if (item.tag === 0xa) {
      if (depth === 0) applications.push(named[0] ?? 0);
      depth += 1;
    }
    if (item.tag === 0xc) depth -= 1;
    const kind = FIELD_TAGS[item.tag];
    return depth >= 0 && (kind === undefined || takeField(kind, (item.value & 1) === 1 ? [] : named));
  }

  function takeField(kind: HidField['kind'], named: readonly Usage[]): boolean {
    const { reportId, reportSize: bitSize, reportCount: count } = globals;
    const report = `${kind} ${reportId}`;
    const bitOffset = lengths.get(report) ?? 0;
    lengths.set(report, bitOffset + bitSize * count);
    fields.push({ kind, reportId, bitOffset, bitSize, count, usages: named });
    return bitOffset + bitSize * count <= MAX_REPORT_BITS;
  }

  function takeGlobal(item: Item): boolean {
    if (item.tag === 0x0) globals = { ...globals, usagePage: item.value };
    if (item.tag === 0x7) globals = { ...globals, reportSize: item.value };
    if (item.tag === 0x8) globals = { ...globals, reportId: item.value };
    if (item.tag === 0x9) globals = { ...globals, reportCount: item.value };
    if (item.tag === 0xa) saved.push(globals);
    if (item.tag !== 0xb) return true;
    const popped = saved.pop();
    globals = popped ?? globals;
    return popped !== undefined;
  }

  function takeLocal(item: Item): boolean {
    const usage = item.size === 4 ? item.value : globals.usagePage * 0x1_0000 + item.value;
    if (item.tag === 0x0) usages.push(usage);
    if (item.tag === 0x1) usageMinimum = usage;
    if (item.tag === 0x2) {
      if (usage - usageMinimum >= MAX_USAGES) return false;
      for (let next = usageMinimum; next <= usage; next += 1) usages.push(next);
    }
    return usages.length <= MAX_USAGES;
  }

  const take = [takeMain, takeGlobal, takeLocal];
  const whole = items.every((item) => take[item.type]?.(item) ?? true);
  return whole && depth === 0 ? { applications, fields } : null;
}

/** Short and long items (§6.2.2.2, §6.2.2.3); long ones are skipped, nothing defines any. */
function readItems(bytes: Uint8Array): readonly Item[] | null {
  const items: Item[] = [];
  let at = 0;
  while (at < bytes.length) {
    const prefix = bytes[at] ?? 0;
    if (prefix === 0xfe) {
      at += 3 + (bytes[at + 1] ?? 0);
      continue;
    }
    const size = [0, 1, 2, 4][prefix & 3] ?? 0;
    if (at + 1 + size > bytes.length) return null;
    let value = 0;
    for (let i = size; i > 0; i -= 1) value = value * 256 + (bytes[at + i] ?? 0);
    items.push({ type: (prefix >> 2) & 3, tag: prefix >> 4, size, value });
    at += 1 + size;
  }
  return at === bytes.length ? items : null;
}

/** Where one usage lies. */
export interface UsagePlace {
  readonly reportId: number;
  readonly bitOffset: number;
  readonly bitSize: number;
  /** Values of this usage from there on; above 1 only where the usage repeats to the end of its field. */
  readonly count: number;
}

/** Finds a usage among the reports of one kind; null where the device has none. */
export function findUsage(descriptor: ReportDescriptor, kind: HidField['kind'], usage: Usage): UsagePlace | null {
  for (const field of descriptor.fields) {
    const index = field.kind === kind ? field.usages.indexOf(usage) : -1;
    if (index < 0 || index >= field.count) continue;
    const repeats = index === field.usages.length - 1;
    return {
      reportId: field.reportId,
      bitOffset: field.bitOffset + index * field.bitSize,
      bitSize: field.bitSize,
      count: repeats ? field.count - index : 1,
    };
  }
  return null;
}

/** Length of a report in bytes without its id; 0 where the device has no such report. */
export function reportBytes(descriptor: ReportDescriptor, kind: HidField['kind'], reportId: number): number {
  const ends = descriptor.fields
    .filter((field) => field.kind === kind && field.reportId === reportId)
    .map((field) => field.bitOffset + field.bitSize * field.count);
  return Math.ceil(Math.max(0, ...ends) / 8);
}
