/** The end of the record for the technician's page: time, who, what, with what end; pseudonyms stay out. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { RecordLine } from '../../shared/console/snapshot.ts';

const lineSchema = v.object({
  seq: v.number(),
  at: v.string(),
  actor: v.string(),
  event: v.string(),
  object: v.nullable(v.string()),
  result: v.string(),
});

/** The newest `limit` lines of `<data>/audit`, newest first. A damaged line is left out; the verifier names it. */
export function newestRecords(directory: string, limit: number): readonly RecordLine[] {
  const folder = join(directory, 'audit');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => /^audit-\d{6}\.jsonl$/.test(name)) : [];
  const lines: RecordLine[] = [];
  for (const name of files.sort().toReversed()) {
    for (const text of readFileSync(join(folder, name), 'utf8').split('\n').toReversed()) {
      const line = parsed(text);
      if (line !== null) lines.push(line);
      if (lines.length >= limit) return lines;
    }
  }
  return lines;
}

function parsed(text: string): RecordLine | null {
  try {
    const checked = v.safeParse(lineSchema, JSON.parse(text));
    return checked.success ? checked.output : null;
  } catch {
    return null;
  }
}
