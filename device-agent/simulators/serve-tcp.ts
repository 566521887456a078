/** Lets a simulated device answer at a TCP port of this machine, like a device behind a serial server. */
import { createServer, type Server, type Socket } from 'node:net';
import type { Watchable } from '../../shared/base/watchable.ts';
import { ChannelLost, type ByteChannel } from '../transport/byte-channel.ts';

/** A simulator that answers at a port. */
export interface ServedSimulator {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 and hands every connection to `attach`; port 0 takes a free one. While the device is unplugged nobody listens, as
 * nothing is at the path. Rejects where the port is taken.
 */
export async function serveSimulatorTcp(
  plugged: Watchable<boolean>,
  attach: (channel: ByteChannel) => void,
  port: number,
): Promise<ServedSimulator> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    attach(channelOver(socket));
  });
  const taken = await listen(server, port);
  const unwatch = plugged.watch((isPlugged) => {
    if (isPlugged) server.listen(taken, '127.0.0.1');
    else server.close();
  });
  return {
    port: taken,
    close: () => {
      unwatch();
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => {
        if (!server.listening) return resolve();
        server.close(() => resolve());
      });
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
      resolve(address.port);
    });
  });
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
