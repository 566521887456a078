/** A page of a dataset after filtering by region and word, and its slip. */
import { numberWords } from '../../shared/base/number-words.ts';
import { daysBetween } from '../../shared/base/working-days.ts';
import type { Day } from '../../shared/base/working-days.ts';
import type { DatasetColumn, DatasetHead } from '../../shared/catalog/dataset.ts';
import type { Region } from '../../shared/catalog/package.ts';
import type { DatasetView } from '../../shared/catalog/views.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/document/receipt.ts';
import type { Dataset } from './content.ts';
import { framed } from '../../shared/document/slip-frame.ts';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';

/** Rows of a screen page. */
const PAGE_ROWS = 20;
/** Rows of a slip: about 60 cm of paper. */
const SLIP_ROWS = 60;
/** Columns of a slip; more do not fit 80 mm. */
const SLIP_COLUMNS = 3;

/** What is asked of a dataset. */
export interface DatasetAsk {
  readonly id: string;
  /** GB/T 2260 code; a league's code stands for its banners too. */
  readonly region?: string | undefined;
  readonly word?: string | undefined;
  /** Page, from 0. A page past the end is the last one. */
  readonly at?: number | undefined;
  /** A row of that page, for the slip of this row alone. */
  readonly row?: number | undefined;
}

/** A row as it is shown, regions by name; `region` keeps the code. */
interface ShownRow {
  readonly cells: readonly string[];
  readonly region: string;
}

/** The page asked for. */
export function datasetPage(dataset: Dataset, ask: DatasetAsk, regions: ReadonlyMap<string, Region>, today: Day): DatasetView {
  const { head } = dataset;
  const rows = filtered(dataset, ask, regions);
  const page = pageOf(rows, ask);
  const shown = rows.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS);
  return {
    id: head.id,
    title: head.title,
    columns: head.columns,
    nameAt: nameAt(head),
    rows: shown.map((row) => row.cells),
    total: rows.length,
    page,
    pageSize: PAGE_ROWS,
    regions: regionsIn(dataset, regions),
    source: head.source,
    asOf: head.asOf,
    stale: isStale(dataset, today),
    licence: head.licence,
    example: head.example,
    chart: chartOf(head.columns, shown),
  };
}

/** The rows that the citizen sees, as a slip. */
export function datasetSlip(
  terminal: SlipTerminal,
  dataset: Dataset,
  ask: DatasetAsk,
  regions: ReadonlyMap<string, Region>,
  now: Date,
  today: Day,
): ReceiptDocument {
  const { head } = dataset;
  const rows = filtered(dataset, ask, regions);
  const single = ask.row === undefined ? undefined : rows[pageOf(rows, ask) * PAGE_ROWS + ask.row];
  const blocks = [
    ...(single === undefined ? tableBlocks(head, rows, ask, regions) : rowBlocks(head, single)),
    ...factBlocks(dataset, today),
  ];
  return { purpose: 'dataset', title: head.title, blocks: framed(terminal, { title: head.title, example: head.example, blocks }, now) };
}

/** One row whole: every column that says something. */
function rowBlocks(head: DatasetHead, { cells }: ShownRow): readonly ReceiptBlock[] {
  return head.columns.flatMap((column, at): readonly ReceiptBlock[] => {
    const value = cells[at] ?? '';
    return value === '' ? [] : [{ kind: 'pair', label: column.title, value: `${cellWords(column, value)}${column.unit ?? ''}` }];
  });
}

function tableBlocks(
  head: DatasetHead,
  rows: readonly ShownRow[],
  ask: DatasetAsk,
  regions: ReadonlyMap<string, Region>,
): readonly ReceiptBlock[] {
  const shown = slipColumns(head.columns);
  const region = ask.region === undefined ? undefined : regions.get(ask.region)?.name;
  const filters: ReceiptBlock[] = [
    ...(region === undefined ? [] : [{ kind: 'pair', label: '地区', value: region } as const]),
    ...(ask.word === undefined || ask.word === '' ? [] : [{ kind: 'pair', label: '查找', value: ask.word } as const]),
  ];
  return [
    ...filters,
    {
      kind: 'table',
      columns: shown.map(({ column }) => ({
        head: column.unit === undefined ? column.title : `${column.title}（${column.unit}）`,
        share: 1,
        align: column.kind === 'number' ? 'right' : 'left',
      })),
      rows: rows.slice(0, SLIP_ROWS).map((row) => shown.map(({ at, column }) => cellWords(column, row.cells[at] ?? ''))),
    },
    ...(rows.length > SLIP_ROWS
      ? [{ kind: 'text', text: `共 ${rows.length} 条，这里是前 ${SLIP_ROWS} 条` } as const]
      : [{ kind: 'text', text: `共 ${rows.length} 条` } as const]),
  ];
}

function cellWords(column: DatasetColumn, value: string): string {
  return column.kind === 'number' ? numberWords(value) : value;
}

/** Where the facts come from and how old they are. */
function factBlocks(dataset: Dataset, today: Day): readonly ReceiptBlock[] {
  const { head } = dataset;
  return [
    { kind: 'rule' },
    { kind: 'pair', label: '数据来源', value: `${head.source.publisher}《${head.source.title}》` },
    { kind: 'pair', label: '数据日期', value: head.asOf },
    ...(isStale(dataset, today) ? [{ kind: 'text', text: '数据较早，请以最新公布为准', bold: true } as const] : []),
    { kind: 'text', text: head.licence },
  ];
}

function pageOf(rows: readonly ShownRow[], ask: DatasetAsk): number {
  return Math.min(ask.at ?? 0, Math.max(1, Math.ceil(rows.length / PAGE_ROWS)) - 1);
}

function filtered(dataset: Dataset, ask: DatasetAsk, regions: ReadonlyMap<string, Region>): readonly ShownRow[] {
  const { columns } = dataset.head;
  const regionAt = columns.findIndex((column) => column.kind === 'region');
  const prefix = ask.region === undefined || ask.region === '' ? '' : ask.region.replace(/(00)+$/, '');
  const word = (ask.word ?? '').normalize('NFKC').trim().toLowerCase();
  return dataset.rows
    .filter((row) => prefix === '' || regionAt < 0 || (row[regionAt] ?? '').startsWith(prefix))
    .map((row): ShownRow => {
      const region = row[regionAt] ?? '';
      return { region, cells: regionAt < 0 ? row : row.with(regionAt, regions.get(region)?.name ?? region) };
    })
    .filter(({ cells }) => word === '' || cells.some((cell) => cell.normalize('NFKC').toLowerCase().includes(word)));
}

function regionsIn(dataset: Dataset, regions: ReadonlyMap<string, Region>): readonly Region[] {
  const at = dataset.head.columns.findIndex((column) => column.kind === 'region');
  if (at < 0) return [];
  const codes = new Set<string>();
  for (const row of dataset.rows) {
    const code = row[at] ?? '';
    // A banner's row makes its league a choice too; a list of a hundred banners helps nobody.
    codes.add(code.endsWith('00') ? code : `${code.slice(0, 4)}00`);
  }
  return [...codes].sort().flatMap((code) => regions.get(code) ?? []);
}

/** Older than the dataset itself allows. */
export function isStale(dataset: Dataset, today: Day): boolean {
  const { asOf, staleAfterDays } = dataset.head;
  return staleAfterDays !== undefined && daysBetween(asOf, today) > staleAfterDays;
}

/** Where the head names no such column, the first one that a list shows. */
function nameAt({ columns, rowName }: DatasetHead): number {
  const named = columns.findIndex((column) => column.key === rowName);
  return named >= 0
    ? named
    : Math.max(
        0,
        columns.findIndex((column) => column.list === true),
      );
}

/** The whole region's bar would make all others short: beside its parts it is left out. */
function chartOf(columns: readonly DatasetColumn[], rows: readonly ShownRow[]): DatasetView['chart'] {
  const value = columns.findIndex((column) => column.kind === 'number');
  const label = columns.findIndex((column) => column.kind === 'region' || column.kind === 'text' || column.kind === 'date');
  if (value < 0 || label < 0) return null;
  const whole = rows.flatMap((row, at) => (row.region.endsWith('0000') ? [at] : []));
  return { label, value, without: whole.length < rows.length ? whole : [] };
}

function slipColumns(columns: readonly DatasetColumn[]): readonly { readonly column: DatasetColumn; readonly at: number }[] {
  const numbered = columns.map((column, at) => ({ column, at }));
  const listed = numbered.filter(({ column }) => column.list === true);
  return (listed.length > 0 ? listed : numbered).slice(0, SLIP_COLUMNS);
}
