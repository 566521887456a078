/** The 移动端政务服务应用梳理表, with exactly the columns of that form. */
import type { Application } from '../../shared/catalog/package.ts';
import { writeCsv } from './csv.ts';

/** The form's columns, as printed. */
const COLUMNS = ['服务名称', '内容概述', '接入方式', '主管部门及管理权限', '联系人及电话', '备注'] as const;

/** The registry as CSV; what the hall has not said stays empty. */
export function registryCsv(applications: Iterable<Application>): string {
  return writeCsv([
    COLUMNS,
    ...[...applications].map((one) => [one.name, one.summary ?? '', one.access ?? '', one.department, one.contact ?? '', one.note ?? '']),
  ]);
}
