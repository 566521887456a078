/** The rooms of durable keeping over a directory, as tests need them: store, secret, outbox, ledger, and people who are nobody. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { brand, type SubmissionId } from '../../shared/base/brand.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Applicant, Submission } from '../../device-agent/gateway/port.ts';
import type { Clock } from '../../device-agent/platform/clock.ts';
import type { NewEntry } from '../../device-agent/outbox/outbox.ts';
import { openRooms, type Rooms } from './crash-rooms.ts';

/** Region 999999 is assigned to no place: the number passes its check and can belong to nobody. */
export const NOBODY: Applicant = { cardType: 'resident', name: '张示例', number: '999999199001010016' };

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

/** A hand-in of nobody; `n` makes the serial. */
export function submissionOf(n: number, matter = 'residence-permit'): Submission {
  return {
    id: brand<SubmissionId>(`20260302-TEST-0000-${String(n).padStart(4, '0')}`),
    matter,
    applicant: NOBODY,
    answers: { street: '示例街 1 号', phone: '13900000000' },
    madeAt: '2026-03-02T09:00:00.000+08:00',
  };
}

/** The same, ready to be kept. */
export function entryOf(n: number, matter?: string): NewEntry {
  const submission = submissionOf(n, matter);
  return { madeAt: submission.madeAt, payload: { kind: 'submission', title: '居住证在线办理', submission } };
}
