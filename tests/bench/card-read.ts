/** The time of a whole card read on a line of 115 200 bit/s, against the time that its bytes need on the wire. */
import { createSamDriver } from '../../device-agent/drivers/id-card-sam/driver.ts';
import { SAM_COMMANDS } from '../../device-agent/drivers/id-card-sam/wire.ts';
import { systemClock } from '../../device-agent/platform/clock.ts';
import { createIdCardSimulator, NO_LATENCY } from '../../device-agent/simulators/id-card-reader.ts';
import { attachIdCardSimulator } from '../../device-agent/simulators/id-card-reader-line.ts';
import { SAMPLE_PEOPLE } from '../../device-agent/simulators/people.ts';
import { memoryChannelPair } from '../../device-agent/transport/memory.ts';

const BAUD = 115_200;
const BITS_PER_BYTE = 10;
/** Answers to find, select and read: id-card.md §2. */
const ANSWER_BYTES = 15 + 19 + 1295;
const ROUNDS = 7;

/** One row of the table; the module itself answers at once, so that only the line and our own work are measured. */
interface CardReadBench {
  readonly name: string;
  readonly ours: number;
  readonly floor: number;
  readonly unit: 'ms';
}

async function readOnce(): Promise<number> {
  const [near, far] = memoryChannelPair();
  const simulator = createIdCardSimulator({ clock: systemClock, pacingBaud: BAUD, latency: NO_LATENCY });
  attachIdCardSimulator(simulator, far);
  for (const person of SAMPLE_PEOPLE.slice(0, 1)) simulator.layCard(person);
  const driver = createSamDriver({ channel: near, envelope: 'serial', clock: systemClock });
  const began = performance.now();
  const end = await driver.readCard({ lying: false, resumed: false, signal: new AbortController().signal, onMedia: () => undefined });
  const tookMs = performance.now() - began;
  await near.close();
  if (end.kind !== 'card') throw new Error(`the read ended as ${end.kind}`);
  return tookMs;
}

/** Median of a few reads. */
export async function benchCardRead(): Promise<CardReadBench> {
  const requestBytes = SAM_COMMANDS.find.request.length + SAM_COMMANDS.select.request.length + SAM_COMMANDS.read.request.length;
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await readOnce());
  const sorted = times.toSorted((a, b) => a - b);
  return {
    name: 'ID card, find + select + read at 115 200 bit/s',
    ours: sorted[ROUNDS >> 1] ?? Number.NaN,
    floor: ((requestBytes + ANSWER_BYTES) * BITS_PER_BYTE * 1000) / BAUD,
    unit: 'ms',
  };
}
