/** Durable commits per second: our `keep` (checked, sealed, in one transaction) beside a bare one-row insert with the same durability. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { systemClock } from '../../device-agent/platform/clock.ts';
import { encodePayload } from '../../device-agent/outbox/payload.ts';
import { openRooms } from '../support/crash-rooms.ts';
import { entryOf, submissionOf } from '../support/crash-entries.ts';

const ROUNDS = 24;
const COMMITS_PER_ROUND = 300;

/** Rounds of both in turns, so that a busy disk slows both alike; the median round counts. */
export async function benchOutbox(): Promise<{ ours: number; raw: number; unit: 'commits/s' }> {
  const directory = mkdtempSync(join(tmpdir(), 'zizhuban-bench-'));
  const rooms = openRooms(join(directory, 'ours'), systemClock);
  const raw = new DatabaseSync(join(directory, 'raw.sqlite'));
  raw.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (id TEXT PRIMARY KEY, body BLOB)');
  const insert = raw.prepare('INSERT INTO rows (id, body) VALUES (?, ?)');
  const begin = raw.prepare('BEGIN IMMEDIATE');
  const commit = raw.prepare('COMMIT');
  // As many bytes as a sealed payload has: nonce and tag are 28.
  const body = new Uint8Array(encodePayload(entryOf(0).payload).length + 28);
  const oursRounds: number[] = [];
  const rawRounds: number[] = [];
  let n = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    rawRounds.push(
      commitsPerSecond(() => {
        begin.run();
        insert.run(submissionOf((n += 1)).id, body);
        commit.run();
      }),
    );
    oursRounds.push(commitsPerSecond(() => rooms.outbox.keep(entryOf((n += 1)))));
    await new Promise((resolve) => setImmediate(resolve));
  }
  raw.close();
  rooms.close();
  rmSync(directory, { recursive: true });
  return { ours: median(oursRounds), raw: median(rawRounds), unit: 'commits/s' };
}

function commitsPerSecond(commit: () => void): number {
  const start = performance.now();
  for (let i = 0; i < COMMITS_PER_ROUND; i += 1) commit();
  return Math.round((COMMITS_PER_ROUND / (performance.now() - start)) * 1_000);
}

function median(rounds: readonly number[]): number {
  return rounds.toSorted((a, b) => a - b)[rounds.length >> 1] ?? 0;
}
