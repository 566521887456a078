/** A line that is kept: back-off, jitter, health, wake, stop. */
import { describe, expect, it } from 'vitest';
import { err } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { ChannelLost } from '../../device-agent/transport/byte-channel.ts';
import type { ByteChannel, ChannelOpener } from '../../device-agent/transport/byte-channel.ts';
import { memoryOpener } from '../../device-agent/transport/memory.ts';
import type { MemoryEnd } from '../../device-agent/transport/memory.ts';
import { keepLine } from '../../device-agent/transport/open-line.ts';
import type { LineKeeper } from '../../device-agent/transport/open-line.ts';
import { ManualClock, settle } from '../support/manual-clock.ts';

/** A device that can be absent; every opening is noted with its time. */
class Rig {
  readonly clock = new ManualClock();
  readonly openedAtMs: number[] = [];
  readonly faults: FaultCode[] = [];
  absent: FaultCode | null = null;
  far: MemoryEnd | null = null;
  readonly opener: ChannelOpener = memoryOpener(
    'rig',
    (far) => {
      this.openedAtMs.push(this.clock.monotonicMs());
      if (this.absent !== null) return this.absent;
      this.far = far;
      return null;
    },
    this.clock,
  );

  keep(serve: (channel: ByteChannel, signal: AbortSignal) => Promise<FaultCode | null> = readOn): LineKeeper {
    return keepLine({ opener: this.opener, clock: this.clock, serve, onFault: (code) => this.faults.push(code), random: () => 0 });
  }
}

async function readOn(channel: ByteChannel, signal: AbortSignal): Promise<FaultCode | null> {
  signal.addEventListener('abort', () => void channel.close(), { once: true });
  for await (const chunk of channel.bytes) expect(chunk.length).toBeGreaterThan(0);
  return null;
}

describe('a kept line', () => {
  it('is opened at once, and while the device is absent again after 250, 500 and then every 600 ms', async () => {
    const rig = new Rig();
    rig.absent = 'device.no-device-at-path';
    const keeper = rig.keep();
    await rig.clock.advance(3_150);
    expect(rig.openedAtMs).toEqual([0, 250, 750, 1_350, 1_950, 2_550, 3_150]);
    expect(rig.faults).toEqual(Array.from({ length: 7 }, () => 'device.no-device-at-path'));
    await keeper.stop();
  });

  it('spreads its pauses downwards only, so that no device waits longer than promised', async () => {
    const rig = new Rig();
    rig.absent = 'device.port-busy';
    const keeper = keepLine({ opener: rig.opener, clock: rig.clock, serve: readOn, onFault: () => undefined, random: () => 1 });
    await rig.clock.advance(1_500);
    expect(rig.openedAtMs).toEqual([0, 187.5, 562.5, 1_012.5, 1_462.5]);
    await keeper.stop();
  });

  it('is open again within 250 ms when a device that was well is pulled and put back', async () => {
    const rig = new Rig();
    const keeper = rig.keep();
    await rig.clock.advance(10_000);
    rig.far?.cut();
    await rig.clock.advance(250);
    expect(rig.faults).toEqual(['device.lost']);
    expect(rig.openedAtMs).toEqual([0, 10_250]);
    await keeper.stop();
  });

  it('slows down for a device that opens and fails, until it has been well for 10 s', async () => {
    const rig = new Rig();
    let livesMs = 0;
    const keeper = rig.keep(async (channel, signal) => {
      const life = new Promise<void>((resolve) => {
        rig.clock.after(livesMs, resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      await life;
      await channel.close();
      return 'device.silent';
    });
    await rig.clock.advance(1_350);
    expect(rig.openedAtMs).toEqual([0, 250, 750, 1_350]);
    livesMs = 10_000;
    await rig.clock.advance(600 + 10_000 + 250);
    expect(rig.openedAtMs.slice(4)).toEqual([1_950, 12_200]);
    expect(new Set(rig.faults)).toEqual(new Set(['device.silent']));
    await keeper.stop();
  });

  it('looks at once when something is plugged in, also when that happens while it is just looking', async () => {
    const rig = new Rig();
    rig.absent = 'device.no-device-at-path';
    const keeper = rig.keep();
    await rig.clock.advance(5_000);
    rig.absent = null;
    const before = rig.openedAtMs.length;
    keeper.wake();
    await settle();
    expect(rig.openedAtMs.slice(before)).toEqual([5_000]);
    keeper.wake();
    await settle();
    expect(rig.openedAtMs).toHaveLength(before + 1);
    await keeper.stop();
  });

  it('opens again without a fault when the service only asks for it', async () => {
    const rig = new Rig();
    const keeper = rig.keep(() => Promise.resolve(null));
    await rig.clock.advance(250);
    expect(rig.openedAtMs).toEqual([0, 250]);
    expect(rig.faults).toEqual([]);
    await keeper.stop();
  });

  it('closes every channel it opened, whatever the service did', async () => {
    const rig = new Rig();
    const keeper = rig.keep(() => Promise.reject(new ChannelLost('pulled')));
    await settle();
    await expect(rig.far?.write(Uint8Array.of(1))).rejects.toBeInstanceOf(ChannelLost);
    await keeper.stop();
  });

  it.each([
    ['in the middle of a service', 0],
    ['during a pause', 100],
  ])('stops %s: no fault is told, nothing is opened any more', async (_when, atMs) => {
    const rig = new Rig();
    if (atMs > 0) rig.absent = 'device.no-device-at-path';
    const keeper = rig.keep();
    await rig.clock.advance(atMs);
    const told = rig.faults.length;
    const opened = rig.openedAtMs.length;
    await keeper.stop();
    await rig.clock.advance(60_000);
    expect(rig.openedAtMs).toHaveLength(opened);
    expect(rig.faults).toHaveLength(told);
  });

  it('closes a line that opened only after stop, without serving it', async () => {
    const clock = new ManualClock();
    const served: ByteChannel[] = [];
    let finish: (() => void) | null = null;
    const [near, far] = await pairOf(clock);
    const opener: ChannelOpener = {
      address: 'late',
      open: async () => {
        await new Promise<void>((resolve) => (finish = resolve));
        return { ok: true, value: near };
      },
    };
    const keeper = keepLine({
      opener,
      clock,
      serve: (channel) => Promise.resolve(served.push(channel) > 0 ? null : null),
      onFault: () => undefined,
    });
    await settle();
    const stopped = keeper.stop();
    (finish as (() => void) | null)?.();
    await stopped;
    expect(served).toEqual([]);
    await expect(far.write(Uint8Array.of(1))).rejects.toBeInstanceOf(ChannelLost);
  });

  it('hands a broken assumption of the service to whoever stops it', async () => {
    const rig = new Rig();
    const keeper = rig.keep(
      (_channel, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new TypeError('a bug')))),
    );
    await settle();
    await expect(keeper.stop()).rejects.toThrow('a bug');
  });

  it('tells the fault of the opening itself', async () => {
    const rig = new Rig();
    const keeper = keepLine({
      opener: { address: 'nowhere', open: () => Promise.resolve(err('device.permission-denied')) },
      clock: rig.clock,
      serve: readOn,
      onFault: (code) => rig.faults.push(code),
    });
    await settle();
    expect(rig.faults).toEqual(['device.permission-denied']);
    await keeper.stop();
  });
});

async function pairOf(clock: ManualClock): Promise<readonly [ByteChannel, MemoryEnd]> {
  const ends: MemoryEnd[] = [];
  const opened = await memoryOpener(
    'pair',
    (far) => {
      ends.push(far);
      return null;
    },
    clock,
  ).open();
  const far = ends[0];
  if (!opened.ok || far === undefined) throw new Error('memory refused');
  return [opened.value, far];
}
