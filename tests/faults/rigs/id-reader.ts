/** The ID-card reader in the matrix: the job is one card read. */
import { createIdCardReader } from '../../../device-agent/devices/id-card-reader.ts';
import { createIdCardSimulator, NO_LATENCY, type IdCardSimulator } from '../../../device-agent/simulators/id-card-reader.ts';
import { attachIdCardSimulator } from '../../../device-agent/simulators/id-card-reader-line.ts';
import { samplePerson } from '../../../device-agent/simulators/people.ts';
import type { ChannelOpener } from '../../../device-agent/transport/byte-channel.ts';
import { memoryOpener } from '../../../device-agent/transport/memory.ts';
import { FaultyOpener, JumpingClock, manualTime, type Rig, type RigTime } from '../rig.ts';

/** The reader with its simulator. */
export interface IdReaderRig extends Rig {
  readonly simulator: IdCardSimulator;
}

/** The same over an opener that only a kernel can play. */
export function idReaderOver(opener: ChannelOpener, simulator: IdCardSimulator, time: RigTime): IdReaderRig {
  const reader = createIdCardReader({ opener, envelope: 'serial', clock: time.clock });
  const came: number[] = [];
  return {
    time,
    simulator,
    status: reader.status,
    async job() {
      const number = came.push(0);
      const result = await reader.read({ deadlineMs: 60_000, signal: new AbortController().signal });
      if (!result.ok) return result.error;
      came[number - 1] = 1;
      simulator.takeCard();
      return result.value.type === 'resident' && result.value.name === samplePerson('zhang').card.name ? 'read' : 'read of another card';
    },
    help: () => simulator.layCard(samplePerson('zhang')),
    came: (job) => came[job - 1] ?? 0,
    start: () => reader.start(),
    stop: () => reader.stop(),
  };
}

/** In memory, with a line that can be spoilt. */
export function idReaderRig(): IdReaderRig & { readonly line: FaultyOpener; readonly clock: JumpingClock } {
  const clock = new JumpingClock();
  const simulator = createIdCardSimulator({ clock, latency: NO_LATENCY });
  const inner = memoryOpener('reader', (far) => (attachIdCardSimulator(simulator, far) ? null : 'device.no-device-at-path'), clock);
  const line = new FaultyOpener(inner, clock, Uint8Array.of(0xaa, 0x00, 0xaa));
  return { ...idReaderOver(line, simulator, manualTime(clock)), line, clock };
}
