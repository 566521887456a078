/** Two ends of a line inside the process: for tests, and for simulators that sit beside their driver. */
import type { Result } from '../../shared/base/result.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { systemClock } from '../platform/clock.ts';
import type { Clock } from '../platform/clock.ts';
import type { ByteChannel, ChannelOpener } from './byte-channel.ts';
import { TRANSPORT_LIMITS } from './delays.ts';
import { Line } from './line.ts';

/** One end; `cut` is the pulled plug: both ends lose the line. */
export interface MemoryEnd extends ByteChannel {
  cut(): void;
}

/** A connected pair. What one end writes the other reads, chunk by chunk; a write waits while the reader is far behind. */
export function memoryChannelPair(clock: Clock = systemClock): readonly [MemoryEnd, MemoryEnd] {
  const left: Line = new Line({ send: (bytes) => carry(bytes, right), shut: () => hangUp(right) }, clock);
  const right: Line = new Line({ send: (bytes) => carry(bytes, left), shut: () => hangUp(left) }, clock);
  const cut = (): void => left.lose('cut');
  return [endOf(left, cut), endOf(right, cut)];
}

/** Opens a new pair each time and hands the far end to `accept`, which may refuse with the fault that the opening then has. */
export function memoryOpener(address: string, accept: (far: MemoryEnd) => FaultCode | null, clock: Clock = systemClock): ChannelOpener {
  return {
    address: `memory ${address}`,
    open: (): Promise<Result<ByteChannel, FaultCode>> => {
      const [near, far] = memoryChannelPair(clock);
      const refused = accept(far);
      return Promise.resolve(refused === null ? ok(near) : err(refused));
    },
  };
}

function endOf(line: Line, cut: () => void): MemoryEnd {
  return { bytes: line.bytes, write: (bytes) => line.write(bytes), close: () => line.close(), cut };
}

async function carry(bytes: Uint8Array, to: Line): Promise<void> {
  for (let at = 0; at < bytes.length; at += TRANSPORT_LIMITS.memoryChunkBytes) {
    const piece = Uint8Array.from(bytes.subarray(at, at + TRANSPORT_LIMITS.memoryChunkBytes));
    await to.room(piece.length);
    to.receive(piece);
  }
}

function hangUp(other: Line): Promise<void> {
  other.lose('the far end hung up');
  return Promise.resolve();
}
