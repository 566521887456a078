/** Reads CSV (RFC 4180, UTF-8 with or without BOM): strict, because a bad row must refuse the package. */
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';

/** What is wrong and in which record, counted from 1 with the head line. */
export interface CsvFault {
  readonly record: number;
  readonly reason: string;
}

/** All records, the head first. Quoted cells may hold commas, doubled quotes and line ends; empty lines are skipped. */
export function parseCsv(text: string): Result<readonly (readonly string[])[], CsvFault> {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < source.length) {
    if (source[at] === '"') {
      const close = closingQuote(source, at + 1);
      if (close < 0) return err({ record: records.length + 1, reason: '引号没有配对' });
      record.push(source.slice(at + 1, close).replaceAll('""', '"'));
      at = close + 1;
      if (at < source.length && source[at] !== ',' && source[at] !== '\n' && source[at] !== '\r')
        return err({ record: records.length + 1, reason: '引号后面多出文字' });
    } else {
      const end = cellEnd(source, at);
      const cell = source.slice(at, end);
      if (cell.includes('"')) return err({ record: records.length + 1, reason: '引号只能出现在单元格开头' });
      record.push(cell);
      at = end;
    }
    if (source[at] === ',') {
      at += 1;
      if (at === source.length) record.push('');
      continue;
    }
    if (source[at] === '\r') at += 1;
    if (source[at] === '\n') at += 1;
    if (record.length > 1 || record[0] !== '') records.push(record);
    record = [];
  }
  if (record.length > 1 || (record.length === 1 && record[0] !== '')) records.push(record);
  return ok(records);
}

/** Writes records so that `parseCsv` reads them back. */
export function writeCsv(records: readonly (readonly string[])[]): string {
  return records.map((record) => `${record.map(cellText).join(',')}\n`).join('');
}

function cellText(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function closingQuote(source: string, from: number): number {
  for (let at = source.indexOf('"', from); at >= 0; at = source.indexOf('"', at + 2)) {
    if (source[at + 1] !== '"') return at;
  }
  return -1;
}

function cellEnd(source: string, from: number): number {
  for (let at = from; at < source.length; at += 1) {
    const c = source[at];
    if (c === ',' || c === '\n' || c === '\r') return at;
  }
  return source.length;
}
