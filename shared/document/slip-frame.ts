/** What every slip carries around its body: the place, the title, marks of 演示 and 示例, the machine and whom to ask. */
import { chinaMinute } from '../base/china-time.ts';
import type { ReceiptBlock } from './receipt.ts';

/** What a slip says of the machine that printed it. */
export interface SlipTerminal {
  readonly id: string;
  readonly placeName: string;
  readonly helpWindow: string;
  readonly helpPhone: string;
  /** True with the sandbox platform: the slip says 演示. */
  readonly sandbox: boolean;
}

/** The body of a slip between head and foot. */
export interface SlipBody {
  readonly title: string;
  /** True where the hall must still put in its own data. */
  readonly example: boolean;
  readonly blocks: readonly ReceiptBlock[];
}

/** All blocks of a slip. */
export function framed(terminal: SlipTerminal, body: SlipBody, now: Date): readonly ReceiptBlock[] {
  const marks: ReceiptBlock[] = [
    ...(terminal.sandbox ? [{ kind: 'text', text: '演示，不作为办事凭证', align: 'center', bold: true } as const] : []),
    ...(body.example ? [{ kind: 'text', text: '示例内容，以窗口告知为准', align: 'center', bold: true } as const] : []),
  ];
  return [
    { kind: 'text', text: terminal.placeName, align: 'center' },
    { kind: 'text', text: body.title, align: 'center', size: 2, bold: true },
    ...marks,
    { kind: 'rule' },
    ...body.blocks,
    { kind: 'rule' },
    { kind: 'pair', label: '打印时间', value: chinaMinute(now) },
    { kind: 'pair', label: '自助机编号', value: terminal.id },
    { kind: 'pair', label: '咨询', value: `${terminal.helpWindow} ${terminal.helpPhone}` },
    ...marks,
  ];
}
