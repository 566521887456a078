/** What a technician sends to whoever helps: settings, states, events, tests, records and the end of the log, through a filter for people's numbers. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { withoutNumbers } from '../../shared/evaluation/personal.ts';
import { writeFileDurably } from '../platform/files.ts';
import { storeFaultOf, type StoreFault } from '../platform/store-faults.ts';
import { CONSOLE_LIMITS } from './delays.ts';

const FOLDER = 'support';
const NAME = /^support-\d{8}T\d{9}Z\.json$/;

/** A written bundle. */
export interface Bundle {
  readonly name: string;
  readonly bytes: number;
}

/** Writes `facts` into `<data>/support`, mode 0600, and drops the oldest bundles. */
export function exportBundle(directory: string, facts: object, now: Date): Result<Bundle, StoreFault> {
  try {
    const folder = join(directory, FOLDER);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const name = `support-${now.toISOString().replace(/[-:.]/g, '')}.json`;
    const bytes = Buffer.from(`${JSON.stringify(cleaned(facts), null, 2)}\n`);
    writeFileDurably(join(folder, name), bytes, 0o600);
    const older = readdirSync(folder)
      .filter((one) => NAME.test(one))
      .sort()
      .toReversed()
      .slice(CONSOLE_LIMITS.bundles);
    for (const one of older) rmSync(join(folder, one));
    return ok({ name, bytes: bytes.length });
  } catch (error) {
    const fault = storeFaultOf(error);
    if (fault === null) throw error;
    return err(fault);
  }
}

/** The same value with every text freed of what looks like a person's number. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return withoutNumbers(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleaned(inner)]));
}
