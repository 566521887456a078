/** The slip with the recovery codes of a new enrolment, for the office safe. */
import { chinaMinute } from '../../shared/base/china-time.ts';
import type { ConsoleRole } from '../../shared/console/roles.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { ConsoleTerminal } from './test-page.ts';

/** The slip. It holds secrets: printed on demand only, kept nowhere. */
export function recoverySlip(terminal: ConsoleTerminal, role: ConsoleRole, codes: readonly string[], now: Date): ReceiptDocument {
  return {
    purpose: 'test',
    title: '恢复码',
    blocks: [
      { kind: 'text', text: terminal.placeName, align: 'center' },
      { kind: 'text', text: '恢复码', align: 'center', size: 2, bold: true },
      { kind: 'text', text: role === 'technician' ? '技术员' : '操作员', align: 'center' },
      { kind: 'rule' },
      { kind: 'text', text: '手机丢了或换了，登录时用其中一个代替六位动态码。每个只能用一次。请锁进保险柜，不要拍照。' },
      { kind: 'rule' },
      ...codes.map((code, index) => ({ kind: 'pair', label: `${index + 1}`, value: code, bold: true }) as const),
      { kind: 'rule' },
      { kind: 'pair', label: '打印时间', value: chinaMinute(now) },
      { kind: 'pair', label: '自助机编号', value: terminal.id },
    ],
  };
}
