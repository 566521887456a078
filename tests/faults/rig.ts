/** A device with its simulator, its person and its time, as one cell of the matrix needs them. */
import type { Watchable } from '../../shared/base/watchable.ts';
import type { DeviceStatus } from '../../shared/device/status.ts';
import type { PrintOutcome } from '../../shared/device/print.ts';
import { systemClock, type Clock } from '../../device-agent/platform/clock.ts';
import type { ByteChannel, ChannelOpener } from '../../device-agent/transport/byte-channel.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { pause } from '../../device-agent/platform/clock.ts';
import { ManualClock } from '../support/manual-clock.ts';

/** A manual clock whose wall time an administrator, or a time server, may set. */
export class JumpingClock extends ManualClock {
  private offsetMs = 0;

  jump(hours: number): void {
    this.offsetMs += hours * 3_600_000;
  }

  override wall(): Date {
    return new Date(super.wall().getTime() + this.offsetMs);
  }
}

/** How time goes by in a rig. */
export interface RigTime {
  readonly clock: Clock;
  /** Resolves when the condition holds; rejects when it does not within so many milliseconds of the rig's time. */
  until(status: Watchable<DeviceStatus>, holds: (status: DeviceStatus) => boolean, withinMs: number): Promise<void>;
  /**
   * Lets a fault stand until every pause between two tries has grown to its longest, and so much longer: how soon a device is back hangs
   * on where between two tries its fault clears. At once where that would be true seconds.
   */
  stand(longerMs: number): Promise<void>;
  /** The moments between two tries that are worth playing, in milliseconds. */
  readonly momentsMs: readonly number[];
  /** The end of the promise; rejects when it does not come in time. */
  through<T>(promise: Promise<T>, withinMs: number): Promise<T>;
}

const STEP_MS = 10;
/** Below the deadline of every job that waits a fault out. */
const STANDING_MS = 30_000;

/** Time that stands still until somebody waits: hours pass in moments, and every wait is exact to a step. */
export function manualTime(clock: JumpingClock): RigTime {
  async function turn(over: () => boolean, withinMs: number, what: () => string): Promise<void> {
    for (let passed = 0; !over(); passed += STEP_MS) {
      if (passed >= withinMs) throw new Error(what());
      await clock.advance(STEP_MS);
    }
  }
  return {
    clock,
    until: (status, holds, withinMs) =>
      turn(
        () => holds(status.current),
        withinMs,
        () => `状态停在 ${status.current.device} · ${status.current.fault ?? '无故障'}`,
      ),
    stand: (longerMs) => clock.advance(STANDING_MS + longerMs),
    momentsMs: [0, 370, 810, 1_290],
    async through(promise, withinMs) {
      let ended = false;
      const watched = promise.finally(() => {
        ended = true;
      });
      watched.catch(() => undefined);
      await turn(
        () => ended,
        withinMs,
        () => '等不到结果',
      );
      return watched;
    },
  };
}

/** The machine's own time, for lines that only the kernel can play. */
export const realTime: RigTime = {
  clock: systemClock,
  until: (status, holds, withinMs) => {
    const seen = new Promise<void>((resolve) => {
      const look = (value: DeviceStatus): void => {
        if (!holds(value)) return;
        stop();
        resolve();
      };
      const stop = status.watch(look);
      look(status.current);
    });
    return realTime.through(seen, withinMs);
  },
  stand: () => Promise.resolve(),
  momentsMs: [0],
  through: (promise, withinMs) => {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const cancel = systemClock.after(withinMs, () => reject(new Error('等不到结果')));
    return Promise.race([promise, late]).finally(cancel);
  },
};

/** What a cell stands on. */
export interface Rig {
  readonly time: RigTime;
  readonly status: Watchable<DeviceStatus>;
  /** A citizen wants something of the device; ends in one line of words. */
  job(): Promise<string>;
  /** The citizen does their part: lays the card down, holds the code before the scanner. */
  help(): void;
  /** How many whole things the job with this number brought, 1 being the first: slips on paper, readings. */
  came(job: number): number;
  start(): void;
  stop(): Promise<void>;
}

/** How a print ended, in words. */
export function outcomeWords(outcome: PrintOutcome): string {
  return outcome.kind === 'done' ? outcome.proof : `${outcome.kind} ${outcome.fault}`;
}

/** What a line does to the bytes that come from the device. */
export type LineManner = 'clean' | 'noisy' | 'split' | 'slow';

/** A line that can be refused and can mangle what the device says. */
export class FaultyOpener implements ChannelOpener {
  readonly address = 'faulty line';
  manner: LineManner = 'clean';
  /** Why it cannot be opened now. */
  refusal: FaultCode | null = null;
  private readonly inner: ChannelOpener;
  private readonly clock: Clock;
  private readonly noise: Uint8Array;

  /** `noise` is what a bad cable adds in front of what the device says. */
  constructor(inner: ChannelOpener, clock: Clock, noise: Uint8Array) {
    this.inner = inner;
    this.clock = clock;
    this.noise = noise;
  }

  async open(): ReturnType<ChannelOpener['open']> {
    if (this.refusal !== null) return err(this.refusal);
    const opened = await this.inner.open();
    return opened.ok ? ok(this.over(opened.value)) : opened;
  }

  private over(channel: ByteChannel): ByteChannel {
    // HID lines have verbs of their own, which must stay.
    return Object.create(channel, { bytes: { value: this.mangled(channel.bytes) } }) as ByteChannel;
  }

  private async *mangled(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      if (this.manner === 'noisy') yield this.noise;
      if (this.manner === 'slow') await pause(this.clock, SLOW_MS);
      if (this.manner === 'split') for (const byte of chunk) yield Uint8Array.of(byte);
      else yield chunk;
    }
  }
}

/** Added to every answer of a slow line; below the deadline of every question. */
const SLOW_MS = 250;
