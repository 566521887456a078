/** Explains what a receipt printer answers. */
import { assertNever } from '../../shared/base/never.ts';
import { EscposStatusDecoder, type EscposAnswer } from '../frame/escpos-status.ts';
import { field, noise } from './decode-lines.ts';
import { withoutIdentityNumbers } from './show-code.ts';

/** Status, blocks and one-byte answers, in the order in which they stand. */
export function decodeEscpos(bytes: Uint8Array): readonly string[] {
  const decoder = new EscposStatusDecoder();
  return [...decoder.push(bytes), ...decoder.gap()].map((item) =>
    item.kind === 'noise' ? noise(item.bytes, item.why) : answerLine(item.frame),
  );
}

function answerLine(answer: EscposAnswer): string {
  switch (answer.kind) {
    case 'realtime':
      return field([answer.bits], `实时状态（10 04 n 的应答）：${bitsOf(answer.bits)}`);
    case 'asb':
      return field(answer.bits, `自动状态 ASB：${asbWords(answer.bits)}`);
    case 'extended-asb':
      return field([0x39, ...answer.bits, 0], '扩展自动状态');
    case 'block':
      return field(
        [answer.header, ...answer.body, 0],
        `数据块 ${blockName(answer.header)}：${JSON.stringify(withoutIdentityNumbers(String.fromCharCode(...answer.body)))}`,
      );
    case 'single':
      return field([answer.bits], `单字节应答（1D 72、1D 49、1B 76）：${bitsOf(answer.bits)}`);
    case 'flow':
      return field([answer.on ? 0x11 : 0x13], answer.on ? 'XON：可以继续发送' : 'XOFF：请暂停发送');
    default:
      return assertNever(answer);
  }
}

function bitsOf(byte: number): string {
  return byte.toString(2).padStart(8, '0');
}

/** Epson, ASB: byte 1 bits 3 offline, 5 cover, 6 feeding; byte 2 bits 3 cutter, 5 unrecoverable, 6 auto-recoverable; byte 3 bits 0-1 near end, 2-3 end. */
function asbWords([first, second, third]: readonly [number, number, number, number]): string {
  const words = [
    (first & 0x08) !== 0 && '脱机',
    (first & 0x20) !== 0 && '上盖打开',
    (first & 0x40) !== 0 && '正在走纸',
    (second & 0x08) !== 0 && '切刀出错',
    (second & 0x20) !== 0 && '不可恢复的故障',
    (second & 0x40) !== 0 && '可自行恢复的故障',
    (third & 0x03) !== 0 && '纸将尽',
    (third & 0x0c) !== 0 && '缺纸',
  ].filter((word) => word !== false);
  return words.length === 0 ? '正常' : words.join('、');
}

function blockName(header: number): string {
  return header === 0x37 ? '（37：处理编号或清缓冲）' : header === 0x5f ? '（5F：打印机信息）' : `（${header.toString(16).toUpperCase()}）`;
}
