/** A clock that stands still until a test moves it. */
import type { CancelTimer, Clock } from '../../device-agent/platform/clock.ts';

interface Pending {
  readonly at: number;
  readonly fn: () => void;
}

/** Timers fire in order of their time while `advance` runs; microtasks are let through between them. */
export class ManualClock implements Clock {
  private now = 0;
  private readonly startedAt: number;
  private readonly pending = new Set<Pending>();

  constructor(wallStart = '2026-03-02T09:00:00+08:00') {
    this.startedAt = Date.parse(wallStart);
  }

  monotonicMs(): number {
    return this.now;
  }

  wall(): Date {
    return new Date(this.startedAt + this.now);
  }

  after(ms: number, fn: () => void): CancelTimer {
    const timer = { at: this.now + ms, fn };
    this.pending.add(timer);
    return () => {
      this.pending.delete(timer);
    };
  }

  /** Moves time forward, firing what falls due on the way. */
  async advance(ms: number): Promise<void> {
    const until = this.now + ms;
    await settle();
    for (;;) {
      const due = [...this.pending].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.pending.delete(due);
      this.now = Math.max(this.now, due.at);
      due.fn();
      await settle();
    }
    this.now = until;
    await settle();
  }
}

/** Lets all promise callbacks that are already due run. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
}
