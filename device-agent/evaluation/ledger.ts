/** The 好差评 ledger of this terminal: one first rating and one append per service, each on the disk together with its outbox entry. */
import * as v from 'valibot';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Rating, RatingKey } from '../../shared/evaluation/evaluation.ts';
import { moveLoop, nextAssessNumber, type LoopMove, type LoopState } from '../../shared/evaluation/loop.ts';
import { acceptRating, type ReasonFile } from '../../shared/evaluation/reasons.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { RatedService } from '../gateway/port.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store } from '../platform/store.ts';

/** One rating as the ledger keeps it: no person, no free text (that rests sealed in the outbox until the platform has it). */
interface LedgerRow {
  readonly key: RatingKey;
  readonly assessNumber: 1 | 2;
  readonly level: Rating['level'];
  readonly reasons: readonly string[];
  readonly taskCode: string;
  /** ISO 8601. */
  readonly assessedAt: string;
  readonly state: LoopState;
  readonly stateAt: string;
}

/** The ledger. Call the delivery's `wake` after `rate` and `move`. */
export interface RatingLedger {
  /**
   * Checks and keeps a rating; `ok` means: on the disk. `act.malformed` for reasons or text that no page of ours sends, `act.not-now`
   * where first rating and append are both given. An append never changes the first rating.
   */
  rate(key: RatingKey, rating: Rating, service: RatedService): Result<{ readonly assessNumber: 1 | 2 }, FaultCode>;
  /** How many ratings a service has: 0, 1 or 2. */
  given(key: RatingKey): number;
  /** Moves a 差评 on (`call-back`, `correct`, `explain`, `answer`, `discount`) and reports it. `act.not-now` where the move is not legal. */
  move(key: RatingKey, assessNumber: 1 | 2, move: Exclude<LoopMove, 'report'>): Result<LoopState, FaultCode>;
  /** Oldest first, at most `limit`. */
  rows(limit: number): readonly LedgerRow[];
}

/** What the ledger stands on. */
export interface LedgerParts {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly reasons: ReasonFile;
}

const rowSchema = v.object({
  project_no: v.string(),
  service_number: v.number(),
  assess_number: v.picklist([1, 2]),
  level: v.picklist([1, 2, 3, 4, 5]),
  reasons: v.string(),
  task_code: v.string(),
  assessed_at: v.string(),
  state: v.picklist(['rated', 'reported', 'called-back', 'corrected', 'answered', 'discounted']),
  state_at: v.string(),
  outbox_id: v.string(),
});

/** Opens the ledger and ties it to the outbox: when a rating is delivered, its row becomes `reported` in the same transaction. */
export function createRatingLedger({ store, outbox, clock, reasons }: LedgerParts): RatingLedger {
  const insert = store.prepare(`
    INSERT INTO rating_ledger (project_no, service_number, assess_number, level, reasons, task_code, assessed_at, state, state_at, outbox_id)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'rated', ?7, ?8)`);
  const count = store.prepare('SELECT count(*) AS given FROM rating_ledger WHERE project_no = ? AND service_number = ?');
  const byKey = store.prepare('SELECT * FROM rating_ledger WHERE project_no = ? AND service_number = ? AND assess_number = ?');
  const reported = store.prepare(`UPDATE rating_ledger SET state = 'reported', state_at = ? WHERE outbox_id = ? AND state = 'rated'`);
  const setState = store.prepare(
    'UPDATE rating_ledger SET state = ?, state_at = ? WHERE project_no = ? AND service_number = ? AND assess_number = ?',
  );
  const list = store.prepare('SELECT * FROM rating_ledger ORDER BY rowid LIMIT ?');

  outbox.alongSettle((_running, id, outcome) => {
    if (outcome.state === 'accepted') reported.run(clock.wall().toISOString(), id);
  });

  const given = (key: RatingKey): number => Number(count.get(key.projectNo, key.serviceNumber)?.['given'] ?? 0);

  return {
    given,
    rate(key, rating, service) {
      const accepted = acceptRating(rating, reasons);
      if (!accepted.ok) return accepted;
      const assessNumber = nextAssessNumber(given(key));
      if (assessNumber === null) return err('act.not-now');
      const { level, reasons: codes } = accepted.value;
      const at = clock.wall().toISOString();
      const id = `rating:${key.projectNo}:${key.serviceNumber}:${assessNumber}`;
      const written = store.transaction((running) => {
        insert.run(key.projectNo, key.serviceNumber, assessNumber, level, codes.join(','), service.taskCode, at, id);
        const report = { id, ...key, assessNumber, rating: accepted.value, assessedAt: at, service };
        outbox.add(running, { madeAt: at, payload: { kind: 'rating', report } });
      });
      if (!written.ok) return written;
      return ok({ assessNumber });
    },
    move(key, assessNumber, move) {
      const found = byKey.get(key.projectNo, key.serviceNumber, assessNumber);
      if (found === undefined) return err('act.not-now');
      const row = v.parse(rowSchema, found);
      const state = moveLoop(row.level, row.state, move);
      if (state === null) return err('act.not-now');
      const at = clock.wall().toISOString();
      const written = store.transaction((running) => {
        setState.run(state, at, key.projectNo, key.serviceNumber, assessNumber);
        const report = { id: `${row.outbox_id}:${move}`, ...key, assessNumber, move, at };
        outbox.add(running, { madeAt: at, payload: { kind: 'report', report } });
      });
      if (!written.ok) return written;
      return ok(state);
    },
    rows: (limit) => list.all(limit).map((row) => ledgerRow(v.parse(rowSchema, row))),
  };
}

function ledgerRow(row: v.InferOutput<typeof rowSchema>): LedgerRow {
  return {
    key: { projectNo: row.project_no, serviceNumber: row.service_number },
    assessNumber: row.assess_number,
    level: row.level,
    reasons: row.reasons === '' ? [] : row.reasons.split(','),
    taskCode: row.task_code,
    assessedAt: row.assessed_at,
    state: row.state,
    stateAt: row.state_at,
  };
}
