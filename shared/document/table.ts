/** Sets a table in columns of text; where the paper is too narrow for it, each row becomes `head：cell` lines. */
import { columnsOf } from './columns.ts';
import type { ReceiptColumn } from './receipt.ts';
import { wrapText } from './wrap.ts';

/** One line of a set table. */
export interface TableLine {
  readonly text: string;
  readonly head: boolean;
}

/** Narrower than two hanzi a column cannot be read. */
const MIN_COLUMN = 4;

/** Lines of the table; cells wrap inside their column, one blank column stands between two. Missing cells are empty. */
export function layTable(columns: readonly ReceiptColumn[], rows: readonly (readonly string[])[], width: number): readonly TableLine[] {
  const widths = widthsOf(columns, width);
  if (widths === null) return stack(columns, rows, width);
  const head = columns.some((column) => column.head !== '')
    ? layRow(
        columns,
        widths,
        columns.map(({ head: text }) => text),
      )
    : [];
  return [
    ...head.map((text) => ({ text, head: true })),
    ...rows.flatMap((row) => layRow(columns, widths, row).map((text) => ({ text, head: false }))),
  ];
}

function widthsOf(columns: readonly ReceiptColumn[], width: number): readonly number[] | null {
  const room = width - (columns.length - 1);
  const shares = columns.reduce((sum, column) => sum + Math.max(0, column.share), 0);
  if (columns.length === 0 || shares <= 0) return null;
  const widths = columns.map((column) => Math.floor((Math.max(0, column.share) / shares) * room));
  const spare = room - widths.reduce((sum, each) => sum + each, 0);
  const [first, ...rest] = widths;
  const all = [(first ?? 0) + spare, ...rest];
  return all.every((each) => each >= MIN_COLUMN) ? all : null;
}

function layRow(columns: readonly ReceiptColumn[], widths: readonly number[], cells: readonly string[]): string[] {
  const wrapped = columns.map((_column, index) => wrapText(cells[index] ?? '', widths[index] ?? MIN_COLUMN));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_line, y) =>
    columns
      .map((column, index) => padded(wrapped[index]?.[y] ?? '', widths[index] ?? MIN_COLUMN, column.align))
      .join(' ')
      .trimEnd(),
  );
}

function padded(text: string, width: number, align: 'left' | 'right'): string {
  const blank = ' '.repeat(Math.max(0, width - columnsOf(text)));
  return align === 'left' ? text + blank : blank + text;
}

function stack(columns: readonly ReceiptColumn[], rows: readonly (readonly string[])[], width: number): TableLine[] {
  return rows.flatMap((row) =>
    columns.flatMap((column, index) => {
      const cell = row[index] ?? '';
      if (cell === '') return [];
      return wrapText(column.head === '' ? cell : `${column.head}：${cell}`, width).map((text) => ({ text, head: index === 0 }));
    }),
  );
}
