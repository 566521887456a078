/** The address under which a found thing is saved: by serial number where it has one of its own, else by the USB socket. Pure. */
import { assertNever } from '../../shared/base/never.ts';
import type { FoundNote } from '../../shared/console/found.ts';
import type { DeviceAddress } from '../../shared/settings/settings.ts';
import type { PluggedThing } from '../transport/enumerate.ts';
import { hex4 } from './recognise.ts';

/** An address with what must be said of it. */
export interface StableAddress {
  readonly address: DeviceAddress;
  readonly notes: readonly FoundNote[];
}

/** The address among all things that are plugged in; null where the thing cannot be addressed at all. */
export function stableAddress(thing: PluggedThing, all: readonly PluggedThing[], baudRate: number | null): StableAddress | null {
  const others = all.filter((other) => other !== thing && other.line === thing.line);
  const alike = others.filter((other) => other.vendorId === thing.vendorId && other.productId === thing.productId);
  const speed = baudRate === null ? {} : { baudRate };
  switch (thing.line) {
    case 'tty': {
      // Two clones may carry one and the same serial number; the link then points to one of them only.
      if (thing.byId !== null && others.every(({ byId }) => byId !== thing.byId))
        return { address: { via: 'serial', path: thing.byId, ...speed }, notes: [] };
      if (thing.socket === null) return { address: { via: 'serial', path: thing.node, ...speed }, notes: [] };
      return { address: { via: 'socket', line: 'serial', socket: thing.socket, ...speed }, notes: bySocket(alike) };
    }
    case 'hidraw': {
      const { serial, vendorId, productId, socket } = thing;
      if (serial !== null && vendorId !== null && productId !== null && alike.every((other) => other.serial !== serial))
        return { address: { via: 'hid', vendorId: hex4(vendorId), productId: hex4(productId), serial }, notes: [] };
      if (socket === null) return { address: { via: 'hidraw', path: thing.node }, notes: [] };
      return { address: { via: 'socket', line: 'hidraw', socket }, notes: bySocket(alike) };
    }
    case 'usbmisc':
      if (thing.socket === null) return { address: { via: 'usblp', path: thing.node }, notes: [] };
      return { address: { via: 'socket', line: 'usblp', socket: thing.socket }, notes: bySocket(alike) };
    case 'usb': {
      const { vendorId, productId } = thing;
      return vendorId === null || productId === null
        ? null
        : { address: { via: 'usb', vendorId: hex4(vendorId), productId: hex4(productId) }, notes: [] };
    }
    default:
      return assertNever(thing.line);
  }
}

function bySocket(alike: readonly PluggedThing[]): readonly FoundNote[] {
  return alike.length > 0 ? ['known-by-port', 'twin'] : ['known-by-port'];
}
