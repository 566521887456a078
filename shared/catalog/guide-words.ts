/** Parts of a guide as a clerk would say them, the same on every screen and slip. */
import type { Guide, Limit, Material } from './guide.ts';

/** What stands where the hall has supplied nothing. */
export const NOT_SUPPLIED = '未提供';

/** `20 个工作日`, `当场办结`. */
export function limitWords(limit: Limit | undefined): string {
  if (limit === undefined) return NOT_SUPPLIED;
  const days = limit.days === 0 ? '当场办结' : `${limit.days} 个${limit.unit}`;
  return limit.note === undefined ? days : `${days}（${limit.note}）`;
}

/** `不收费`, `收费：20 元/证`. */
export function feeWords(guide: Guide): string {
  if (guide.fee === undefined) return NOT_SUPPLIED;
  return guide.fee.charged ? `收费：${guide.fee.standard ?? NOT_SUPPLIED}` : '不收费';
}

/** `不用跑`, `要去大厅 1 次`. */
export function visitWords(guide: Guide): string {
  if (guide.visits === undefined) return NOT_SUPPLIED;
  return guide.visits === 0 ? '不用去大厅' : `要去大厅 ${guide.visits} 次`;
}

/** `原件 1份，纸质；来源：公安机关`. */
export function materialWords(material: Material): string {
  const kind = `${material.type ?? `类型${NOT_SUPPLIED}`} ${material.copies ?? `份数${NOT_SUPPLIED}`}，${material.form ?? `形式${NOT_SUPPLIED}`}`;
  return `${kind}；来源：${material.source ?? NOT_SUPPLIED}`;
}
