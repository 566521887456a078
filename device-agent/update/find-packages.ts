/** Looks for content packages on a stick: exactly one place, nothing followed, nothing believed. */
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { PackageOnStick, UpdateFault } from '../../shared/console/content-offer.ts';
import { MANIFEST, parseManifest } from '../catalog/package-files.ts';
import type { Clock } from '../platform/clock.ts';
import { inTime } from './in-time.ts';
import { UPDATE_LIMITS } from './limits.ts';
import { readPlainFile } from './plain-file.ts';

/** Folder of the stick in which packages lie, one folder each. */
const FOLDER = 'zizhuban';
/** `._name` (macOS), `System Volume Information` and the like are nobody's package. */
const PACKAGE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/;

/** Where a package of the stick lies; null where the name is none. */
export function packageOnStick(stick: string, folder: string): string | null {
  return PACKAGE_NAME.test(folder) ? join(stick, FOLDER, folder) : null;
}

/** Packages of the stick by name. `update.no-stick`: there is no such folder. */
export async function findPackages(stick: string, clock: Clock): Promise<Result<readonly PackageOnStick[], UpdateFault>> {
  const names = await inTime(clock, namesOf(join(stick, FOLDER)));
  if (!names.ok) return err('update.stick-gone');
  if (names.value === null) return err('update.no-stick');
  const packages: PackageOnStick[] = [];
  for (const folder of names.value) {
    const bytes = await inTime(clock, readPlainFile(join(stick, FOLDER, folder, MANIFEST), UPDATE_LIMITS.manifestBytes));
    if (!bytes.ok) return err('update.stick-gone');
    const manifest = bytes.value === null ? null : parseManifest(bytes.value);
    packages.push({ folder, head: manifest?.ok ? headOf(manifest.value) : null });
  }
  return ok(packages);
}

function headOf({ version, created, kind }: NonNullable<PackageOnStick['head']>): PackageOnStick['head'] {
  return { version, created, kind };
}

async function namesOf(folder: string): Promise<readonly string[] | null> {
  const names: string[] = [];
  try {
    let seen = 0;
    for await (const entry of await opendir(folder)) {
      seen += 1;
      if (seen > UPDATE_LIMITS.entries || names.length >= UPDATE_LIMITS.packages) break;
      // A link is no folder: it might lead into the machine.
      if (PACKAGE_NAME.test(entry.name) && entry.isDirectory()) names.push(entry.name);
    }
  } catch {
    return null;
  }
  return names.sort();
}
