/** Lets a simulated code scanner answer at a TCP port of this machine, like a scanner behind a serial server. */
import { createServer, type Server, type Socket } from 'node:net';
import { ChannelLost, type ByteChannel } from '../transport/byte-channel.ts';
import type { CodeScannerSimulator } from './code-scanner.ts';

/** A simulator that answers at a port. */
export interface ServedCodeScanner {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1; port 0 takes a free one. While the scanner is unplugged nobody listens, as nothing is at the path. */
export async function serveCodeScannerSimulatorTcp(simulator: CodeScannerSimulator, port: number): Promise<ServedCodeScanner> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    void simulator.attach(channelOver(socket));
  });
  const taken = await listen(server, port);
  const unwatch = simulator.plugged.watch((plugged) => {
    if (plugged) server.listen(taken, '127.0.0.1');
    else server.close();
  });
  return {
    port: taken,
    close: () => {
      unwatch();
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}

function channelOver(socket: Socket): ByteChannel {
  // The iteration learns of an error by itself; without a listener it would end the process.
  socket.on('error', () => {});
  return {
    bytes: chunksOf(socket),
    write: (bytes) =>
      new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(new ChannelLost(error.message)) : resolve()))),
    close: () => {
      socket.destroy();
      return Promise.resolve();
    },
  };
}

async function* chunksOf(socket: Socket): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of socket) {
      if (chunk instanceof Uint8Array) yield Uint8Array.from(chunk);
    }
  } catch (error) {
    throw new ChannelLost(error instanceof Error ? error.message : 'lost');
  }
}
