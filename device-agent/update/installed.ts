/** What was installed over the shipped content: a list on the disk, oldest first, and the folders that it names. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { writeFileDurably } from '../platform/files.ts';
import { storeFaultOf, type StoreFault } from '../platform/store-faults.ts';
import { UPDATE_LIMITS } from './limits.ts';

const stepSchema = v.strictObject({
  version: v.pipe(v.string(), v.regex(/^\d{4}\.\d{1,2}\.\d{1,4}$/)),
  kind: v.picklist(['full', 'increment']),
  /** Folder in the data directory's `content`. */
  folder: v.pipe(v.string(), v.regex(/^p-\d{4}\.\d{1,2}\.\d{1,4}$/)),
  /** ISO 8601. */
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** The key that vouched for it. */
  key: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
});
/** One package, installed. */
export type Step = v.InferOutput<typeof stepSchema>;

const listSchema = v.strictObject({ format: v.literal(1), steps: v.pipe(v.array(stepSchema), v.maxLength(UPDATE_LIMITS.steps)) });

const LIST = 'installed.json';

/** Where a copy is made before it is installed. */
export function stagingFolder(root: string): string {
  return join(root, 'staging');
}

/** The folder that a package is installed in. */
export function folderOf(version: string): string {
  return `p-${version}`;
}

/** Folders in the order in which they are loaded: an installed full package takes the place of everything before it. */
export function foldersOf(shipped: readonly string[], root: string, steps: readonly Step[]): readonly string[] {
  const full = steps.findLastIndex(({ kind }) => kind === 'full');
  const installed = steps.slice(Math.max(full, 0)).map(({ folder }) => join(root, folder));
  return full === -1 ? [...shipped, ...installed] : installed;
}

/** Reads the list; none is an empty one. `store.unreadable`: it cannot be read or is no list of ours. */
export function readInstalled(root: string): Result<readonly Step[], 'store.unreadable'> {
  const path = join(root, LIST);
  if (!existsSync(path)) return ok([]);
  try {
    const parsed = v.safeParse(listSchema, JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? ok(parsed.output.steps) : err('store.unreadable');
  } catch {
    // The file system's and JSON's throws mean the same here.
    return err('store.unreadable');
  }
}

/** Writes the list, whole or not at all, and then drops folders that it does not name. */
export function writeInstalled(root: string, steps: readonly Step[]): Result<null, StoreFault> {
  try {
    mkdirSync(root, { recursive: true, mode: 0o700 });
    writeFileDurably(join(root, LIST), new TextEncoder().encode(`${JSON.stringify({ format: 1, steps }, null, 2)}\n`), 0o600);
    const named = new Set<string>(steps.map(({ folder }) => folder));
    for (const entry of readdirSync(root)) {
      if (entry.startsWith('p-') && !named.has(entry)) rmSync(join(root, entry), { recursive: true, force: true });
    }
    return ok(null);
  } catch (error) {
    const fault = storeFaultOf(error);
    if (fault === null) throw error;
    return err(fault);
  }
}
