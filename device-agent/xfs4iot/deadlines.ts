/** Many deadlines on one timer: nearly all commands end long before theirs, and a timer of its own for each would cost more than the command. */
import type { CancelTimer, Clock } from '../platform/clock.ts';

interface Deadline {
  readonly dueMs: number;
  readonly fire: () => void;
}

/** Deadlines of one service. */
export class Deadlines {
  private readonly clock: Clock;
  private readonly pending = new Set<Deadline>();
  private closed = false;
  private timer: { readonly dueMs: number; readonly cancel: CancelTimer } | null = null;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Calls `fire` once after `ms`, unless cancelled before. */
  after(ms: number, fire: () => void): CancelTimer {
    const deadline = { dueMs: this.clock.monotonicMs() + ms, fire };
    this.pending.add(deadline);
    if (!this.closed && (this.timer === null || deadline.dueMs < this.timer.dueMs)) this.arm(deadline.dueMs);
    return () => {
      this.pending.delete(deadline);
    };
  }

  /** Nothing fires any more, not even what is added later. */
  close(): void {
    this.closed = true;
    this.timer?.cancel();
    this.pending.clear();
  }

  /** The timer stays armed for a deadline that was cancelled: it then finds nothing due and arms itself for the next one. */
  private arm(dueMs: number): void {
    this.timer?.cancel();
    this.timer = { dueMs, cancel: this.clock.after(Math.max(0, dueMs - this.clock.monotonicMs()), () => this.look()) };
  }

  private look(): void {
    this.timer = null;
    const nowMs = this.clock.monotonicMs();
    for (const deadline of Array.from(this.pending)) {
      if (deadline.dueMs > nowMs || !this.pending.delete(deadline)) continue;
      deadline.fire();
    }
    let next = Number.POSITIVE_INFINITY;
    for (const { dueMs } of this.pending) next = Math.min(next, dueMs);
    if (next < Number.POSITIVE_INFINITY && this.timer === null) this.arm(next);
  }
}
