/** Puts the simulated receipt printer at the far end of a line: any channel (memory, a pty path), or a TCP port of this machine. */
import { ChannelLost } from '../transport/byte-channel.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import type { ReceiptPrinterSimulator } from './receipt-printer.ts';
import { serveSimulatorTcp } from './serve-tcp.ts';
import type { ServedSimulator } from './serve-tcp.ts';

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

/** Listens on 127.0.0.1; port 0 takes a free one. A printer with a full buffer reads no further, and the sender's window closes. */
export function serveReceiptPrinterSimulatorTcp(simulator: ReceiptPrinterSimulator, port: number): Promise<ServedSimulator> {
  return serveSimulatorTcp(simulator.plugged, (channel) => void attachReceiptPrinterSimulator(simulator, channel), port);
}
