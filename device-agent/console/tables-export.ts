/** Tables for the hall's own office: CSV that spreadsheet programs open as it is. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { writeFileDurably } from '../platform/files.ts';
import { storeFaultOf, type StoreFault } from '../platform/store-faults.ts';
import { CONSOLE_LIMITS } from './delays.ts';

const FOLDER = 'tables';
/** Without it spreadsheet programs take UTF-8 for GBK. */
const BOM = '\uFEFF';

/** Writes each table into `<data>/tables`, mode 0600, and drops the oldest of its kind. Gives the names of the files. */
export function exportTables(
  directory: string,
  tables: Readonly<Record<string, string>>,
  now: Date,
): Result<readonly string[], StoreFault> {
  try {
    const folder = join(directory, FOLDER);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stamp = now.toISOString().replace(/[-:.]/g, '');
    return ok(
      Object.entries(tables).map(([kind, csv]) => {
        const name = `${kind}-${stamp}.csv`;
        writeFileDurably(join(folder, name), Buffer.from(`${BOM}${csv}`), 0o600);
        const older = readdirSync(folder)
          .filter((one) => one.startsWith(`${kind}-`))
          .toSorted()
          .toReversed()
          .slice(CONSOLE_LIMITS.bundles);
        for (const one of older) rmSync(join(folder, one));
        return name;
      }),
    );
  } catch (error) {
    const fault = storeFaultOf(error);
    if (fault === null) throw error;
    return err(fault);
  }
}
