/** The device profiles of this machine as the search needs them, and the fingerprints that scanner profiles carry in their own USB ids. */
import type { ProfileChoice, SettingAddress } from '../../shared/console/snapshot.ts';
import type { DeviceRole } from '../../shared/device/status.ts';
import type { Fingerprint } from '../../shared/settings/fingerprints.ts';
import type { IdReaderProfile } from '../../shared/settings/id-reader-profile.ts';
import type { ScannerProfile } from '../../shared/settings/scanner-profile.ts';

/** Every profile file that can be read. */
export interface KnownProfiles {
  readonly idReaders: ReadonlyMap<string, IdReaderProfile>;
  readonly scanners: ReadonlyMap<string, ScannerProfile>;
  /** For the technician's choice. */
  readonly choices: readonly ProfileChoice[];
  /** Files that cannot be used, as sentences. */
  readonly faults: readonly string[];
}

/** What the scanner profiles know of ids: those that can be used before those that only type. */
export function scannerFingerprints(scanners: KnownProfiles['scanners']): readonly Fingerprint[] {
  const rows = [...scanners].flatMap(([id, profile]) =>
    profile.usb.flatMap(({ vendorId, productId, mode, model }): readonly Fingerprint[] => {
      const common = { vendorId, productId, is: 'code-scanner', name: `${model} 扫码器`, mode, sure: 'likely' } as const;
      if (mode === 'keyboard') return [common];
      const fits = (mode === 'serial') === (profile.link === 'serial');
      return fits ? [{ ...common, profile: id, line: mode === 'serial' ? 'tty' : 'hidraw' }] : [];
    }),
  );
  return rows.toSorted((a, b) => Number(a.mode === 'keyboard') - Number(b.mode === 'keyboard'));
}

/** Whether a profile can be used for a role at this kind of line: HID reports are no serial bytes. */
export function profileFits({ choices }: KnownProfiles, role: DeviceRole, profile: string, address: SettingAddress): boolean {
  const hid = address.via === 'hid' || address.via === 'hidraw' || (address.via === 'socket' && address.line === 'hidraw');
  return choices.some((choice) => choice.role === role && choice.id === profile && choice.line === (hid ? 'hid' : 'bytes'));
}
