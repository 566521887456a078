/** Time as the page needs it; the agent's clock has the same shape, so tests drive both with one manual clock. */

/** Monotonic time and one-shot timers. */
export interface Timers {
  /** Milliseconds from an arbitrary start; never goes back. */
  monotonicMs(): number;
  /** Calls `fn` once after `ms`; returns the canceller. */
  after(ms: number, fn: () => void): () => void;
}

/** The browser's own. */
export const browserTimers: Timers = {
  monotonicMs: () => performance.now(),
  after: (ms, fn) => {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};
