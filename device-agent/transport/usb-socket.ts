/** Which USB socket a node belongs to, and which node stands at a socket: the one identity of a device without a serial number. */
import { readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { err, type Result } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { systemClock, type Clock } from '../platform/clock.ts';
import type { ByteChannel, ChannelOpener } from './byte-channel.ts';
import { hidOpener } from './hid.ts';
import { serialOpener } from './serial.ts';
import { usblpOpener } from './usblp.ts';

/** Kinds of node, by what opens them. */
export type NodeLine = 'serial' | 'hidraw' | 'usblp';

/** A device by where it is plugged in. `socket`: `1-2.3:1.0`, as the kernel names the interface. */
export interface SocketSettings {
  readonly line: NodeLine;
  readonly socket: string;
  /** Serial only. */
  readonly baudRate: number;
}

const CLASSES: Readonly<Record<NodeLine, string>> = { serial: 'tty', hidraw: 'hidraw', usblp: 'usbmisc' };

/** Names a node of each kind can have; as many as one machine's sockets can hold by far. */
const NAMES: Readonly<Record<NodeLine, readonly string[]>> = {
  serial: [...numbered('ttyUSB', 32), ...numbered('ttyACM', 32)],
  hidraw: numbered('hidraw', 64),
  usblp: numbered('lp', 16),
};

/** The interface a node hangs on; null where it is on no USB, or gone. */
export async function socketOf(line: NodeLine, node: string): Promise<string | null> {
  // The class directory holds links to the devices' own places, which go through bus, sockets and interface.
  const place = await readlink(`/sys/class/${CLASSES[line]}/${basename(node)}`).catch(() => '');
  return /\/(\d+-[\d.]+:\d+\.\d+)\//.exec(place)?.[1] ?? null;
}

/** The node at a socket now; null while nothing of that kind is plugged in there. */
async function nodeAt(line: NodeLine, socket: string): Promise<string | null> {
  const found = await Promise.all(NAMES[line].map(async (name) => ((await socketOf(line, name)) === socket ? name : null)));
  const name = found.find((one) => one !== null) ?? null;
  return name === null ? null : `/dev/${line === 'usblp' ? 'usb/' : ''}${name}`;
}

/** Opens whatever of the kind is plugged in at the socket; numbers of nodes may change at every replug, the socket does not. */
export function socketOpener({ line, socket, baudRate }: SocketSettings, clock: Clock = systemClock): ChannelOpener {
  return {
    address: `usb ${socket}`,
    async open(): Promise<Result<ByteChannel, FaultCode>> {
      const path = await nodeAt(line, socket);
      if (path === null) return err('device.no-device-at-path');
      if (line === 'serial') return serialOpener({ path, baudRate }, clock).open();
      return line === 'hidraw' ? hidOpener({ path }, clock).open() : usblpOpener({ path }, clock).open();
    },
  };
}

function numbered(stem: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${stem}${index}`);
}
