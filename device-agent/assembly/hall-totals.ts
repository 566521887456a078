/** Sums of this machine's own ledgers for 公示: how hand-ins ended and how people rated. No person is in them. */
import * as v from 'valibot';
import type { HallTotals } from '../catalog/hall.ts';
import type { Store } from '../platform/store.ts';

const ratedSchema = v.object({ level: v.picklist([1, 2, 3, 4, 5]), count: v.number() });
const outcomeSchema = v.object({ state: v.picklist(['kept', 'accepted', 'refused', 'stuck']), count: v.number() });

/** Reads the sums anew at every call; two counts over indexed columns of small tables. */
export function hallTotals(store: Store): () => HallTotals {
  // A discounted rating (误评、恶意评价 after a check) does not count; an append is no second person.
  const rated = store.prepare(
    `SELECT level, count(*) AS count FROM rating_ledger WHERE state <> 'discounted' AND assess_number = 1 GROUP BY level ORDER BY level DESC`,
  );
  const ended = store.prepare(`SELECT state, count(*) AS count FROM outbox WHERE kind = 'submission' GROUP BY state`);
  return () => {
    const outcomes = { accepted: 0, refused: 0, waiting: 0 };
    for (const row of ended.all()) {
      const { state, count } = v.parse(outcomeSchema, row);
      outcomes[state === 'kept' || state === 'stuck' ? 'waiting' : state] += count;
    }
    return { ratings: rated.all().map((row) => v.parse(ratedSchema, row)), outcomes };
  };
}
