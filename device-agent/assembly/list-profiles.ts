/** Reads every device profile of the configuration for the technician's choice; a file that does not fit is left out and named. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../shared/base/result.ts';
import type { ProfileChoice } from '../../shared/console/snapshot.ts';
import type { DeviceRole } from '../../shared/device/status.ts';
import { documentPrinterProfileSchema } from '../../shared/settings/document-printer-profile.ts';
import { idReaderProfileSchema } from '../../shared/settings/id-reader-profile.ts';
import { scannerProfileSchema } from '../../shared/settings/scanner-profile.ts';
import type { KnownProfiles } from '../finding/known-profiles.ts';
import { loadPrinter } from './devices.ts';
import { loadProfile } from './load-profile.ts';

/** Most profiles of one family that are read. */
const MOST = 500;

/** All profiles of `config/devices`. */
export function listProfiles(config: string): KnownProfiles {
  const faults: string[] = [];
  const readers = family(config, 'id-readers', (name) => loadProfile(config, 'id-readers', name, idReaderProfileSchema), faults);
  const printers = family(config, 'printers', (name) => loadPrinter(config, name), faults);
  const scanners = family(config, 'scanners', (name) => loadProfile(config, 'scanners', name, scannerProfileSchema), faults);
  const sheets = family(
    config,
    'document-printers',
    (name) => loadProfile(config, 'document-printers', name, documentPrinterProfileSchema),
    faults,
  );
  return {
    idReaders: readers,
    scanners,
    choices: [
      ...choices('idReader', readers, ({ title, envelope }) => ({ name: title, hid: envelope !== 'serial' })),
      ...choices('receiptPrinter', printers, ({ name }) => ({ name, hid: false })),
      ...choices('codeScanner', scanners, ({ name, link }) => ({ name, hid: link === 'hid-pos' })),
      ...choices('documentPrinter', sheets, ({ name }) => ({ name, hid: false })),
    ],
    faults,
  };
}

function family<P>(config: string, folder: string, load: (name: string) => Result<P, string>, faults: string[]): Map<string, P> {
  const found = new Map<string, P>();
  for (const name of namesIn(join(config, 'devices', folder))) {
    const profile = load(name);
    if (profile.ok) found.set(name, profile.value);
    else faults.push(profile.error);
  }
  return found;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .flatMap((file) => /^([a-z0-9][a-z0-9-]{0,63})\.json$/.exec(file)?.[1] ?? [])
      .sort()
      .slice(0, MOST);
  } catch {
    return [];
  }
}

function choices<P>(
  role: DeviceRole,
  profiles: ReadonlyMap<string, P>,
  about: (profile: P) => { readonly name: string; readonly hid: boolean },
): readonly ProfileChoice[] {
  return [...profiles].map(([id, profile]) => {
    const { name, hid } = about(profile);
    return { role, id, name, line: hid ? 'hid' : 'bytes' };
  });
}
