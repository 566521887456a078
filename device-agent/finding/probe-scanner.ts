/** Is a code scanner at the other end? A command that changes nothing and that its family answers; a family that never answers stays unproved. */
import { fromHex } from '../../shared/base/bytes.ts';
import type { SerialScannerProfile } from '../../shared/settings/scanner-profile.ts';
import { answerAtStart } from '../frame/scan-line-answers.ts';
import { TRIGGER_COMMANDS } from '../frame/scan-line-commands.ts';
import type { Clock } from '../platform/clock.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { FINDING_DELAYS } from './delays.ts';
import { talkOver } from './line-talk.ts';

/** SYN M CR REVINF . : software revision; answered by the text, the command and ACK. */
const HONEYWELL_REVISION = fromHex('16 4D 0D 52 45 56 49 4E 46 2E');
const REVISION_WORD = 'REVINF';

/** Whether it answered as its family does. */
export async function probeScanner(channel: ByteChannel, clock: Clock, dialect: SerialScannerProfile['trigger']): Promise<boolean> {
  const talk = talkOver(channel, clock);
  const answered = (bytes: Uint8Array): boolean =>
    dialect === 'honeywell'
      ? String.fromCharCode(...bytes).includes(REVISION_WORD)
      : typeof answerAtStart(bytes, TRIGGER_COMMANDS[dialect].answers) === 'object';
  const question = dialect === 'honeywell' ? HONEYWELL_REVISION : TRIGGER_COMMANDS[dialect].off;
  if (question === null) return false;
  return answered(await talk.ask(question, FINDING_DELAYS.scannerAnswerMs, answered));
}
