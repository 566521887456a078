/** The 24 indicators on paper, for the manager's file: what is asked, what was measured, and the first items that fail. */
import type { ReceiptBlock, ReceiptDocument } from '../../shared/document/receipt.ts';
import { framed } from '../../shared/document/slip-frame.ts';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';
import { valueWords } from './indicators.ts';
import type { Indicator } from './indicators.ts';

/** Failing items named per indicator; the CSV has all of them. */
const NAMED_MAX = 5;

/** The report as a slip. */
export function indicatorsSlip(
  terminal: SlipTerminal,
  indicators: readonly Indicator[],
  { contentVersion, now }: { readonly contentVersion: string; readonly now: Date },
): ReceiptDocument {
  const title = '24 项指标自查';
  const blocks: ReceiptBlock[] = [
    { kind: 'pair', label: '内容版本', value: contentVersion },
    { kind: 'pair', label: '达到', value: `${indicators.filter((one) => one.met).length} 项，共 ${indicators.length} 项`, bold: true },
    { kind: 'rule' },
    ...indicators.flatMap(indicatorBlocks),
  ];
  return { purpose: 'help', title, blocks: framed(terminal, { title, example: false, blocks }, now) };
}

function indicatorBlocks(one: Indicator): readonly ReceiptBlock[] {
  const left = one.failing.length - NAMED_MAX;
  return [
    { kind: 'pair', label: `${one.no}. ${one.name}`, value: `${one.met ? '达到' : '未达到'} ${valueWords(one)}` },
    { kind: 'text', text: `要求 ${one.threshold}`, align: 'right' },
    ...one.failing.slice(0, NAMED_MAX).map((item): ReceiptBlock => ({ kind: 'text', text: `  ${item.name}：${item.why}` })),
    ...(left > 0 ? [{ kind: 'text', text: `  另有 ${left} 个，见导出的表格` } as const] : []),
  ];
}
