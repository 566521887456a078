/** Keeps one line open: opens, serves, and opens again with growing pauses until it is stopped. */
import type { FaultCode } from '../../shared/fault/fault.ts';
import { pause } from '../platform/clock.ts';
import type { Clock } from '../platform/clock.ts';
import { ChannelLost } from './byte-channel.ts';
import type { ByteChannel, ChannelOpener } from './byte-channel.ts';
import { TRANSPORT_DELAYS } from './delays.ts';

/** What a device supervisor supplies. */
export interface LineKeeping {
  readonly opener: ChannelOpener;
  readonly clock: Clock;
  /**
   * Works on an open line until it is lost or `signal` aborts. Answers why it gave up, or null to have it opened again without a fault.
   * A `ChannelLost` thrown out of it counts as `device.lost`; any other throw is a broken assumption and ends the keeper.
   */
  serve(channel: ByteChannel, signal: AbortSignal): Promise<FaultCode | null>;
  /** Called once for every failed opening and every service that ended with a fault; never after `stop`. */
  onFault(code: FaultCode): void;
  /** 0 … 1, spreads the pauses of several lines. */
  readonly random?: () => number;
}

/** A line that is being kept. */
export interface LineKeeper {
  /** Ends the pause before the next opening: something was plugged in. Harmless while the line is served. */
  wake(): void;
  /** Aborts the service, closes the line. Rejects when the service broke an assumption. */
  stop(): Promise<void>;
}

/** Starts keeping at once. */
export function keepLine(keeping: LineKeeping): LineKeeper {
  const stopping = new AbortController();
  let napping = new AbortController();
  const random = keeping.random ?? Math.random;

  async function serveOnce(channel: ByteChannel): Promise<FaultCode | null> {
    try {
      return await keeping.serve(channel, stopping.signal);
    } catch (error) {
      if (error instanceof ChannelLost) return 'device.lost';
      throw error;
    } finally {
      await channel.close();
    }
  }

  /** One life of the line. Answers how long it lived, in milliseconds. */
  async function live(): Promise<number> {
    const opened = await keeping.opener.open();
    if (!opened.ok) {
      if (!stopping.signal.aborted) keeping.onFault(opened.error);
      return 0;
    }
    if (stopping.signal.aborted) {
      await opened.value.close();
      return 0;
    }
    const bornMs = keeping.clock.monotonicMs();
    const fault = await serveOnce(opened.value);
    if (fault !== null && !stopping.signal.aborted) keeping.onFault(fault);
    return keeping.clock.monotonicMs() - bornMs;
  }

  async function keep(): Promise<void> {
    let nextMs: number = TRANSPORT_DELAYS.reopenFirstMs;
    while (!stopping.signal.aborted) {
      napping = new AbortController();
      const livedMs = await live();
      if (livedMs >= TRANSPORT_DELAYS.healthyMs) nextMs = TRANSPORT_DELAYS.reopenFirstMs;
      // Jitter only shortens, so that the longest pause keeps its promise.
      await pause(keeping.clock, nextMs * (1 - random() / 4), napping.signal);
      nextMs = Math.min(nextMs * 2, TRANSPORT_DELAYS.reopenLongestMs);
    }
  }

  const kept = keep();
  return {
    wake: () => napping.abort(),
    stop: () => {
      stopping.abort();
      napping.abort();
      return kept;
    },
  };
}
