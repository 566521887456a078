/** A dataset's rows from the CSV beside its head: the head line must name exactly the columns, every cell must be of its kind. */
import { isDay } from '../../shared/base/working-days.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import type { DatasetColumn, DatasetHead } from '../../shared/catalog/dataset.ts';
import { CONTENT_FAULTS_MAX } from './content-fault.ts';
import type { ContentFault } from './content-fault.ts';
import type { Dataset } from './content.ts';
import { parseCsv } from './csv.ts';

/** Longest cell; a longer one is a column that slipped. */
const CELL_MAX = 2000;

/** The dataset, or a finding per bad row. */
export function readDataset(
  file: string,
  head: DatasetHead,
  bytes: ReadonlyMap<string, Uint8Array>,
): Result<Dataset, readonly ContentFault[]> {
  if (head.rowName !== undefined && !head.columns.some((column) => column.key === head.rowName))
    return err([{ file, row: null, field: 'rowName', reason: `没有 ${head.rowName} 这一列` }]);
  const path = `datasets/${head.rowsFile}`;
  const csv = bytes.get(path);
  if (csv === undefined) return err([{ file, row: null, field: 'rowsFile', reason: `没有 ${path} 这个文件` }]);
  const text = decode(csv);
  if (text === null) return err([{ file: path, row: null, field: null, reason: '不是 UTF-8 文字' }]);
  const records = parseCsv(text);
  if (!records.ok) return err([{ file: path, row: Math.max(0, records.error.record - 1), field: null, reason: records.error.reason }]);
  const [titles, ...rows] = records.value;
  const keys = head.columns.map((column) => column.key);
  if (titles === undefined || titles.join(',') !== keys.join(','))
    return err([{ file: path, row: null, field: null, reason: `第一行应为 ${keys.join(',')}` }]);
  const faults: ContentFault[] = [];
  rows.forEach((row, index) => {
    if (faults.length < CONTENT_FAULTS_MAX) faults.push(...rowFaults(path, index + 1, row, head.columns));
  });
  return faults.length > 0 ? err(faults) : ok({ head, rows });
}

function rowFaults(file: string, row: number, cells: readonly string[], columns: readonly DatasetColumn[]): readonly ContentFault[] {
  if (cells.length !== columns.length) return [{ file, row, field: null, reason: `应有 ${columns.length} 列，现在是 ${cells.length} 列` }];
  return columns.flatMap((column, at) => {
    const reason = cellReason(column, cells[at] ?? '');
    return reason === null ? [] : [{ file, row, field: column.key, reason }];
  });
}

function cellReason(column: DatasetColumn, cell: string): string | null {
  if (cell.length > CELL_MAX) return `太长，${CELL_MAX} 字以内`;
  if (cell === '') return null;
  if (column.kind === 'number' && !/^-?\d{1,15}(\.\d{1,6})?$/.test(cell)) return `应为数字，现在是 ${cell}`;
  if (column.kind === 'region' && !/^\d{6}$/.test(cell)) return `应为六位区划代码，现在是 ${cell}`;
  if (column.kind === 'date' && !isDay(cell)) return `应为日期，现在是 ${cell}`;
  return null;
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
