import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startPlatformSimulator, type PlatformSimulator } from '../../device-agent/simulators/platform.ts';
import { systemClock } from '../../device-agent/platform/clock.ts';
import { openRooms } from '../support/crash-rooms.ts';
import { submissionOf, temporaryDirectory } from '../support/crash-room.ts';

const CHILD = new URL('../support/crash-child.ts', import.meta.url).pathname;
const idOf = (n: number): string => submissionOf(n).id;

interface Run {
  readonly child: ChildProcess;
  /** What it had said when it ended. */
  readonly ended: Promise<readonly string[]>;
}

function start(directory: string, url: string, point: string, count: number): Run {
  const child = spawn(process.execPath, [CHILD, directory, url, point, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += String(chunk)));
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, ended: once(child, 'close').then(() => text.split('\n').slice(0, -1)) };
}

async function platform(): Promise<PlatformSimulator> {
  const simulator = await startPlatformSimulator({ port: 0, wall: () => systemClock.wall() });
  onTestFinished(() => simulator.stop());
  return simulator;
}

const keysOf = (simulator: PlatformSimulator, kind: 'case' | 'rating'): string[] =>
  simulator.received.flatMap((one) => (one.kind === kind ? [one.key] : []));

/** Restarts until everything is delivered, then: one case and one rating for each hand-in, and nothing personal left here. */
async function expectOnce(directory: string, simulator: PlatformSimulator, count: number): Promise<void> {
  expect((await start(directory, simulator.url, 'none', count).ended).at(-1)).toBe('done');
  const serials = Array.from({ length: count }, (_, index) => idOf(index + 1));
  expect(keysOf(simulator, 'case').sort()).toEqual(serials);
  expect(keysOf(simulator, 'rating').sort()).toEqual(serials.map((id) => `rating:${id}:1:1`));
  const rooms = openRooms(directory, systemClock);
  for (const id of serials) {
    const number = simulator.received.find((one) => one.key === id)?.number;
    expect(rooms.outbox.find(id)).toMatchObject({ state: 'accepted', number });
    expect(rooms.outbox.payloadOf(id)).toBeNull();
  }
  expect(rooms.ledger.rows(100).map((row) => row.state)).toEqual(serials.map(() => 'reported'));
  rooms.close();
}

describe('kill -9', () => {
  it.each([
    ['before-keep', 'nothing was promised, and nothing is upstream', 0],
    ['after-keep', 'the hand-in rests on the disk', 0],
    ['after-rating', 'hand-in and rating rest on the disk', 0],
    ['before-send', 'the hand-in rests on the disk', 0],
    ['before-settle', 'the platform has it, the terminal does not know yet', 1],
    ['after-settle', 'the case is settled, the rating still waits', 1],
    ['before-rate', 'the case is settled, the rating still waits', 1],
    ['after-rate', 'the platform has both, the terminal does not know of the rating', 1],
  ])('%s: %s; after the restart exactly one case and one rating are upstream', async (point, _what, casesAtDeath) => {
    const directory = temporaryDirectory();
    const simulator = await platform();
    const run = start(directory, simulator.url, point, 1);
    await run.ended;
    expect(run.child.signalCode).toBe('SIGKILL');
    expect(keysOf(simulator, 'case')).toHaveLength(casesAtDeath);
    await expectOnce(directory, simulator, 1);
  });

  it('after the platform has received and before it has answered: the retry carries the same key', async () => {
    const directory = temporaryDirectory();
    const simulator = await platform();
    const run = start(directory, simulator.url, 'none', 1);
    simulator.misbehave('deaf');
    simulator.onReceived(() => run.child.kill('SIGKILL'));
    await run.ended;
    expect(run.child.signalCode).toBe('SIGKILL');
    expect(keysOf(simulator, 'case')).toEqual([idOf(1)]);
    simulator.misbehave(null);
    await expectOnce(directory, simulator, 1);
    expect(simulator.arrivals(idOf(1))).toBe(2);
  });

  it('during a write of another hand-in loses nothing that was acknowledged', async () => {
    const directory = temporaryDirectory();
    const simulator = await platform();
    await simulator.offline();
    const run = start(directory, simulator.url, 'none', 2_000);
    await once(run.child.stdout ?? run.child, 'data');
    run.child.kill('SIGKILL');
    const said = await run.ended;
    const rooms = openRooms(directory, systemClock);
    const kept = said.flatMap((word) => (word.startsWith('kept ') ? [word.slice(5)] : []));
    expect(kept.length).toBeGreaterThan(0);
    for (const id of kept) expect(rooms.outbox.find(id)).toMatchObject({ state: 'kept' });
    rooms.close();
  });
});

describe('any order of cuts', () => {
  const POINTS = [
    'before-keep',
    'after-keep',
    'after-rating',
    'before-send',
    'before-settle',
    'after-settle',
    'before-rate',
    'after-rate',
  ] as const;
  const MISCHIEF = ['cut', 'half', 'error-500', 'nonsense', null] as const;

  it('of power and network, with three people handing in, ends with one case and one rating for each', async () => {
    const step = fc.record({
      point: fc.constantFrom(...POINTS),
      mischief: fc.constantFrom(...MISCHIEF),
      people: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const directory = temporaryDirectory();
        const simulator = await platform();
        for (const { point, mischief, people } of steps) {
          simulator.misbehave(mischief);
          const run = start(directory, simulator.url, point, people);
          // A point behind a platform that never answers well is never reached: the power goes while it is asked.
          const asked = simulator.onReceived(() => void (mischief !== null && run.child.kill('SIGKILL')));
          if (mischief === 'error-500' || mischief === 'nonsense') run.child.stdout?.once('data', () => run.child.kill('SIGKILL'));
          await run.ended;
          asked();
        }
        simulator.misbehave(null);
        await expectOnce(directory, simulator, 3);
      }),
      { numRuns: 6, seed: 20_260_302 },
    );
  }, 120_000);
});
