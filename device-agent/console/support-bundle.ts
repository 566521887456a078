/** What a technician sends to whoever helps: settings, states, events, tests, records and the end of the log, through a filter for people's numbers. */
import { join } from 'node:path';
import { ok, type Result } from '../../shared/base/result.ts';
import { withoutNumbers } from '../../shared/evaluation/personal.ts';
import type { StoreFault } from '../platform/store-faults.ts';
import { stampOf, writeKept } from './kept-files.ts';

const FOLDER = 'support';
const NAME = /^support-\d{8}T\d{9}Z\.json$/;

/** A written bundle. */
export interface Bundle {
  readonly name: string;
  readonly bytes: number;
}

/** Writes `facts` into `<data>/support`, mode 0600, and drops the oldest bundles. */
export function exportBundle(directory: string, facts: object, now: Date): Result<Bundle, StoreFault> {
  const name = `support-${stampOf(now)}.json`;
  const bytes = Buffer.from(`${JSON.stringify(cleaned(facts), null, 2)}\n`);
  const written = writeKept(join(directory, FOLDER), name, bytes, (one) => NAME.test(one));
  return written.ok ? ok({ name, bytes: bytes.length }) : written;
}

/** The same value with every text freed of what looks like a person's number. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return withoutNumbers(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleaned(inner)]));
}
