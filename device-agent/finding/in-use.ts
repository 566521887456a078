/** Which plugged-in thing already has a job on this machine: it is not asked anything, its own device knows how it is. */
import { readlink } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DEVICE_ROLES, type DeviceRole } from '../../shared/device/status.ts';
import type { SettingAddress } from '../../shared/console/snapshot.ts';
import type { PluggedThing } from '../transport/enumerate.ts';
import { hex4 } from './recognise.ts';

/** Address of every role that is set up. */
export type Addresses = Partial<Readonly<Record<DeviceRole, SettingAddress>>>;

/** The role of a thing, or null. */
export async function roleOf(thing: PluggedThing, addresses: Addresses): Promise<DeviceRole | null> {
  for (const role of DEVICE_ROLES) {
    const address = addresses[role];
    if (address !== undefined && (await reaches(address, thing))) return role;
  }
  return null;
}

async function reaches(address: SettingAddress, thing: PluggedThing): Promise<boolean> {
  switch (address.via) {
    case 'serial':
    case 'hidraw':
    case 'usblp':
      return address.path === thing.node || address.path === thing.byId || (await follow(address.path)) === thing.node;
    case 'socket':
      return address.socket === thing.socket;
    case 'hid':
      return thing.line === 'hidraw' && sameIds(address, thing) && (address.serial === undefined || address.serial === thing.serial);
    case 'usb':
      return thing.line === 'usb' && sameIds(address, thing);
    default:
      return false;
  }
}

function sameIds(address: { readonly vendorId: string; readonly productId: string }, thing: PluggedThing): boolean {
  const { vendorId, productId } = thing;
  return vendorId !== null && productId !== null && hex4(vendorId) === address.vendorId && hex4(productId) === address.productId;
}

/** Where a stable link points to; null for a plain node. */
async function follow(path: string): Promise<string | null> {
  const target = await readlink(path).catch(() => null);
  return target === null || path === '' ? null : resolve(dirname(path), target);
}
