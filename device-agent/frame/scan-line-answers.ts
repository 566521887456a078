/** Answers of a serial scanner to our own commands, told apart from codes in the same byte stream. */
import { assertNever } from '../../shared/base/never.ts';

/** Whose answers may come. `none`: the scanner never answers, every byte belongs to a code. */
export type AnswerDialect = 'none' | 'newland' | 'newland-old' | 'gm65';

/** An answer at the start of the held bytes: its length and whether the scanner took the command; `wait` until more bytes tell. */
export type AnswerStart = { readonly length: number; readonly accepted: boolean } | 'wait' | 'not-one';

const STX = 0x02;
const ETX = 0x03;
const ACK = 0x06;
const NAK = 0x15;

/** Longest answer looked for: Newland repeats the command, and we send none above 62 bytes. */
const MAX_NEWLAND_ANSWER = 128;

/** Looks whether `held` begins with an answer of `dialect`. Never throws. */
export function answerAtStart(held: Uint8Array, dialect: AnswerDialect): AnswerStart {
  switch (dialect) {
    case 'none':
      return 'not-one';
    case 'newland-old':
      return held[0] === ACK || held[0] === NAK ? { length: 1, accepted: held[0] === ACK } : 'not-one';
    case 'newland':
      return newlandAnswer(held);
    case 'gm65':
      return gm65Answer(held);
    default:
      return assertNever(dialect);
  }
}

/** `02 01 "0000" command 06|15|05 ; 03`: ACK, NAK or ENQ stands before the closing semicolon. */
function newlandAnswer(held: Uint8Array): AnswerStart {
  if (!startsLike(held, [STX, 0x01, 0x30, 0x30, 0x30, 0x30])) return 'not-one';
  const end = held.indexOf(ETX);
  if (end >= 0) return { length: end + 1, accepted: held[end - 2] === ACK };
  return held.length > MAX_NEWLAND_ANSWER ? 'not-one' : 'wait';
}

/** `02 00 type length data crc16`: type 00 means done. */
function gm65Answer(held: Uint8Array): AnswerStart {
  if (!startsLike(held, [STX, 0x00])) return 'not-one';
  const length = held[3];
  if (length === undefined || held.length < 6 + length) return 'wait';
  return { length: 6 + length, accepted: held[2] === 0 };
}

function startsLike(held: Uint8Array, head: readonly number[]): boolean {
  return held.length > 0 && head.every((byte, index) => index >= held.length || held[index] === byte);
}
