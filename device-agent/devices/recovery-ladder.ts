/**
 * What is done for a device that is there and does not do its work, for every kind in one place: it is asked again on its open line, the
 * line is opened anew, its USB port is reset where that is allowed, and at last it is suspected. A suspected device is still tried: it is
 * back as soon as it answers.
 */
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { Clock } from '../platform/clock.ts';
import type { ByteChannel, ChannelOpener } from '../transport/byte-channel.ts';
import { keepLine, type LineKeeper } from '../transport/open-line.ts';
import type { UsbReset } from '../transport/usb-reset.ts';

/** Waits of the ladder, in milliseconds. */
export const RECOVERY_DELAYS = {
  /** A silent device is asked on its open line for so long before the line is opened anew. */
  probeMs: 15_000,
  /** A device that worked for so long has recovered: its next fault begins at the foot of the ladder. */
  steadyMs: 10_000,
  /** At most one reset of its USB port in this time: a device that needs more is broken. */
  resetAgainMs: 300_000,
} as const;

/** New openings without a sign of life before the rung above. */
const REOPENINGS = 2;

/** What comes next. */
export type Rung = 'reopen' | 'reset' | 'suspect';

/** How far up a device is. */
export interface Ladder {
  /** Lines in a row that ended because the device did not do its work. */
  readonly failures: number;
  readonly workingSinceMs: number | null;
  readonly lastProbeMs: number | null;
  readonly lastResetMs: number | null;
}

/** Where every device begins. */
export const LADDER_FOOT: Ladder = { failures: 0, workingSinceMs: null, lastProbeMs: null, lastResetMs: null };

/** Faults of a device that is there: no plug, no permission and no other program is the cause. */
export function isDumb(fault: FaultCode): boolean {
  return fault === 'device.silent' || fault === 'device.garbled' || fault === 'device.hardware' || fault === 'device.timeout';
}

/** The device answered as what it should be. */
export function atWork(ladder: Ladder, atMs: number): Ladder {
  return ladder.workingSinceMs === null ? { ...ladder, workingSinceMs: atMs } : ladder;
}

/** Whether a device that has just failed on a line where it worked is asked once more there; null: no, the line is given up. */
export function probed(ladder: Ladder, fault: FaultCode, atMs: number): Ladder | null {
  if (!isDumb(fault) || ladder.workingSinceMs === null) return null;
  if (ladder.lastProbeMs !== null && atMs - ladder.lastProbeMs < RECOVERY_DELAYS.steadyMs) return null;
  return { ...ladder, lastProbeMs: atMs };
}

/** A line ended, or could not be opened, with this fault. */
export function climbed(
  ladder: Ladder,
  fault: FaultCode,
  atMs: number,
  mayReset: boolean,
): { readonly ladder: Ladder; readonly rung: Rung } {
  const steady = ladder.workingSinceMs !== null && atMs - ladder.workingSinceMs >= RECOVERY_DELAYS.steadyMs;
  // What was pulled out comes back with fresh power: no higher rung would give it more.
  const before = steady || fault === 'device.no-device-at-path' ? 0 : ladder.failures;
  const ended = { ...ladder, workingSinceMs: null, failures: before };
  if (!isDumb(fault)) return { ladder: ended, rung: 'reopen' };
  const failures = before + 1;
  if (failures <= REOPENINGS) return { ladder: { ...ended, failures }, rung: 'reopen' };
  const rested = ladder.lastResetMs === null || atMs - ladder.lastResetMs >= RECOVERY_DELAYS.resetAgainMs;
  if (mayReset && rested) return { ladder: { ...ended, failures, lastResetMs: atMs }, rung: 'reset' };
  return { ladder: { ...ended, failures }, rung: 'suspect' };
}

/** What a device tells the ladder while its line is open. */
export interface Footing {
  /** The device answered as what it should be; may be called with every answer. */
  atWork(): void;
  /** True: ask the device once more on this line before it is given up. */
  mayProbe(fault: FaultCode): boolean;
}

/** What a device supplies. */
export interface DeviceKeeping {
  readonly opener: ChannelOpener;
  readonly clock: Clock;
  /** Null where no helper is set or the device is not on USB. */
  readonly usbReset: UsbReset | null;
  /** As `LineKeeping.serve`. */
  serve(channel: ByteChannel, signal: AbortSignal, footing: Footing): Promise<FaultCode | null>;
  /** Called once for every failed opening and every service that ended with a fault; `suspect`: nothing that can be done from here helped. */
  onFault(code: FaultCode, suspect: boolean): void;
}

/** Keeps a device at work; starts at once. */
export function keepDevice(keeping: DeviceKeeping): LineKeeper {
  const { opener, clock, usbReset } = keeping;
  let ladder = LADDER_FOOT;
  let resetDue = false;
  const footing: Footing = {
    atWork: () => {
      ladder = atWork(ladder, clock.monotonicMs());
    },
    mayProbe: (fault) => {
      const next = probed(ladder, fault, clock.monotonicMs());
      ladder = next ?? ladder;
      return next !== null;
    },
  };
  return keepLine({
    opener: {
      address: opener.address,
      open: async () => {
        // Only now is the line closed, so that the helper finds the port free.
        if (resetDue) await usbReset?.();
        resetDue = false;
        return opener.open();
      },
    },
    clock,
    serve: (channel, signal) => keeping.serve(channel, signal, footing),
    onFault: (fault) => {
      const step = climbed(ladder, fault, clock.monotonicMs(), usbReset !== null);
      ladder = step.ladder;
      resetDue = step.rung === 'reset';
      keeping.onFault(fault, step.rung === 'suspect');
    },
  });
}
