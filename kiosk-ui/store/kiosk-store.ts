/** The page's whole state: the last snapshot, the link, what was answered. One session's part is thrown away whole at its end. */
import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Result } from '../../shared/base/result.ts';
import type { Act } from '../../shared/kiosk/acts.ts';
import type { KioskSnapshot } from '../../shared/kiosk/snapshot.ts';
import { createActQueue } from './act-queue.ts';
import { createContent } from './content.ts';
import type { AskAgent } from './content.ts';
import type { Content, PageFault } from './loaded.ts';

/** Waits of the page's own clockwork. */
export const STORE_DELAYS = {
  /** How often the countdown is looked at. */
  tickMs: 250,
  /** A touch that sends no act is reported as a sign of life at most this often. */
  stayEveryMs: 4_000,
  /** How long a notice stands beside the page. */
  noticeMs: 8_000,
} as const;

/** What the store needs of the world. */
export interface StoreParts {
  readonly ask: AskAgent;
  readonly act: (session: number, rev: number, act: Act) => Promise<Result<unknown, PageFault>>;
  readonly timers: { monotonicMs(): number; after(ms: number, fn: () => void): () => void };
}

/** The state and its verbs. */
export interface KioskStore {
  readonly snapshot: ReadonlySignal<KioskSnapshot | null>;
  /** Changes with every citizen and every reconnection: the whole page is drawn anew under a new epoch. */
  readonly epoch: ReadonlySignal<number>;
  /** Whole seconds until the session ends; null while no clock runs. */
  readonly secondsLeft: ReadonlySignal<number | null>;
  readonly notice: ReadonlySignal<PageFault | null>;
  /** Content of the present session. */
  readonly content: ReadonlySignal<Content>;
  /** Takes a snapshot; `fresh` is the first of a connection. */
  readonly take: (snapshot: KioskSnapshot, fresh: boolean) => void;
  readonly act: (act: Act) => void;
  /** Wakes an idle kiosk and acts in the session that this opens. */
  readonly wakeThen: (act: Act) => void;
  /** A touch anywhere: keeps the session while someone types or reads. */
  readonly touched: () => void;
}

/** Builds the store. */
export function createKioskStore({ ask, act, timers }: StoreParts): KioskStore {
  const snapshot = signal<KioskSnapshot | null>(null);
  const epoch = signal(0);
  const notice = signal<PageFault | null>(null);
  const endsAtMs = signal<number | null>(null);
  const nowMs = signal(timers.monotonicMs());
  const session = signal(newSession());
  let cancelTick = (): void => undefined;
  let cancelNotice = (): void => undefined;
  let lastSignMs = Number.NEGATIVE_INFINITY;
  let afterWaking: Act | null = null;

  function newSession(): { readonly content: ReturnType<typeof createContent>; readonly acts: ReturnType<typeof createActQueue> } {
    return {
      content: createContent(ask),
      acts: createActQueue({ send: act, snapshot: () => snapshot.peek(), newerThan, failed: warn }),
    };
  }

  function newerThan(rev: number, ms: number): Promise<void> {
    return new Promise((resolve) => {
      let cancel = (): void => undefined;
      const stop = snapshot.subscribe((value) => {
        if (value?.rev !== rev) finish();
      });
      cancel = timers.after(ms, finish);
      function finish(): void {
        cancel();
        queueMicrotask(() => stop());
        resolve();
      }
    });
  }

  function warn(fault: PageFault): void {
    cancelNotice();
    notice.value = fault;
    cancelNotice = timers.after(STORE_DELAYS.noticeMs, () => (notice.value = null));
  }

  function tick(): void {
    nowMs.value = timers.monotonicMs();
    cancelTick = endsAtMs.peek() === null ? () => undefined : timers.after(STORE_DELAYS.tickMs, tick);
  }

  function take(next: KioskSnapshot, fresh: boolean): void {
    const before = snapshot.peek();
    if (fresh || before?.session !== next.session) {
      session.peek().content.dispose();
      session.peek().acts.dispose();
      session.value = newSession();
      epoch.value += 1;
      cancelNotice();
      notice.value = null;
      lastSignMs = Number.NEGATIVE_INFINITY;
    }
    snapshot.value = next;
    const leftMs = next.view.state === 'open' ? next.view.idle.leftMs : null;
    endsAtMs.value = leftMs === null ? null : timers.monotonicMs() + leftMs;
    cancelTick();
    tick();
    if (next.view.state === 'open' && afterWaking !== null) {
      const due = afterWaking;
      afterWaking = null;
      push(due);
    }
  }

  function push(next: Act): void {
    lastSignMs = timers.monotonicMs();
    notice.value = null;
    if (next.kind === 'go' || next.kind === 'return') session.peek().content.forgetFailures();
    session.peek().acts.push(next);
  }

  return {
    snapshot,
    epoch,
    notice,
    content: computed(() => session.value.content),
    secondsLeft: computed(() => (endsAtMs.value === null ? null : Math.max(0, Math.ceil((endsAtMs.value - nowMs.value) / 1000)))),
    take,
    act: push,
    wakeThen: (next) => {
      afterWaking = next;
      push({ kind: 'wake' });
    },
    touched: () => {
      const view = snapshot.peek()?.view;
      // While 还在吗 is asked, only its own buttons answer: the touch that opens them must not take them away.
      if (view?.state !== 'open' || view.idle.warning || view.idle.leftMs === null) return;
      if (timers.monotonicMs() - lastSignMs >= STORE_DELAYS.stayEveryMs) push({ kind: 'stay', touch: true });
    },
  };
}
