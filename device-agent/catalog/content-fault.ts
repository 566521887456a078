/** Why a content package is refused: the exact place and a reason that an operator understands. */
import type { BaseIssue } from 'valibot';

/** One finding. `row` counts from 1 inside a list or a CSV's data rows; null where the file is one record. */
export interface ContentFault {
  readonly file: string;
  readonly row: number | null;
  readonly field: string | null;
  readonly reason: string;
}

/** More findings than this help nobody. */
export const CONTENT_FAULTS_MAX = 200;

/** Turns what the schema check found into findings. */
export function faultsOf(file: string, row: number | null, issues: readonly BaseIssue<unknown>[]): readonly ContentFault[] {
  return issues.map((issue) => ({ file, row, field: fieldOf(issue), reason: reasonOf(issue) }));
}

/** A finding as one line for a log or a terminal. */
export function faultLine(fault: ContentFault): string {
  const row = fault.row === null ? '' : ` 第 ${fault.row} 行`;
  const field = fault.field === null ? '' : ` 字段 ${fault.field}`;
  return `${fault.file}${row}${field}：${fault.reason}`;
}

function fieldOf(issue: BaseIssue<unknown>): string | null {
  const path = (issue.path ?? []).map((item) => String(item.key));
  return path.length === 0 ? null : path.join('.');
}

function reasonOf(issue: BaseIssue<unknown>): string {
  const got = issue.received;
  switch (issue.type) {
    case 'strict_object':
      return issue.expected === 'never' ? '没有这个字段' : got === 'undefined' ? '缺少这个字段' : '应为一条记录';
    case 'string':
      return got === 'undefined' ? '缺少这个字段' : '应为文字';
    case 'number':
      return '应为数字';
    case 'boolean':
      return '应为 true 或 false';
    case 'array':
      return got === 'undefined' ? '缺少这个字段' : '应为列表';
    case 'integer':
      return '应为整数';
    case 'min_length':
      return '不能为空';
    case 'max_length':
      return `太长，${String(issue.requirement)} 字以内`;
    case 'min_value':
      return `不能小于 ${String(issue.requirement)}`;
    case 'max_value':
      return `不能大于 ${String(issue.requirement)}`;
    case 'picklist':
    case 'literal':
    case 'variant':
      return `只能是 ${issue.expected ?? '规定的值'}，现在是 ${got}`;
    case 'regex':
      return `格式不对，现在是 ${got}`;
    default:
      return `不合要求：应为 ${issue.expected ?? '规定的值'}，现在是 ${got}`;
  }
}
