/** Puts the simulated receipt printer at the far end of a line: any channel (memory, a pty path), or a TCP port of this machine. */
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { ChannelLost } from '../transport/byte-channel.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import type { ReceiptPrinterSimulator } from './receipt-printer.ts';

/** Speaks over `channel` until the line ends. False when the printer is unplugged: the line is closed at once. */
export function attachReceiptPrinterSimulator(simulator: ReceiptPrinterSimulator, channel: ByteChannel): boolean {
  if (!simulator.plugged.current) {
    void channel.close();
    return false;
  }
  // The near end may hang up at any time; that shows as the end of the iteration.
  const end = simulator.connect({
    send: (bytes) => void channel.write(bytes).catch(() => undefined),
    hangUp: () => void channel.close(),
  });
  void (async () => {
    try {
      for await (const chunk of channel.bytes) await end.receive(chunk);
    } catch (error) {
      if (!(error instanceof ChannelLost)) throw error;
    } finally {
      end.gone();
    }
  })();
  return true;
}

/** A listening simulator. */
export interface ServedReceiptPrinter {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1; port 0 takes a free one. While the printer is unplugged nobody listens, as nothing is at the path. */
export async function serveReceiptPrinterSimulatorTcp(simulator: ReceiptPrinterSimulator, port: number): Promise<ServedReceiptPrinter> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    const end = simulator.connect({ send: (bytes) => socket.write(bytes), hangUp: () => socket.destroy() });
    socket.on('data', (chunk) => {
      // A printer with a full buffer closes its window.
      socket.pause();
      void end.receive(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : new Uint8Array(chunk)).then(() => socket.resume());
    });
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
