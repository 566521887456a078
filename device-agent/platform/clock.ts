/** Time as a dependency: deadlines count on the monotonic clock, so that a jump of the wall clock fires nothing. */

/** Cancels a pending call; calling it twice is harmless. */
export type CancelTimer = () => void;

/** The clock that the agent lives by. */
export interface Clock {
  /** Milliseconds from an arbitrary start; never goes back. */
  monotonicMs(): number;
  /** Wall-clock time, for people and records only. */
  wall(): Date;
  /** Calls `fn` once after `ms`. */
  after(ms: number, fn: () => void): CancelTimer;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  monotonicMs: () => performance.now(),
  wall: () => new Date(),
  after: (ms, fn) => {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};

/** Resolves after `ms`, or as soon as `signal` aborts. */
export function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const cancel = clock.after(ms, done);
    function done(): void {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    }
    signal?.addEventListener('abort', done, { once: true });
  });
}
