/** Five wrong tries close the log-in for ten minutes, for everybody, whatever is switched off and on meanwhile (GB/T 22239-2019, 8.1.4.1). */
import { Watched, type Watchable } from '../../shared/base/watchable.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import type { Store } from '../platform/store.ts';

/** The rule. */
export const LOCKOUT = {
  tries: 5,
  /** Counts on the monotonic clock. */
  lockMs: 600_000,
} as const;

/** How the log-in stands. */
export interface LockState {
  readonly triesLeft: number;
  /** Milliseconds of the monotonic clock at which it opens; null while it is open. */
  readonly untilMs: number | null;
}

/** Counts wrong tries. */
export interface Lockout {
  readonly state: Watchable<LockState>;
  /** One more wrong try. */
  wrong(): void;
  /** A right one: all is forgotten. */
  right(): void;
  stop(): void;
}

/** Opens the count. A machine that is restarted while locked is locked for the rest, and for ten minutes at most, whatever its wall clock says. */
export function openLockout(store: Store, clock: Clock): Lockout {
  const read = store.prepare('SELECT tries, until_at FROM console_lock WHERE id = 1');
  const write = store.prepare(
    'INSERT INTO console_lock (id, tries, until_at) VALUES (1, ?1, ?2) ON CONFLICT (id) DO UPDATE SET tries = ?1, until_at = ?2',
  );
  const row = read.get();
  const untilAt = row?.['until_at'] ?? null;
  const kept = { tries: Number(row?.['tries'] ?? 0), untilAt: untilAt === null ? null : Number(untilAt) };
  const state = new Watched<LockState>({ triesLeft: LOCKOUT.tries - kept.tries, untilMs: null });
  let cancel: CancelTimer = () => {};

  function save(tries: number, untilAt: number | null): void {
    // On a full disk the count still holds until the next start.
    store.transaction(() => write.run(tries, untilAt));
  }

  function lock(forMs: number): void {
    state.set({ triesLeft: 0, untilMs: clock.monotonicMs() + forMs });
    cancel();
    cancel = clock.after(forMs, open);
  }

  function open(): void {
    cancel();
    save(0, null);
    state.set({ triesLeft: LOCKOUT.tries, untilMs: null });
  }

  if (kept.untilAt !== null) {
    // A wall clock that was set back must not lock for longer, one that was never set not for nothing.
    const restMs = Math.min(LOCKOUT.lockMs, Math.max(0, kept.untilAt - clock.wall().getTime()));
    if (restMs > 0) lock(restMs);
    else open();
  }

  return {
    state,
    wrong() {
      const tries = LOCKOUT.tries - state.current.triesLeft + 1;
      if (tries < LOCKOUT.tries) {
        save(tries, null);
        state.set({ triesLeft: LOCKOUT.tries - tries, untilMs: null });
        return;
      }
      save(LOCKOUT.tries, clock.wall().getTime() + LOCKOUT.lockMs);
      lock(LOCKOUT.lockMs);
    },
    right: open,
    stop: () => cancel(),
  };
}
