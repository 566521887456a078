/** The outbox over the agent's database: payloads sealed, every change one durable transaction. */
import { assertNever } from '../../shared/base/never.ts';
import type { Result } from '../../shared/base/result.ts';
import { Watched } from '../../shared/base/watchable.ts';
import type { Clock } from '../platform/clock.ts';
import type { Secret } from '../platform/secret.ts';
import type { StoreFault } from '../platform/store-faults.ts';
import type { Store, Transaction } from '../platform/store.ts';
import type { EntryRecord, NewEntry, Next, Outbox, OutboxCounts, Outcome, SettleParticipant } from './outbox.ts';
import { caseKeyOf, decodePayload, encodePayload, idOf, type Payload } from './payload.ts';
import { readRow, ROW_COLUMNS, type OutboxRow } from './rows.ts';
import { hashOfCode } from './serial.ts';

/** Longest reason of a refusal that is kept and shown, in UTF-16 units. */
const REASON_MAX = 400;

/** What the outbox stands on. */
export interface OutboxParts {
  readonly store: Store;
  readonly secret: Secret;
  readonly clock: Clock;
}

/** Opens the outbox; its table is there since the store was opened. */
export function createOutbox({ store, secret, clock }: OutboxParts): Outbox {
  const sql = statements(store);
  const pausedUntil = new Map<string, number>();
  const participants: SettleParticipant[] = [];
  const counts = new Watched<OutboxCounts>(countRows(sql.count.get()));

  /** Counting the rows anew on every change would make each `keep` dearer than the one before. */
  function change(running: Transaction, kept: number, stuck: number): void {
    running.afterCommit(() => counts.set({ kept: counts.current.kept + kept, stuck: counts.current.stuck + stuck }));
  }
  function opened(row: OutboxRow): Payload | null {
    if (row.sealed === null || row.key_id === null || row.state === 'refused') return null;
    const plain = secret.open(row.key_id, row.sealed, row.id);
    if (!plain.ok) return null;
    const payload = decodePayload(plain.value);
    return payload.ok ? payload.value : null;
  }
  function reasonOf(row: OutboxRow): string | null {
    if (row.state !== 'refused' || row.sealed === null || row.key_id === null) return null;
    const plain = secret.open(row.key_id, row.sealed, row.id);
    return plain.ok ? new TextDecoder().decode(plain.value) : null;
  }
  function record(row: OutboxRow): EntryRecord {
    const { id, kind, state, number, fault, made_at: madeAt, settled_at: settledAt } = row;
    return { id, kind, state, number, reason: reasonOf(row), fault, madeAt, settledAt };
  }
  function add(running: Transaction, entry: NewEntry): void {
    const id = idOf(entry.payload);
    const hash = entry.progressCode === undefined ? null : hashOfCode(entry.progressCode);
    const sealed = secret.seal(encodePayload(entry.payload), id);
    const { changes } = sql.insert.run(id, entry.payload.kind, caseKeyOf(entry.payload), entry.madeAt, hash, secret.keyId, sealed);
    if (changes === 1) change(running, 1, 0);
  }
  function settleRow(id: string, outcome: Outcome): boolean {
    const at = clock.wall().toISOString();
    switch (outcome.state) {
      case 'accepted':
        return sql.settle.run('accepted', at, outcome.number, null, null, null, id).changes === 1;
      case 'refused': {
        // The platform's words may name a person, so they rest sealed like the payload whose place they take.
        const reason = secret.seal(new TextEncoder().encode(outcome.reason.slice(0, REASON_MAX)), id);
        return sql.settle.run('refused', at, null, null, secret.keyId, reason, id).changes === 1;
      }
      case 'stuck':
        return sql.stick.run(outcome.fault, id).changes === 1;
      default:
        return assertNever(outcome);
    }
  }
  function settle(id: string, outcome: Outcome): Result<null, StoreFault> {
    const before = findRow(id)?.state;
    const result = store.transaction((running) => {
      if (!settleRow(id, outcome)) return null;
      change(running, before === 'kept' ? -1 : 0, Number(outcome.state === 'stuck') - Number(before === 'stuck'));
      for (const participant of participants) participant(running, id, outcome);
      return null;
    });
    if (!result.ok) return result;
    pausedUntil.delete(id);
    // Erased pages live on in the write-ahead log until it is emptied.
    if (counts.current.kept === 0) store.truncateLog();
    return result;
  }
  function next(nowMs: number): Next {
    let forMs = Number.POSITIVE_INFINITY;
    const unreadable: string[] = [];
    let found: Next = { state: 'empty' };
    for (const raw of sql.heads.iterate()) {
      const row = readRow(raw);
      const wait = (pausedUntil.get(row.id) ?? nowMs) - nowMs;
      if (wait > 0) {
        forMs = Math.min(forMs, wait);
        continue;
      }
      const payload = opened(row);
      if (payload === null) {
        unreadable.push(row.id);
        continue;
      }
      found = { state: 'ready', id: row.id, payload };
      break;
    }
    // After the loop: a running SELECT must not see its own table change.
    for (const id of unreadable) settle(id, { state: 'stuck', fault: 'store.unreadable' });
    if (found.state === 'empty' && forMs < Number.POSITIVE_INFINITY) return { state: 'waiting', forMs };
    return found;
  }
  function findRow(id: string): OutboxRow | null {
    const row = sql.byId.get(id);
    return row === undefined ? null : readRow(row);
  }

  return {
    counts,
    keep: (entry) =>
      store.transaction((running) => {
        add(running, entry);
        return null;
      }),
    add,
    next,
    postpone: (id, untilMs) => void pausedUntil.set(id, untilMs),
    hurry: () => pausedUntil.clear(),
    settle,
    alongSettle: (participant) => void participants.push(participant),
    release: (id) =>
      store.transaction((running) => {
        if (sql.release.run(id).changes === 1) change(running, 1, -1);
        return null;
      }),
    stuck: () => sql.stuck.all().map((row) => record(readRow(row))),
    find(id) {
      const row = findRow(id);
      return row === null ? null : record(row);
    },
    findByProgressCode(code) {
      const row = sql.byCode.get(hashOfCode(code));
      return row === undefined ? null : record(readRow(row));
    },
    payloadOf(id) {
      const row = findRow(id);
      return row === null ? null : opened(row);
    },
    forgetSettled(before) {
      const result = store.transaction(() => Number(sql.forget.run(before.toISOString()).changes));
      if (result.ok && result.value > 0) store.truncateLog();
      return result;
    },
  };
}

function countRows(row: Record<string, unknown> | undefined): OutboxCounts {
  return { kept: Number(row?.['kept'] ?? 0), stuck: Number(row?.['stuck'] ?? 0) };
}

function statements(store: Store) {
  return {
    insert: store.prepare(`
      INSERT INTO outbox (id, kind, case_key, made_at, progress_hash, key_id, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO NOTHING`),
    heads: store.prepare(`
      SELECT ${ROW_COLUMNS} FROM outbox AS o WHERE state = 'kept'
        AND NOT EXISTS (SELECT 1 FROM outbox AS first WHERE first.id = o.case_key AND first.state IN ('kept', 'stuck'))
        AND NOT EXISTS (
          SELECT 1 FROM outbox AS older WHERE older.case_key = o.case_key AND older.seq < o.seq AND older.state IN ('kept', 'stuck'))
      ORDER BY seq`),
    settle: store.prepare(`
      UPDATE outbox SET state = ?, settled_at = ?, number = ?, fault = ?, key_id = ?, sealed = ?
      WHERE id = ? AND state IN ('kept', 'stuck')`),
    stick: store.prepare(`UPDATE outbox SET state = 'stuck', fault = ? WHERE id = ? AND state = 'kept'`),
    release: store.prepare(`UPDATE outbox SET state = 'kept', fault = NULL WHERE id = ? AND state = 'stuck'`),
    count: store.prepare(`
      SELECT count(*) FILTER (WHERE state = 'kept') AS kept, count(*) FILTER (WHERE state = 'stuck') AS stuck
      FROM outbox WHERE state IN ('kept', 'stuck')`),
    stuck: store.prepare(`SELECT ${ROW_COLUMNS} FROM outbox WHERE state = 'stuck' ORDER BY seq`),
    byId: store.prepare(`SELECT ${ROW_COLUMNS} FROM outbox WHERE id = ?`),
    byCode: store.prepare(`SELECT ${ROW_COLUMNS} FROM outbox WHERE progress_hash = ?`),
    forget: store.prepare(`DELETE FROM outbox WHERE state IN ('accepted', 'refused') AND settled_at < ?`),
  };
}
