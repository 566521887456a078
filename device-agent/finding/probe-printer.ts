/** Is a receipt printer at the other end? Real-time questions only, which no printer prints; who it is, only once it has answered. */
import { ask, IDENTIFY } from '../drivers/receipt-escpos/commands.ts';
import { EscposStatusDecoder, type EscposAnswer } from '../frame/escpos-status.ts';
import type { Clock } from '../platform/clock.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { FINDING_DELAYS } from './delays.ts';
import { talkOver } from './line-talk.ts';

/** Header of a `GS I` text. */
const IDENTITY = 0x5f;
const IDENTITY_TEXTS = 3;

/** What the printer says of itself (maker, model); null where nobody answers as a printer does. */
export async function probePrinter(channel: ByteChannel, clock: Clock): Promise<string | null> {
  const talk = talkOver(channel, clock);
  // Two answers of the right shape: one alone may be noise of a line at the wrong speed.
  for (const question of [ask(1), ask(4)]) {
    const heard = await talk.ask(question, FINDING_DELAYS.printerAnswerMs, (bytes) => answers(bytes).some(isRealTime));
    if (!answers(heard).some(isRealTime)) return null;
  }
  const said = await talk.ask(IDENTIFY, FINDING_DELAYS.printerIdentityMs, (bytes) => identities(bytes).length >= IDENTITY_TEXTS);
  return identities(said).slice(0, 2).join(' ');
}

function answers(bytes: Uint8Array): readonly EscposAnswer[] {
  return new EscposStatusDecoder().push(bytes).flatMap((item) => (item.kind === 'frame' ? [item.frame] : []));
}

function isRealTime(answer: EscposAnswer): boolean {
  return answer.kind === 'realtime';
}

function identities(bytes: Uint8Array): readonly string[] {
  return answers(bytes).flatMap((answer) =>
    answer.kind === 'block' && answer.header === IDENTITY ? [String.fromCharCode(...answer.body).replace(/[^\x20-\x7e]/g, '')] : [],
  );
}
