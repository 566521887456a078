/** The clock that ends a forgotten session: counts on monotonic time, warns before it ends, can be held while the machine works. */
import type { CancelTimer, Clock } from '../platform/clock.ts';

/** Limits of one stretch, in milliseconds. */
export interface IdleLimits {
  /** From the last act to the warning. */
  readonly quietMs: number;
  /** From the warning to the end. */
  readonly warningMs: number;
}

/** What the page needs to draw. */
export interface IdleState {
  readonly leftMs: number | null;
  readonly warning: boolean;
}

/** Starts stopped. `touch` begins a new stretch; `hold` stops the count until the returned release is called. */
export class IdleClock {
  private readonly clock: Clock;
  private readonly onWarning: () => void;
  private readonly onEnd: () => void;
  private cancel: CancelTimer = () => {};
  private endsAt: number | null = null;
  private warned = false;
  private holds = new Set<object>();
  private limits: IdleLimits | null = null;

  constructor(clock: Clock, onWarning: () => void, onEnd: () => void) {
    this.clock = clock;
    this.onWarning = onWarning;
    this.onEnd = onEnd;
  }

  /** A new stretch with these limits. */
  touch(limits: IdleLimits): void {
    this.limits = limits;
    this.warned = false;
    if (this.holds.size === 0) this.arm(limits);
  }

  /** No count until released; afterwards a whole new stretch begins. */
  hold(): () => void {
    const hold = {};
    this.holds.add(hold);
    this.cancel();
    this.endsAt = null;
    this.warned = false;
    return () => {
      if (!this.holds.delete(hold)) return;
      if (this.holds.size === 0 && this.limits !== null) this.arm(this.limits);
    };
  }

  /** Ends all counting. Holds still out are forgotten. */
  stop(): void {
    this.cancel();
    this.holds = new Set();
    this.endsAt = null;
    this.warned = false;
    this.limits = null;
  }

  state(): IdleState {
    return { leftMs: this.endsAt === null ? null : Math.max(0, Math.round(this.endsAt - this.clock.monotonicMs())), warning: this.warned };
  }

  private arm(limits: IdleLimits): void {
    this.cancel();
    this.endsAt = this.clock.monotonicMs() + limits.quietMs + limits.warningMs;
    this.cancel = this.clock.after(limits.quietMs, () => {
      this.warned = true;
      this.cancel = this.clock.after(limits.warningMs, () => {
        this.endsAt = null;
        this.onEnd();
      });
      this.onWarning();
    });
  }
}
