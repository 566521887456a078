/** The page that a receipt printer prints to show what it can: widths, letters, rare characters, tables, code, cut. */
import { chinaMinute } from '../../shared/base/china-time.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/document/receipt.ts';

/** What every console slip says of the machine. */
export interface ConsoleTerminal {
  readonly id: string;
  readonly placeName: string;
}

/** Characters of real names that cheap built-in fonts lack: GB 18030 two- and four-byte, extension A and B, and the 零 of names. */
const RARE_NAMES = '镕喆堃赟犇淼㛃䶮𬱖𠮷〇·';

/** The page. */
export function testPage(terminal: ConsoleTerminal, now: Date): ReceiptDocument {
  const blocks: readonly ReceiptBlock[] = [
    { kind: 'text', text: terminal.placeName, align: 'center' },
    { kind: 'text', text: '打印测试页', align: 'center', size: 2, bold: true },
    { kind: 'rule' },
    { kind: 'text', text: '1234567890'.repeat(5).slice(0, 48) },
    { kind: 'text', text: '左边对齐', align: 'left' },
    { kind: 'text', text: '居中', align: 'center' },
    { kind: 'text', text: '右边对齐', align: 'right' },
    { kind: 'rule' },
    { kind: 'pair', label: '常用字', value: '政务服务一窗受理' },
    { kind: 'pair', label: '人名用字', value: RARE_NAMES },
    { kind: 'pair', label: '西文', value: 'ABC abc 0123456789' },
    { kind: 'pair', label: '标点', value: '，。；：“”《》（）' },
    {
      kind: 'table',
      columns: [
        { head: '项目', share: 2, align: 'left' },
        { head: '数量', share: 1, align: 'right' },
      ],
      rows: [
        ['示例甲', '12'],
        ['示例乙', '3,456'],
      ],
    },
    { kind: 'code', data: `ZIZHUBAN-TEST ${terminal.id}`, caption: '扫一扫：应读出 ZIZHUBAN-TEST' },
    { kind: 'rule' },
    { kind: 'text', text: '上面没有“〓”、左右不缺字、下面切得齐，就是好的。' },
    { kind: 'pair', label: '打印时间', value: chinaMinute(now) },
    { kind: 'pair', label: '自助机编号', value: terminal.id },
  ];
  return { purpose: 'test', title: '打印测试页', blocks };
}
