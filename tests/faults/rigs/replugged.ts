/** Serial lines of the kernel under a stable name: pulled, and plugged in again as another node. */
import { mkdtemp, readlink, rm, symlink } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../device-agent/platform/clock.ts';
import { createCodeScannerSimulator } from '../../../device-agent/simulators/code-scanner.ts';
import { createIdCardSimulator, NO_LATENCY } from '../../../device-agent/simulators/id-card-reader.ts';
import { attachIdCardSimulator } from '../../../device-agent/simulators/id-card-reader-line.ts';
import { attachReceiptPrinterSimulator } from '../../../device-agent/simulators/receipt-printer-line.ts';
import { createReceiptPrinterSimulator } from '../../../device-agent/simulators/receipt-printer.ts';
import type { ByteChannel, ChannelOpener } from '../../../device-agent/transport/byte-channel.ts';
import { Line } from '../../../device-agent/transport/line.ts';
import { serialOpener } from '../../../device-agent/transport/serial.ts';
import { printerProfile } from '../../support/printer-profiles.ts';
import { openPty, type Pty } from '../../support/pty.ts';
import { serialProfile } from '../../support/scanner-benches.ts';
import { realTime, type Rig } from '../rig.ts';
import { idReaderOver } from './id-reader.ts';
import { receiptOver } from './receipt.ts';
import { SERIAL_FAMILY, serialScannerOver } from './scanner.ts';

/** A rig whose plug can be moved to another socket. */
export interface ReplugRig extends Rig {
  pull(): Promise<void>;
  /** Plugs it in again; answers the names of the node before and now. */
  plugElsewhere(): Promise<readonly [string, string]>;
}

function channelOver(socket: Socket): ByteChannel {
  const line = new Line(
    {
      send: (bytes) => new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve()))),
      shut: async () => void socket.destroy(),
    },
    systemClock,
  );
  socket.on('data', (chunk) => line.receive(typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
  socket.on('close', () => line.lose('the pseudo terminal is gone'));
  return line;
}

async function replugged(
  make: (opener: ChannelOpener) => { readonly rig: Rig; readonly attach: (far: ByteChannel) => void },
): Promise<ReplugRig> {
  const folder = await mkdtemp(join(tmpdir(), 'by-id-'));
  const name = join(folder, 'stable-name');
  // Two nodes at once, so that the kernel cannot give the second the number of the first.
  const nodes: Pty[] = [await openPty(join(folder, 'first')), await openPty(join(folder, 'second'))];
  const targets = await Promise.all(nodes.map(({ path }) => readlink(path)));
  const [first, second] = nodes;
  const [before = '', after = ''] = targets;
  if (first === undefined || second === undefined) throw new Error('two pseudo terminals are needed');
  const { rig, attach } = make(serialOpener({ path: name, baudRate: 115_200 }));
  attach(channelOver(first.far));
  await symlink(before, name);
  return {
    ...rig,
    async pull() {
      await rm(name);
      await first.cut();
    },
    async plugElsewhere() {
      attach(channelOver(second.far));
      await symlink(after, name);
      return [before, after];
    },
    async stop() {
      await rig.stop();
      await first.cut();
      await second.cut();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The ID-card reader. */
export function repluggedIdReader(): Promise<ReplugRig> {
  return replugged((opener) => {
    const simulator = createIdCardSimulator({ clock: systemClock, latency: NO_LATENCY });
    return { rig: idReaderOver(opener, simulator, realTime), attach: (far) => void attachIdCardSimulator(simulator, far) };
  });
}

/** A receipt printer. */
export function repluggedPrinter(profile: string): Promise<ReplugRig> {
  return replugged((opener) => {
    const simulator = createReceiptPrinterSimulator({ profile: printerProfile(profile), clock: systemClock });
    return { rig: receiptOver(opener, profile, simulator, realTime), attach: (far) => void attachReceiptPrinterSimulator(simulator, far) };
  });
}

/** The serial scanner. */
export function repluggedScanner(): Promise<ReplugRig> {
  return replugged((opener) => {
    const simulator = createCodeScannerSimulator({ profile: serialProfile(SERIAL_FAMILY), clock: systemClock });
    return { rig: serialScannerOver(opener, simulator, realTime), attach: (far) => void simulator.attach(far) };
  });
}
