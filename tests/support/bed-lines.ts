/** One bed per kind of line, with the same four handles, for the contract that all kinds keep. */
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import type { ChannelOpener } from '../../device-agent/transport/byte-channel.ts';
import { memoryOpener } from '../../device-agent/transport/memory.ts';
import type { MemoryEnd } from '../../device-agent/transport/memory.ts';
import { processOpener } from '../../device-agent/transport/process.ts';
import { serialOpener } from '../../device-agent/transport/serial.ts';
import { tcpOpener } from '../../device-agent/transport/tcp.ts';
import { usblpOpener } from '../../device-agent/transport/usblp.ts';
import { openPty } from './pty.ts';

/** A line whose far end sends back whatever it gets. */
export interface EchoBed {
  readonly opener: ChannelOpener;
  /** Pulls the plug. */
  cut(): Promise<void>;
  dispose(): Promise<void>;
}

const MIRROR = 'process.stdin.pipe(process.stdout); process.stdin.once("data", (b) => { if (b[0] === 0xff) process.exit(3); });';

function echo(socket: Socket): void {
  socket.on('error', () => socket.destroy());
  socket.pipe(socket);
}

async function memoryBed(): Promise<EchoBed> {
  let far: MemoryEnd | null = null;
  async function mirror(end: MemoryEnd): Promise<void> {
    try {
      for await (const chunk of end.bytes) await end.write(chunk);
    } catch {
      // The test pulled the plug.
    }
  }
  const opener = memoryOpener('echo', (end) => {
    far = end;
    void mirror(end);
    return null;
  });
  return Promise.resolve({
    opener,
    cut: () => Promise.resolve(far?.cut()),
    dispose: () => far?.close() ?? Promise.resolve(),
  });
}

async function tcpBed(): Promise<EchoBed> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    echo(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const cut = (): Promise<void> => Promise.resolve(sockets.forEach((socket) => socket.resetAndDestroy()));
  return {
    opener: tcpOpener({ host: '127.0.0.1', port }),
    cut,
    dispose: async () => {
      await cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function ptyBed(openerOf: (path: string) => ChannelOpener): Promise<EchoBed> {
  const pty = await openPty();
  echo(pty.far);
  return { opener: openerOf(pty.path), cut: () => pty.cut(), dispose: () => pty.cut() };
}

async function processBed(): Promise<EchoBed> {
  const opener = processOpener({ command: process.execPath, args: ['-e', MIRROR] });
  let cut = (): Promise<void> => Promise.resolve();
  return Promise.resolve({
    opener: {
      address: opener.address,
      open: async () => {
        const opened = await opener.open();
        if (opened.ok) cut = () => opened.value.write(Uint8Array.of(0xff)).catch(() => undefined);
        return opened;
      },
    },
    cut: () => cut(),
    dispose: () => Promise.resolve(),
  });
}

/** Every kind that can echo on this machine without a device. */
export const ECHO_BEDS: readonly (readonly [string, () => Promise<EchoBed>])[] = [
  ['memory', memoryBed],
  ['tcp', tcpBed],
  ['serial on a pty', () => ptyBed((path) => serialOpener({ path, baudRate: 115_200 }))],
  ['usblp on a pty', () => ptyBed((path) => usblpOpener({ path }))],
  ['helper process', processBed],
];
