/** Tables for the hall's own office: CSV that spreadsheet programs open as it is. */
import { join } from 'node:path';
import { ok, type Result } from '../../shared/base/result.ts';
import type { StoreFault } from '../platform/store-faults.ts';
import { stampOf, writeKept } from './kept-files.ts';

const FOLDER = 'tables';
/** Without it spreadsheet programs take UTF-8 for GBK. */
const BOM = '\uFEFF';

/** Writes each table into `<data>/tables`. Gives the names of the files. */
export function exportTables(
  directory: string,
  tables: Readonly<Record<string, string>>,
  now: Date,
): Result<readonly string[], StoreFault> {
  const names: string[] = [];
  for (const [kind, csv] of Object.entries(tables)) {
    const name = `${kind}-${stampOf(now)}.csv`;
    const written = writeKept(join(directory, FOLDER), name, Buffer.from(`${BOM}${csv}`), (one) => one.startsWith(`${kind}-`));
    if (!written.ok) return written;
    names.push(name);
  }
  return ok(names);
}
