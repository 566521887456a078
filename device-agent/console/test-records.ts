/** The last result of every device test, kept over restarts: the readiness report is made of it. */
import * as v from 'valibot';
import type { TestRecord } from '../../shared/console/snapshot.ts';
import { DEVICE_ROLES, type DeviceRole } from '../../shared/device/status.ts';
import type { Store } from '../platform/store.ts';

const rowSchema = v.object({ role: v.picklist(DEVICE_ROLES), at: v.string(), ok: v.number(), result: v.string(), took_ms: v.number() });

/** The results. */
export interface TestRecords {
  keep(record: TestRecord): void;
  last(role: DeviceRole): TestRecord | null;
  /** Newest first. */
  recent(limit: number): readonly TestRecord[];
}

/** Opens them. A full disk only forgets the newest result. */
export function openTestRecords(store: Store): TestRecords {
  const insert = store.prepare('INSERT INTO device_test (role, at, ok, result, took_ms) VALUES (?, ?, ?, ?, ?)');
  const last = store.prepare('SELECT * FROM device_test WHERE role = ? ORDER BY seq DESC LIMIT 1');
  const recent = store.prepare('SELECT * FROM device_test ORDER BY seq DESC LIMIT ?');
  return {
    keep: ({ role, at, ok, result, tookMs }) => void store.transaction(() => insert.run(role, at, Number(ok), result, tookMs)),
    last(role) {
      const row = last.get(role);
      return row === undefined ? null : recordOf(row);
    },
    recent: (limit) => recent.all(limit).map(recordOf),
  };
}

function recordOf(row: unknown): TestRecord {
  const { role, at, ok, result, took_ms: tookMs } = v.parse(rowSchema, row);
  return { role, at, ok: ok === 1, result, tookMs };
}
