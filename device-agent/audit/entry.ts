/** One line of the audit log: canonical bytes and their hash, chained to the line before. */
import { createHash } from 'node:crypto';
import type { AuditEvent } from './events.ts';

/** The `prev` of the first line of a terminal. */
export const GENESIS = '0'.repeat(64);

/** What stands in a line beside the event. */
export interface AuditPlace {
  readonly seq: number;
  /** ISO 8601, wall clock. */
  readonly at: string;
  /** Milliseconds of the monotonic clock, comparable within one `boot`. */
  readonly mono: number;
  /** Random name of this run of the agent. */
  readonly boot: string;
  /** Hash of the line before. */
  readonly prev: string;
}

/** A finished line, with its newline, and its hash. The order of the fields is part of the format: the hash is over these very bytes. */
export function formatEntry(place: AuditPlace, event: AuditEvent): { readonly line: string; readonly hash: string } {
  const { seq, at, mono, boot, prev } = place;
  const { actor, event: code, session, object, subject, result } = event;
  const body = JSON.stringify({ seq, at, mono, boot, actor, event: code, session, object, subject, result, prev });
  const hash = createHash('sha256').update(body).digest('hex');
  return { line: `${body.slice(0, -1)},"hash":"${hash}"}\n`, hash };
}
