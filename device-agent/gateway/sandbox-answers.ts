/** What the sandbox answers: 演示 data made from the asking person's number, the same on every call, true of nobody. */
import type { QueryAnswer } from '../../shared/journey/run.ts';
import type { Applicant } from './port.ts';

/** Query applications that the sandbox offers, by their `upstream` name. */
export const SANDBOX_QUERIES: Readonly<Record<string, (applicant: Applicant, wall: Date) => QueryAnswer>> = {
  'gjj-account': (applicant, wall) => {
    const seed = seedOf(applicant.number);
    const base = 4_000 + (seed % 60) * 100;
    const monthly = Math.round(base * 0.12) * 2;
    const months = 24 + (seed % 96);
    return {
      title: '公积金账户查询（演示）',
      rows: [
        { label: '账户状态', value: '正常（示例）' },
        { label: '个人账号', value: `演示-${String(seed % 1_000_000).padStart(6, '0')}` },
        { label: '缴存基数', value: yuan(base) },
        { label: '缴存比例', value: '单位 12%，个人 12%（示例）' },
        { label: '月缴存额', value: yuan(monthly) },
        { label: '缴存月数', value: `${months} 个月（示例）` },
        { label: '账户余额', value: yuan(monthly * months) },
        { label: '缴至年月', value: monthBefore(wall) },
      ],
      asOf: wall.toISOString(),
      source: '演示平台（示例数据，不是真实账户）',
    };
  },
};

/** Matters that the sandbox takes, with the titles that it shows on a progress page. */
export const SANDBOX_MATTERS: Readonly<Record<string, string>> = { 'residence-permit': '居住证在线办理（演示）' };

/** FNV-1a, 32 bits: spreads numbers, hides nothing; the demo persons' numbers belong to nobody. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}

function yuan(amount: number): string {
  return `${amount.toLocaleString('zh-CN', { minimumFractionDigits: 2 })} 元（示例）`;
}

function monthBefore(wall: Date): string {
  const month = new Date(Date.UTC(wall.getFullYear(), wall.getMonth() - 1, 1));
  return `${month.getUTCFullYear()}年${month.getUTCMonth() + 1}月（示例）`;
}
