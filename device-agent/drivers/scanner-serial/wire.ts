/** From a profile to bytes: how its codes are framed and which commands it takes. */
import type { SerialScannerProfile } from '../../../shared/settings/scanner-profile.ts';
import type { ScanLineOptions } from '../../frame/scan-line.ts';
import { TRIGGER_COMMANDS, type TriggerCommands } from '../../frame/scan-line-commands.ts';

/** The framing of a profile. */
export function framingOf(profile: SerialScannerProfile): ScanLineOptions {
  const { suffix, stxEtx, prefix, aimOfCodeId, unknownEndsBy } = profile;
  return { suffix, stxEtx, prefix, aimOfCodeId, unknownEndsBy, answers: commandsOf(profile).answers };
}

/** The commands of a profile. */
export function commandsOf(profile: SerialScannerProfile): TriggerCommands {
  return TRIGGER_COMMANDS[profile.trigger];
}
