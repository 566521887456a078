/** Puts the simulated ID-card reader at the far end of a line: any channel (memory, a pty path), or a TCP port of this machine. */
import type { SamEnvelopeKind } from '../drivers/id-card-sam/envelope.ts';
import { ChannelLost, type ByteChannel } from '../transport/byte-channel.ts';
import { deviceEnvelope } from './id-card-reader-hid.ts';
import type { IdCardSimulator } from './id-card-reader.ts';
import { serveSimulatorTcp, type ServedSimulator } from './serve-tcp.ts';

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

/** Listens on 127.0.0.1; port 0 takes a free one. */
export function serveIdCardSimulatorTcp(simulator: IdCardSimulator, port: number): Promise<ServedSimulator> {
  return serveSimulatorTcp(simulator.plugged, (channel) => void attachIdCardSimulator(simulator, channel), port);
}
