/** Files that the console writes for people: durable, readable by their owner only, and never more than the last few of a kind. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { writeFileDurably } from '../platform/files.ts';
import { storeFaultOf, type StoreFault } from '../platform/store-faults.ts';
import { CONSOLE_LIMITS } from './delays.ts';

/** `20260302T010203456Z`: names sort as their files were made. */
export function stampOf(now: Date): string {
  return now.toISOString().replace(/[-:.]/g, '');
}

/** Writes `name` into `folder`, mode 0600, and drops the oldest files of its kind. */
export function writeKept(folder: string, name: string, bytes: Uint8Array, isOfKind: (name: string) => boolean): Result<null, StoreFault> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileDurably(join(folder, name), bytes, 0o600);
    const older = readdirSync(folder).filter(isOfKind).toSorted().toReversed().slice(CONSOLE_LIMITS.bundles);
    for (const one of older) rmSync(join(folder, one));
    return ok(null);
  } catch (error) {
    const fault = storeFaultOf(error);
    if (fault === null) throw error;
    return err(fault);
  }
}
