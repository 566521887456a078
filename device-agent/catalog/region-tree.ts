/** The five levels of divisions: 自治区、盟市、旗县（市、区）、苏木乡镇（街道）、嘎查村（社区）, read off their codes. */
import { assertNever } from '../../shared/base/never.ts';
import { REGION_LEVELS } from '../../shared/catalog/hall.ts';
import type { RegionLevel } from '../../shared/catalog/hall.ts';
import type { Region } from '../../shared/catalog/package.ts';

/** Level of a code: `150000` 自治区, `150100` 盟市, `150102` 旗县, nine digits 苏木, twelve 嘎查. */
export function levelOf(code: string): RegionLevel {
  if (code.length === 12) return REGION_LEVELS[4];
  if (code.length === 9) return REGION_LEVELS[3];
  if (!code.endsWith('00')) return REGION_LEVELS[2];
  return code.endsWith('0000') ? REGION_LEVELS[0] : REGION_LEVELS[1];
}

/** The part of a code that everything under it begins with. */
export function stemOf(code: string): string {
  return code.length > 6 ? code : code.replace(/(?:00){1,2}$/, '');
}

/** The division above; null at the top. */
export function parentOf(code: string): string | null {
  const level = levelOf(code);
  switch (level) {
    case '嘎查':
      return code.slice(0, 9);
    case '苏木':
      return code.slice(0, 6);
    case '旗县':
      return `${code.slice(0, 4)}00`;
    case '盟市':
      return `${code.slice(0, 2)}0000`;
    case '自治区':
      return null;
    default:
      return assertNever(level);
  }
}

/** The divisions one level below, in the order of the package. */
export function childrenOf(code: string, regions: ReadonlyMap<string, Region>): readonly Region[] {
  return [...regions.values()].filter((region) => parentOf(region.code) === code);
}

/** Whether `code` is `above` or lies in it. */
export function liesIn(code: string, above: string): boolean {
  return code === above || code.startsWith(stemOf(above));
}

/** 内蒙古自治区 示例市 示例旗: names from the top down. */
export function pathOf(code: string, regions: ReadonlyMap<string, Region>): readonly string[] {
  const names: string[] = [];
  for (let at: string | null = code; at !== null; at = parentOf(at)) names.unshift(regions.get(at)?.name ?? at);
  return names;
}
