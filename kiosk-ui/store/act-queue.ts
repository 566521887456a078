/**
 * Sends acts one after another. Letters typed faster than the agent answers are gathered into one draft; an act goes out, or out again
 * after a refusal as stale, only while the citizen still sees the picture that was pressed on.
 */
import type { Result } from '../../shared/base/result.ts';
import type { Act } from '../../shared/kiosk/acts.ts';
import type { KioskSnapshot } from '../../shared/kiosk/snapshot.ts';
import type { PageFault } from './loaded.ts';
import { pictureOf } from './picture.ts';

/** Waits of the act queue. */
export const ACT_DELAYS = {
  /** After a refusal as stale, how long to wait for the snapshot that explains it. */
  newerSnapshotMs: 1_000,
} as const;

/** How often one act is sent at most. */
const MAX_SENDS = 4;

/** What the queue needs. */
export interface ActQueueParts {
  readonly send: (session: number, rev: number, act: Act) => Promise<Result<unknown, PageFault>>;
  readonly snapshot: () => KioskSnapshot | null;
  /** Resolves when a snapshot of another revision is there, or after `ms`. */
  readonly newerThan: (rev: number, ms: number) => Promise<void>;
  readonly failed: (fault: PageFault) => void;
}

interface Queued {
  readonly act: Act;
  readonly picture: string;
  readonly session: number;
}

/** The queue of one citizen. */
export interface ActQueue {
  push(act: Act): void;
  dispose(): void;
}

/** Acts that mean the same on any picture of the session. */
const ANYWHERE: ReadonlySet<Act['kind']> = new Set(['stay', 'leave', 'prefer', 'call-staff', 'draft']);

/** Builds a queue for one session. */
export function createActQueue({ send, snapshot, newerThan, failed }: ActQueueParts): ActQueue {
  let queue: Queued[] = [];
  let running = false;
  let disposed = false;

  async function run(): Promise<void> {
    running = true;
    try {
      for (let next = queue.shift(); next !== undefined && !disposed; next = queue.shift()) await deliver(next);
    } finally {
      running = false;
    }
  }

  async function deliver(item: Queued): Promise<void> {
    for (let sends = 0; sends < MAX_SENDS; sends += 1) {
      const seen = snapshot();
      if (disposed || seen === null || seen.session !== item.session) return;
      // A second press of 下一步 that waited behind the first must not answer the question that came up meanwhile.
      if (!ANYWHERE.has(item.act.kind) && pictureOf(seen) !== item.picture) return;
      const reply = await send(seen.session, seen.rev, item.act);
      if (disposed || reply.ok) return;
      if (reply.error !== 'act.stale') return failed(reply.error);
      if (snapshot()?.rev === seen.rev) await newerThan(seen.rev, ACT_DELAYS.newerSnapshotMs);
    }
  }

  return {
    push: (act) => {
      const seen = snapshot();
      if (disposed || seen === null) return;
      const item = { act, picture: pictureOf(seen), session: seen.session };
      const last = queue.at(-1);
      if (last !== undefined && replaces(act, last.act)) queue[queue.length - 1] = item;
      else queue.push(item);
      if (!running) void run();
    },
    dispose: () => {
      disposed = true;
      queue = [];
    },
  };
}

/** Whether a waiting act is overtaken by a newer one. */
function replaces(newer: Act, older: Act): boolean {
  if (newer.kind === 'draft') return older.kind === 'draft' && older.question === newer.question;
  if (newer.kind === 'go') return older.kind === 'go' && older.place.page === 'search' && newer.place.page === 'search';
  return (
    newer.kind === older.kind && (newer.kind === 'stay' || newer.kind === 'prefer' || newer.kind === 'confirm' || newer.kind === 'next')
  );
}
