/** Roman numerals of GB 2312 (Ⅰ, Ⅱ …) in letters where no font has them: the same sign, and the only ones that may be spelt otherwise. */
import { assertNever } from '../../shared/base/never.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/document/receipt.ts';
import type { OutlineSource } from './outlines.ts';

const ROMAN = /[\u2160-\u217F]/gu;

/** The document as the fonts can write it. */
export function spellOut(document: ReceiptDocument, source: OutlineSource): ReceiptDocument {
  const spelt = (text: string): string =>
    text.replace(ROMAN, (numeral) => (source.outline(numeral.codePointAt(0) ?? 0) === null ? numeral.normalize('NFKC') : numeral));
  return { ...document, blocks: document.blocks.map((block) => blockWith(block, spelt)) };
}

function blockWith(block: ReceiptBlock, spelt: (text: string) => string): ReceiptBlock {
  switch (block.kind) {
    case 'text':
      return { ...block, text: spelt(block.text) };
    case 'pair':
      return { ...block, label: spelt(block.label), value: spelt(block.value) };
    case 'table':
      return {
        ...block,
        columns: block.columns.map((column) => ({ ...column, head: spelt(column.head) })),
        rows: block.rows.map((row) => row.map(spelt)),
      };
    case 'code':
      return block.caption === undefined ? block : { ...block, caption: spelt(block.caption) };
    case 'rule':
    case 'feed':
      return block;
    default:
      return assertNever(block);
  }
}
