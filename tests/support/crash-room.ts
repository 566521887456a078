/** The rooms of durable keeping over a directory, as tests need them: store, secret, outbox, ledger. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Result } from '../../shared/base/result.ts';
import type { Clock } from '../../device-agent/platform/clock.ts';
export { entryOf, NOBODY, submissionOf } from './crash-entries.ts';
import { openRooms, type Rooms } from './crash-rooms.ts';

/** A directory that goes with the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'zizhuban-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** The value of a success; a failure fails the test with its code. */
export function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`expected success, got ${JSON.stringify(result.error)}`);
  return result.value;
}

/** Rooms that are closed with the test. */
export function roomsFor(clock: Clock, directory = temporaryDirectory(), maxBytes?: number): Rooms {
  const rooms = openRooms(directory, clock, maxBytes);
  onTestFinished(() => rooms.close());
  return rooms;
}
