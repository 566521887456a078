/** A hall's table as rows of text: CSV in UTF-8 or GB 18030, or a spreadsheet (xlsx, xls) with its merged cells filled. */
import { read, utils } from '@e965/xlsx';
import type { Range, WorkSheet } from '@e965/xlsx';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { ContentFault } from '../catalog/content-fault.ts';
import { parseCsv } from '../catalog/csv.ts';

/** Sizes of a table; a larger one is cut into several by whoever exports it. */
const TABLE_LIMITS = { bytes: 64 * 1024 * 1024, rows: 200_000, columns: 500 } as const;

/** First bytes of a ZIP (xlsx) and of a compound file (xls). */
const SPREADSHEET_STARTS = ['504b0304', 'd0cf11e0'];

/** Where the table lies in its file. */
export interface TablePlace {
  /** Name of the sheet; the first one where it is left out. */
  readonly sheet?: string | undefined;
  /** Rows before the headings: a title over the whole width. */
  readonly skipRows: number;
  /** Rows that the headings take; those below a merged one are joined to it by `/`. */
  readonly headRows: number;
}

/** Headings and rows; `firstRow` is the number that people see beside the first row of data. */
export interface Table {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly firstRow: number;
}

/** Reads the table. */
export function readTable(bytes: Uint8Array, place: TablePlace, file: string): Result<Table, readonly ContentFault[]> {
  if (bytes.length > TABLE_LIMITS.bytes) return refused(file, `文件太大，最多 ${TABLE_LIMITS.bytes / 1024 / 1024} MB`);
  const isSheet = SPREADSHEET_STARTS.some((start) => Buffer.from(bytes.subarray(0, 4)).toString('hex') === start);
  const cells = isSheet ? sheetCells(bytes, place.sheet, file) : csvCells(bytes, file);
  if (!cells.ok) return cells;
  if (cells.value.length > TABLE_LIMITS.rows) return refused(file, `行太多，最多 ${TABLE_LIMITS.rows} 行`);
  const headings = cells.value.slice(place.skipRows, place.skipRows + place.headRows);
  const width = Math.max(0, ...headings.map((row) => row.length));
  const heads = Array.from({ length: width }, (_, at) =>
    [...new Set(headings.map((row) => (row[at] ?? '').trim()))].filter((part) => part !== '').join('/'),
  );
  const before = place.skipRows + place.headRows;
  const rows = cells.value.slice(before).filter((row) => row.some((cell) => cell.trim() !== ''));
  // Beside a spreadsheet people see the row's own number; a CSV is counted from its first row of data.
  return ok({ heads, rows, firstRow: isSheet ? before + 1 : 1 });
}

/** GB 18030 when the bytes are no UTF-8: what office programs in Chinese save. */
function decodeTable(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function csvCells(bytes: Uint8Array, file: string): Result<readonly (readonly string[])[], readonly ContentFault[]> {
  const parsed = parseCsv(decodeTable(bytes));
  if (parsed.ok) return parsed;
  return err([{ file, row: Math.max(0, parsed.error.record - 1), field: null, reason: parsed.error.reason }]);
}

function sheetCells(
  bytes: Uint8Array,
  wanted: string | undefined,
  file: string,
): Result<readonly (readonly string[])[], readonly ContentFault[]> {
  let book;
  try {
    book = read(bytes, { type: 'array', cellFormula: false, cellHTML: false, sheetRows: TABLE_LIMITS.rows + 1 });
  } catch {
    return refused(file, '打不开这个表格文件，可能不完整或加了密码');
  }
  const sheet = book.Sheets[wanted ?? book.SheetNames[0] ?? ''];
  if (sheet === undefined) return refused(file, wanted === undefined ? '表格文件里没有工作表' : `没有名为“${wanted}”的工作表`);
  const extent = utils.decode_range(sheet['!ref'] ?? 'A1');
  if (extent.e.c >= TABLE_LIMITS.columns) return refused(file, `列太多，最多 ${TABLE_LIMITS.columns} 列`);
  return ok(filledCells(sheet, extent));
}

/** A merged cell says the same in every place that it covers; an empty cell of its own says nothing. */
function filledCells(sheet: WorkSheet, extent: Range): readonly (readonly string[])[] {
  const rows = Array.from({ length: extent.e.r + 1 }, (_, r) => Array.from({ length: extent.e.c + 1 }, (__, c) => cellText(sheet, r, c)));
  for (const merge of sheet['!merges'] ?? []) {
    const value = rows[merge.s.r]?.[merge.s.c] ?? '';
    for (let r = merge.s.r; r <= Math.min(merge.e.r, extent.e.r); r += 1) rows[r]?.fill(value, merge.s.c, merge.e.c + 1);
  }
  return rows;
}

/** As it is shown in the office program: a code keeps its leading noughts, a number its own form. */
function cellText(sheet: WorkSheet, r: number, c: number): string {
  const cell: { readonly w?: string; readonly v?: unknown } | undefined = sheet[utils.encode_cell({ r, c })];
  if (cell === undefined) return '';
  return (cell.w ?? (typeof cell.v === 'string' || typeof cell.v === 'number' ? String(cell.v) : '')).trim();
}

function refused(file: string, reason: string): Result<never, readonly ContentFault[]> {
  return err([{ file, row: null, field: null, reason }]);
}
