/** What a citizen carries away from a 未接入 page: where to go instead. */
import type { UnconnectedView } from '../../shared/catalog/views.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/document/receipt.ts';
import { framed } from '../../shared/document/slip-frame.ts';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';

/** The slip as a document. */
export function unconnectedSlip(terminal: SlipTerminal, view: UnconnectedView, now: Date): ReceiptDocument {
  const blocks: ReceiptBlock[] = [
    { kind: 'text', text: view.title, bold: true },
    { kind: 'pair', label: '主管部门', value: view.department },
    { kind: 'text', text: view.why },
    { kind: 'pair', label: '可以去', value: view.window },
    { kind: 'pair', label: '可以打', value: view.phone },
    ...(view.url === null ? [] : [{ kind: 'code', data: view.url, caption: '手机扫一扫，去网上查' } as const]),
  ];
  return { purpose: 'help', title: '办事指引', blocks: framed(terminal, { title: '办事指引', example: false, blocks }, now) };
}
