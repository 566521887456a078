/** How a simulated scanner answers a command, in the words of each family. */
import { fromHex } from '../../shared/base/bytes.ts';
import { assertNever } from '../../shared/base/never.ts';
import type { AnswerDialect } from '../frame/scan-line-answers.ts';

const ACK = 0x06;
const NAK = 0x15;

/** The bytes of the answer; null where the family gives none. */
export function simulatedAnswer(dialect: AnswerDialect, command: Uint8Array, accepted: boolean): Uint8Array | null {
  const verdict = accepted ? ACK : NAK;
  switch (dialect) {
    case 'none':
      return null;
    case 'newland-old':
      return Uint8Array.of(verdict);
    case 'newland':
      // The command comes back with STX for `~` and the verdict before its semicolon.
      return Uint8Array.from([0x02, ...command.subarray(1, -2), verdict, 0x3b, 0x03]);
    case 'gm65':
      return fromHex(accepted ? '02 00 00 01 00 33 31' : '02 00 01 00 AB CD');
    default:
      return assertNever(dialect);
  }
}
