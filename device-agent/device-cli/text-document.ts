/** Turns a text file into a document for the receipt printer. */
import type { ReceiptBlock, ReceiptDocument } from '../../shared/document/receipt.ts';

/** Longest file that is printed: some 20 m of paper. */
export const MAX_TEXT_BYTES = 64 * 1024;

/** One line is one block; `---` is a rule, `QR:data` a code, an empty line feeds. */
export function textDocument(title: string, text: string): ReceiptDocument {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  return { purpose: 'test', title, blocks: lines.map(blockOf) };
}

function blockOf(line: string): ReceiptBlock {
  if (/^-{3,}$/.test(line)) return { kind: 'rule' };
  if (line.startsWith('QR:') && line.length > 3) return { kind: 'code', data: line.slice(3) };
  return line.trim() === '' ? { kind: 'feed', lines: 1 } : { kind: 'text', text: line };
}
