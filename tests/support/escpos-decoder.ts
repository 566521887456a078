/** Reads printer bytes strictly: every byte must belong to a known command, or it throws with the offset. */
import { toHex } from '../../shared/base/bytes.ts';
import type { PrintedReceipt } from '../../shared/document/printed.ts';
import { lookAtCommand } from '../../device-agent/simulators/receipt-printer-commands.ts';
import type { PrinterCommandName } from '../../device-agent/simulators/receipt-printer-commands.ts';
import { Paper } from '../../device-agent/simulators/receipt-printer-paper.ts';
import type { PaperSettings } from '../../device-agent/simulators/receipt-printer-paper.ts';

/** What the bytes were. */
export interface DecodedBytes {
  readonly receipts: readonly PrintedReceipt[];
  readonly commands: readonly PrinterCommandName[];
}

/** Decodes to the end. Bytes behind the last cut must not print anything. */
export function decodeEscpos(bytes: Uint8Array, settings: PaperSettings): DecodedBytes {
  const paper = new Paper(settings);
  const receipts: PrintedReceipt[] = [];
  const commands: PrinterCommandName[] = [];
  let at = 0;
  while (at < bytes.length) {
    const look = lookAtCommand(bytes, at);
    if (typeof look === 'string')
      throw new Error(
        `offset ${at}: ${look === 'more' ? 'the last command is cut off' : 'no command begins'} at ${toHex(bytes.subarray(at, at + 8))}`,
      );
    commands.push(look.name);
    paper.execute(look);
    const piece = look.name === 'cut' ? paper.cut() : null;
    if (piece !== null) receipts.push(piece);
    at += look.length;
  }
  if (paper.receipt.blocks.length > 0) throw new Error('something was printed behind the last cut');
  return { receipts, commands };
}
