/** Everything that is plugged in, each thing once, with the names by which it can be found again. Asks no device anything. */
import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { findUsbDevice } from './bulk-device.ts';
import { TRANSPORT_DELAYS } from './delays.ts';
import { findDevices, type FoundDevice } from './find-devices.ts';
import { socketOf, type NodeLine } from './usb-socket.ts';

/** One plugged-in thing. Ids are numbers; unknown properties are null, never guessed. */
export interface PluggedThing {
  readonly line: FoundDevice['kind'] | 'usb';
  /** Empty for `usb`: a device that no kernel driver gives a node. */
  readonly node: string;
  readonly vendorId: number | null;
  readonly productId: number | null;
  readonly serial: string | null;
  readonly product: string | null;
  /** HID only: all top-level usages. */
  readonly usages: readonly { readonly page: number; readonly id: number }[];
  /** The kernel's name of the USB interface, `1-2.3:1.0`; null where it is on no USB. */
  readonly socket: string | null;
  /** `/dev/serial/by-id/…` where the device has a serial number to be known by; null else. */
  readonly byId: string | null;
}

/** Ids of a device that is reached by its bulk pipes. */
export interface BulkIds {
  readonly vendorId: number;
  readonly productId: number;
}

const LINES: Readonly<Record<FoundDevice['kind'], NodeLine>> = { tty: 'serial', hidraw: 'hidraw', usbmisc: 'usblp' };
const MOST_LINKS = 32;

/** Lists everything. Bulk devices carry no node, so they are looked for by the ids that are wanted. */
export async function enumerate(
  bulk: readonly BulkIds[],
): Promise<{ readonly things: readonly PluggedThing[]; readonly unlistable: readonly string[] }> {
  const [{ devices, unlistable }, bulkThings] = await Promise.all([findDevices(), Promise.all(bulk.map(bulkThing))]);
  const byNode = Map.groupBy(devices, (device) => device.path);
  const nodes = await Promise.all([...byNode.values()].map(thingOf));
  return { things: [...nodes, ...bulkThings].filter((thing) => thing !== null), unlistable };
}

async function thingOf(entries: readonly FoundDevice[]): Promise<PluggedThing | null> {
  const [first] = entries;
  if (first === undefined) return null;
  const { kind, path, vendorId, productId, serial, product } = first;
  return {
    line: kind,
    node: path,
    vendorId,
    productId,
    serial,
    product,
    usages: entries.flatMap(({ usage }) => (usage === null ? [] : [usage])),
    socket: await socketOf(LINES[kind], path),
    byId: kind === 'tty' && serial !== null ? await linkById(path) : null,
  };
}

async function bulkThing({ vendorId, productId }: BulkIds): Promise<PluggedThing | null> {
  const found = await findUsbDevice({ vendorId, productId }).catch(() => null);
  return found === null
    ? null
    : { line: 'usb', node: '', vendorId, productId, serial: null, product: null, usages: [], socket: null, byId: null };
}

// The udev database knows which links a node has; without udevd there are none.
async function linkById(node: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('udevadm', ['info', '--query=property', `--path=/sys/class/tty/${basename(node)}`], {
      timeout: TRANSPORT_DELAYS.openMs,
      maxBuffer: 64 * 1024,
    });
    const links = /^DEVLINKS=(.*)$/m.exec(stdout)?.[1]?.split(' ').slice(0, MOST_LINKS) ?? [];
    return links.find((link) => link.startsWith('/dev/serial/by-id/')) ?? null;
  } catch {
    return null;
  }
}
