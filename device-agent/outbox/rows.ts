/** Reads rows of the outbox table: what SQLite gives is checked once, here. */
import * as v from 'valibot';
import { brand, type CaseNumber } from '../../shared/base/brand.ts';
import { FAULT_CODES } from '../../shared/fault/fault.ts';

const blob = v.nullable(v.instance(Uint8Array));

const rowSchema = v.object({
  id: v.string(),
  kind: v.picklist(['submission', 'rating', 'report']),
  state: v.picklist(['kept', 'accepted', 'refused', 'stuck']),
  made_at: v.string(),
  settled_at: v.nullable(v.string()),
  number: v.nullable(
    v.pipe(
      v.string(),
      v.transform((number) => brand<CaseNumber>(number)),
    ),
  ),
  fault: v.nullable(v.picklist(FAULT_CODES)),
  key_id: v.nullable(v.string()),
  sealed: blob,
});
/** One row. */
export type OutboxRow = v.InferOutput<typeof rowSchema>;

/** The columns that `readRow` needs. */
export const ROW_COLUMNS = 'id, kind, state, made_at, settled_at, number, fault, key_id, sealed';

/** Throws on a row that this program cannot have written. */
export function readRow(row: unknown): OutboxRow {
  return v.parse(rowSchema, row);
}
