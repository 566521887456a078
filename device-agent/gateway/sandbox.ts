/** The embedded platform of `npm start`: keeps the contract, remembers what it received, and says 演示 everywhere. */
import * as v from 'valibot';
import { brand, type CaseNumber } from '../../shared/base/brand.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { pause, type Clock } from '../platform/clock.ts';
import type { Store } from '../platform/store.ts';
import type { Decision, Gateway } from './port.ts';
import { SANDBOX_MATTERS, SANDBOX_QUERIES } from './sandbox-answers.ts';

/** Time that the sandbox takes, in milliseconds, so that a wait is seen on the screen as it will be in a hall. */
export const SANDBOX_DELAYS = { answerMs: 400 } as const;

/** The sandbox, with the dock's switch. */
export interface Sandbox extends Gateway {
  /** Cuts or restores the network: while cut, every call ends with `platform.unreachable` and nothing is received. */
  setReachable(reachable: boolean): void;
  readonly reachable: boolean;
  /** What was received, for the dock and for tests that count. */
  received(): readonly { readonly kind: 'case' | 'rating' | 'report'; readonly key: string; readonly number: string | null }[];
}

const receivedRow = v.object({
  key: v.string(),
  kind: v.picklist(['case', 'rating', 'report']),
  number: v.nullable(v.string()),
  matter: v.nullable(v.string()),
  received_at: v.string(),
});

/** Opens the sandbox on the agent's database: it keeps keys, numbers and times, no person's data. */
export function createSandbox({
  store,
  clock,
  answerMs = SANDBOX_DELAYS.answerMs,
}: {
  store: Store;
  clock: Clock;
  answerMs?: number;
}): Sandbox {
  const insert = store.prepare('INSERT INTO sandbox_received (key, kind, number, matter, received_at) VALUES (?, ?, ?, ?, ?)');
  const byKey = store.prepare('SELECT * FROM sandbox_received WHERE key = ?1 OR number = ?1');
  const countCases = store.prepare(`SELECT count(*) AS cases FROM sandbox_received WHERE kind = 'case'`);
  const all = store.prepare('SELECT * FROM sandbox_received ORDER BY rowid');
  let reachable = true;

  async function answer<T>(signal: AbortSignal, make: () => Result<T, FaultCode>): Promise<Result<T, FaultCode>> {
    if (reachable && answerMs > 0) await pause(clock, answerMs, signal);
    return reachable && !signal.aborted ? make() : err('platform.unreachable');
  }
  function find(key: string): v.InferOutput<typeof receivedRow> | null {
    const row = byKey.get(key);
    return row === undefined ? null : v.parse(receivedRow, row);
  }
  function receive(key: string, kind: 'rating' | 'report'): Result<null, FaultCode> {
    if (find(key) !== null) return ok(null);
    const written = store.transaction(() => insert.run(key, kind, null, null, clock.wall().toISOString()));
    return written.ok ? ok(null) : err('platform.unreachable');
  }
  function decide(id: string, matter: string): Result<Decision, FaultCode> {
    const known = find(id);
    if (known?.number) return ok({ state: 'accepted', number: brand<CaseNumber>(known.number) });
    if (SANDBOX_MATTERS[matter] === undefined) return err('platform.not-connected');
    const number = `演示-${id.slice(0, 8)}-${String(Number(countCases.get()?.['cases'] ?? 0) + 1).padStart(4, '0')}`;
    const written = store.transaction(() => insert.run(id, 'case', number, matter, clock.wall().toISOString()));
    return written.ok ? ok({ state: 'accepted', number: brand<CaseNumber>(number) }) : err('platform.unreachable');
  }

  return {
    sandbox: true,
    get reachable() {
      return reachable;
    },
    setReachable(next) {
      reachable = next;
    },
    received: () => all.all().map((row) => v.parse(receivedRow, row)),
    health: (signal) => answer(signal, () => ok(null)),
    query: (app, applicant, _answers, signal) =>
      answer(signal, () => {
        const query = SANDBOX_QUERIES[app];
        return query === undefined ? err('platform.not-connected') : ok(query(applicant, clock.wall()));
      }),
    submit: (submission, signal) => answer(signal, () => decide(submission.id, submission.matter)),
    rate: (report, signal) => answer(signal, () => receive(report.id, 'rating')),
    report: (report, signal) => answer(signal, () => receive(report.id, 'report')),
    progress: (serialOrNumber, signal) =>
      answer(signal, () => {
        const row = find(serialOrNumber);
        if (row === null || row.kind !== 'case' || row.number === null) return err('platform.no-record');
        return ok({
          title: SANDBOX_MATTERS[row.matter ?? ''] ?? '演示办件',
          number: brand<CaseNumber>(row.number),
          state: 'processing' as const,
          steps: [
            { name: '受理', done: true, at: row.received_at },
            { name: '审核', done: false, at: null },
            { name: '办结', done: false, at: null },
          ],
          asOf: clock.wall().toISOString(),
        });
      }),
  };
}
