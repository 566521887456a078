/** The set-up of the machine as the console changes it: search, save, put the device in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Watched } from '../../shared/base/watchable.ts';
import { refusal, type ConsoleRefusal } from '../../shared/console/refusal.ts';
import type { DeviceRole } from '../../shared/device/status.ts';
import { fingerprintFileSchema, type Fingerprint } from '../../shared/settings/fingerprints.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { MachineSetUp } from '../console/ports.ts';
import { findAnnounced } from '../drivers/ipp/find-announced.ts';
import { findQueues } from '../drivers/ipp/find-queues.ts';
import { findThings } from '../finding/finder.ts';
import type { Addresses } from '../finding/in-use.ts';
import type { Log } from '../platform/log.ts';
import { enumerate } from '../transport/enumerate.ts';
import { putInSlot, type DeviceSlots } from './device-slots.ts';
import { createDevices, loadProfiles, type DeviceParts } from './devices.ts';
import { listProfiles } from './list-profiles.ts';
import { loadJson } from './load-profile.ts';
import { checkTerminal } from './load-settings.ts';
import { openerOf } from './open-address.ts';
import { saveSettings } from './save-settings.ts';

/** CUPS of this machine. */
const PRINT_SERVER = '127.0.0.1:631';

/** What it stands on. */
export interface MachineSetUpParts {
  readonly config: string;
  /** What the machine is set to; every change of the console is set here. */
  readonly present: Watched<Settings>;
  readonly basis: Omit<DeviceParts, 'settings' | 'profiles'>;
  readonly slots: DeviceSlots;
  readonly log: Log;
}

/** The set-up of this machine. */
export function createMachineSetUp({ config, present, basis, slots, log }: MachineSetUpParts): MachineSetUp {
  let profiles = listProfiles(config);

  function profilesAnew(): typeof profiles {
    profiles = listProfiles(config);
    for (const fault of profiles.faults) log.write('config.unreadable', { kind: 'profile', key: /([\w.-]+\.json)/.exec(fault)?.[1] ?? '' });
    return profiles;
  }

  return {
    settings: present,
    profiles: () => profiles,
    find: () =>
      findThings(
        {
          enumerate,
          askQueues: () => findQueues(PRINT_SERVER, basis.clock, new AbortController().signal),
          askAnnounced: () => findAnnounced(basis.clock),
          clock: basis.clock,
          open: (address, baudRate, role) => openerOf(address, { baudRate }, simulatorPort(basis, role), basis.clock),
        },
        {
          fingerprints: loadFingerprints(config, log),
          profiles: profilesAnew(),
          addresses: addressesOf(present.current),
          simulated: simulatedRoles(basis),
        },
      ),
    async change(role, setting) {
      const next = changed(config, role, setting);
      if (!next.ok) return next;
      const checked = checkTerminal(next.value, join(config, 'terminal.json'));
      if (!checked.ok) return err(refusal('console.profile-unfit', checked.error[0] ?? null));
      const loaded = loadProfiles(checked.value, config);
      if (!loaded.ok) return err(refusal('console.profile-unfit', loaded.error[0] ?? null));
      const saved = saveSettings(config, next.value);
      if (!saved.ok) return err(refusal('console.config-not-written', saved.error));
      await putInSlot(slots, role, createDevices({ ...basis, settings: checked.value, profiles: loaded.value }));
      present.set(checked.value);
      return ok(null);
    },
  };
}

/** The file's content with another device in one role; everything else stays as it is written there. */
function changed(config: string, role: DeviceRole, setting: Parameters<MachineSetUp['change']>[1]): Result<unknown, ConsoleRefusal> {
  const file = v.safeParse(v.looseObject({ devices: v.record(v.string(), v.unknown()) }), readJson(join(config, 'terminal.json')));
  if (!file.success) return err(refusal('config.unreadable'));
  const { [role]: _before, ...others } = file.output.devices;
  return ok({ ...file.output, devices: setting === null ? others : { ...others, [role]: setting } });
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** A file that cannot be used leaves the search with what the profiles know. */
function loadFingerprints(config: string, log: Log): readonly Fingerprint[] {
  const json = loadJson(join(config, 'devices', 'fingerprints.json'));
  const checked = json.ok ? v.safeParse(fingerprintFileSchema, json.value) : null;
  if (checked?.success === true) return checked.output.fingerprints;
  log.write('config.unreadable', { key: 'fingerprints.json' });
  return [];
}

function addressesOf({ devices }: Settings): Addresses {
  return Object.fromEntries(Object.entries(devices).flatMap(([role, device]) => (device === undefined ? [] : [[role, device.address]])));
}

function simulatedRoles({ simulatorPorts, simulatedDocumentPrinter }: MachineSetUpParts['basis']): readonly DeviceRole[] {
  const lines: readonly DeviceRole[] = simulatorPorts === null ? [] : ['idReader', 'receiptPrinter', 'codeScanner'];
  return simulatedDocumentPrinter === null ? lines : [...lines, 'documentPrinter'];
}

function simulatorPort({ simulatorPorts }: MachineSetUpParts['basis'], role: DeviceRole | null): number | null {
  return role === null || role === 'documentPrinter' ? null : (simulatorPorts?.[role] ?? null);
}
