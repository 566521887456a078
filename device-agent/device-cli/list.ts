/** Puts what is plugged in into words: what it is, where, and in which mode a known scanner stands. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { assertNever } from '../../shared/base/never.ts';
import { scannerProfileSchema, type ScannerProfile } from '../../shared/settings/scanner-profile.ts';
import { loadProfile } from '../assembly/load-profile.ts';
import type { DeviceLists, FoundDevice } from '../transport/find-devices.ts';

/** A USB id that a profile knows. */
export type ScannerMode = ScannerProfile['usb'][number];

const SCANNER_PAGE = 0x8c;
const KEYBOARD = { page: 0x01, id: 0x06 } as const;

/** The USB ids of every scanner profile; a file that does not fit is left out here and named where it is used. */
export async function scannerModes(config: string): Promise<readonly ScannerMode[]> {
  const names = await readdir(join(config, 'devices', 'scanners')).catch(() => []);
  return names.flatMap((name) => {
    const profile = loadProfile(config, 'scanners', name.replace(/\.json$/, ''), scannerProfileSchema);
    return profile.ok ? profile.value.usb : [];
  });
}

/** One line for each node: path, USB ids, words; and one for each kind that cannot be listed on this machine. */
export function describeLists(lists: DeviceLists, modes: readonly ScannerMode[]): readonly string[] {
  const paths = [...new Set(lists.devices.map((device) => device.path))];
  const found = paths.map((path) => {
    // A HID node is listed once for each of its collections.
    const entries = lists.devices.filter((device) => device.path === path);
    return [path, usbIds(entries[0]), words(entries, modes)].join('\t');
  });
  const unlistable = lists.unlistable.map((kind) =>
    kind === 'tty' ? '串口列不出来：缺少 udevadm' : 'HID 设备列不出来：缺少 libusb-1.0-0',
  );
  const lines = [...found, ...unlistable];
  return lines.length === 0 ? ['没有找到设备（网络打印机和网络阅读器不在此列）'] : lines;
}

function usbIds(device: FoundDevice | undefined): string {
  if (device === undefined || device.vendorId === null || device.productId === null) return '-';
  return `${hex4(device.vendorId)}:${hex4(device.productId)}`;
}

function hex4(id: number): string {
  return id.toString(16).padStart(4, '0');
}

function words(entries: readonly FoundDevice[], modes: readonly ScannerMode[]): string {
  const [first] = entries;
  if (first === undefined) return '';
  const mode = modes.find(({ vendorId, productId }) => `${vendorId}:${productId}` === usbIds(first));
  const scanner = mode === undefined ? '' : modeWords(mode);
  return [kindWords(first.kind, entries), first.product ?? '', scanner].filter((word) => word !== '').join('，');
}

function kindWords(kind: FoundDevice['kind'], entries: readonly FoundDevice[]): string {
  switch (kind) {
    case 'tty':
      return '串口';
    case 'usbmisc':
      return 'USB 打印机';
    case 'hidraw':
      if (entries.some(({ usage }) => usage?.page === SCANNER_PAGE)) return 'HID POS 扫码器';
      return entries.some(({ usage }) => usage?.page === KEYBOARD.page && usage.id === KEYBOARD.id) ? '键盘' : 'HID 设备';
    default:
      return assertNever(kind);
  }
}

function modeWords({ mode, model }: ScannerMode): string {
  switch (mode) {
    case 'keyboard':
      return `扫码器 ${model} 处于键盘模式，不能使用，请扫设置码切换到 HID POS 或串口模式`;
    case 'serial':
      return `扫码器 ${model}，串口模式`;
    case 'hid-pos':
      return `扫码器 ${model}，HID POS 模式`;
    default:
      return assertNever(mode);
  }
}
