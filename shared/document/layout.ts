/** Lays a receipt document out as lines for a width in columns: the same lines go to the printer, to the screen's preview and into tests. */
import { assertNever } from '../base/never.ts';
import { columnsOf, quickColumns } from './columns.ts';
import type { ReceiptBlock, ReceiptDocument } from './receipt.ts';
import { layTable } from './table.ts';
import { wrapText } from './wrap.ts';

/** One line of the paper, top to bottom. */
export type DocumentLine =
  /** `text` fits the width (half of it at size 2) and is aligned by whoever draws it. */
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align: 'left' | 'center' | 'right';
      readonly size: 1 | 2;
      readonly bold: boolean;
    }
  /** A line across the paper. */
  | { readonly kind: 'rule' }
  /** A QR code in the middle. */
  | { readonly kind: 'code'; readonly data: string }
  /** Empty lines. */
  | { readonly kind: 'feed'; readonly lines: number };

/** For what paper, and whether it is a second print. */
export interface LayoutOptions {
  /** Columns of the paper: 32 for 58 mm, 48 for 80 mm. At least 16. */
  readonly columns: number;
  /** Puts 补打 above everything else. */
  readonly reprint: boolean;
}

/** The words of the mark on a second print; the first paper may be in somebody's hand. */
const REPRINT_MARK = '【补打】';

/** More empty lines than this in one block are a mistake in the content, and cost paper. */
const MAX_FEED_LINES = 12;

/** Lines of a document. */
export function layoutDocument(document: ReceiptDocument, options: LayoutOptions): readonly DocumentLine[] {
  const lines: DocumentLine[] = [];
  if (options.reprint) lines.push(textLine(REPRINT_MARK, 'center', 1, true));
  if (document.title !== '' && !headsItself(document)) layText(lines, document.title, 'center', 2, true, options.columns);
  for (const block of document.blocks) layBlock(lines, block, options.columns);
  return lines;
}

/** A framed slip carries its title between the place and the marks; paper says it once. */
function headsItself({ title, blocks }: ReceiptDocument): boolean {
  return blocks.some((block) => block.kind === 'text' && block.size === 2 && block.text === title);
}

function layBlock(lines: DocumentLine[], block: ReceiptBlock, columns: number): void {
  switch (block.kind) {
    case 'text':
      return layText(lines, block.text, block.align ?? 'left', block.size ?? 1, block.bold ?? false, columns);
    case 'pair':
      return layPair(lines, block.label, block.value, block.bold ?? false, columns);
    case 'table':
      for (const row of layTable(block.columns, block.rows, columns)) lines.push(textLine(row.text, 'left', 1, row.head));
      return;
    case 'rule':
      lines.push({ kind: 'rule' });
      return;
    case 'code':
      lines.push({ kind: 'code', data: block.data });
      if (block.caption !== undefined) layText(lines, block.caption, 'center', 1, false, columns);
      return;
    case 'feed':
      lines.push({ kind: 'feed', lines: Math.min(Math.max(1, Math.trunc(block.lines)), MAX_FEED_LINES) });
      return;
    default:
      return assertNever(block);
  }
}

function layText(
  lines: DocumentLine[],
  text: string,
  align: 'left' | 'center' | 'right',
  size: 1 | 2,
  bold: boolean,
  columns: number,
): void {
  for (const line of wrapText(text, Math.floor(columns / size))) lines.push(textLine(line, align, size, bold));
}

function layPair(lines: DocumentLine[], label: string, value: string, bold: boolean, columns: number): void {
  const labelColumns = quickColumns(label);
  const valueColumns = quickColumns(value);
  const gap = columns - labelColumns - valueColumns;
  if (labelColumns >= 0 && valueColumns >= 0 && gap > 0) {
    lines.push(textLine(label + ' '.repeat(gap) + value, 'left', 1, bold));
    return;
  }
  laySlowPair(lines, label, value, bold, columns);
}

/** A pair with unusual characters, or one that needs lines of its own: the value then stands right if it is one line, else indented. */
function laySlowPair(lines: DocumentLine[], label: string, value: string, bold: boolean, columns: number): void {
  const labels = wrapText(label, columns);
  const values = wrapText(value, columns - 2);
  const [onlyLabel = '', onlyValue = ''] = [labels[0], values[0]];
  const gap = columns - columnsOf(onlyLabel) - columnsOf(onlyValue);
  if (labels.length === 1 && values.length === 1 && gap > 0) {
    lines.push(textLine(onlyLabel + ' '.repeat(gap) + onlyValue, 'left', 1, bold));
    return;
  }
  for (const line of labels) lines.push(textLine(line, 'left', 1, bold));
  for (const line of values) lines.push(values.length === 1 ? textLine(line, 'right', 1, bold) : textLine(`  ${line}`, 'left', 1, bold));
}

function textLine(text: string, align: 'left' | 'center' | 'right', size: 1 | 2, bold: boolean): DocumentLine {
  return { kind: 'text', text, align, size, bold };
}
