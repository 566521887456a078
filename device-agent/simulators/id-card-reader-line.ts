/** Puts the simulated ID-card reader at the far end of a line: any channel (memory, a pty path), or a TCP port of this machine. */
import { createServer, type Server, type Socket } from 'node:net';
import type { SamEnvelopeKind } from '../drivers/id-card-sam/envelope.ts';
import { ChannelLost, type ByteChannel } from '../transport/byte-channel.ts';
import { deviceEnvelope } from './id-card-reader-hid.ts';
import type { IdCardSimulator } from './id-card-reader.ts';

/** Speaks over `channel` in that envelope until the line ends. False when the device is unplugged: the line is closed at once. */
export function attachIdCardSimulator(simulator: IdCardSimulator, channel: ByteChannel, envelope: SamEnvelopeKind = 'serial'): boolean {
  if (!simulator.plugged.current) {
    void channel.close();
    return false;
  }
  // The near end may hang up at any time; that shows as the end of the iteration.
  const wrapped = deviceEnvelope(envelope, (chunk) => void channel.write(chunk).catch(() => undefined));
  const end = simulator.connect({ send: (bytes) => wrapped.send(bytes), hangUp: () => void channel.close() });
  void (async () => {
    try {
      for await (const chunk of channel.bytes) end.receive(wrapped.receive(chunk));
    } catch (error) {
      if (!(error instanceof ChannelLost)) throw error;
    } finally {
      end.gone();
    }
  })();
  return true;
}

/** A listening simulator. */
export interface ServedSimulator {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1; port 0 takes a free one. While the device is unplugged nobody listens, as nothing is at the path. */
export async function serveIdCardSimulatorTcp(simulator: IdCardSimulator, port: number): Promise<ServedSimulator> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    const end = simulator.connect({ send: (chunk) => socket.write(chunk), hangUp: () => socket.destroy() });
    socket.on('data', (chunk) => end.receive(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk));
    // A reset by the agent is a plug that was pulled; nothing to report.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      end.gone();
    });
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
