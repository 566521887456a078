/** Commands that switch a scanner's reading light, as each family of makers spells them. */
import { fromHex } from '../../shared/base/bytes.ts';
import type { AnswerDialect } from './scan-line-answers.ts';

/** The makers' dialects; `none`: the scanner reads by itself and takes no command. */
export type TriggerDialect = 'none' | 'honeywell' | 'newland' | 'newland-old' | 'gm65';

/** Commands of one dialect; null where it has none. */
export interface TriggerCommands {
  readonly on: Uint8Array | null;
  readonly off: Uint8Array | null;
  /** Whose answers follow a command. */
  readonly answers: AnswerDialect;
}

/** Byte tables: README of the serial driver. */
export const TRIGGER_COMMANDS: Readonly<Record<TriggerDialect, TriggerCommands>> = {
  none: { on: null, off: null, answers: 'none' },
  // SYN T CR, SYN U CR; Honeywell answers menu commands only.
  honeywell: { on: fromHex('16 54 0D'), off: fromHex('16 55 0D'), answers: 'none' },
  // ~ SOH 0000 # SCNTRG1 ; ETX: `#` changes the running setting only, `@` would wear the flash.
  newland: {
    on: fromHex('7E 01 30 30 30 30 23 53 43 4E 54 52 47 31 3B 03'),
    off: fromHex('7E 01 30 30 30 30 23 53 43 4E 54 52 47 30 3B 03'),
    answers: 'newland',
  },
  // SOH T EOT reads once and ends by itself.
  'newland-old': { on: fromHex('01 54 04'), off: null, answers: 'newland-old' },
  // Writes 01 or 00 to zone 0002; AB CD in place of the CRC means: do not check.
  gm65: { on: fromHex('7E 00 08 01 00 02 01 AB CD'), off: fromHex('7E 00 08 01 00 02 00 AB CD'), answers: 'gm65' },
};
