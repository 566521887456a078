/** Explains what came from a code scanner: a serial line, or HID POS reports. */
import { assertNever } from '../../shared/base/never.ts';
import { decideText } from '../../shared/device/decide-text.ts';
import type { Decoded } from '../frame/decoder.ts';
import { createHidPosDecoder } from '../frame/hid-pos.ts';
import { layoutFromReport } from '../frame/hid-pos-layout.ts';
import type { ScanFrame } from '../frame/scan-frame.ts';
import { answerAtStart, type AnswerDialect } from '../frame/scan-line-answers.ts';
import { createScanLineDecoder, type ScanLineOptions } from '../frame/scan-line.ts';
import { field, noise } from './decode-lines.ts';
import { showCode } from './show-code.ts';

const STX = 0x02;
const LF = 0x0a;
const CR = 0x0d;
const REPORT_BYTES = 64;

/** A serial line, framed as the profile says; without one the framing is guessed from the bytes. */
export function decodeScanLine(bytes: Uint8Array, framing: ScanLineOptions | null): readonly string[] {
  const decoder = createScanLineDecoder(framing ?? guessFraming(bytes));
  return [...decoder.push(bytes), ...decoder.gap()].flatMap(linesOf);
}

/** CR, LF or CRLF, with or without STX … ETX and AIM identifier, and the answers of Newland or GM65. */
function guessFraming(bytes: Uint8Array): ScanLineOptions {
  const answers: AnswerDialect = typeof answerAtStart(bytes, 'gm65') === 'object' ? 'gm65' : 'newland';
  return {
    suffix: bytes.at(-1) === LF ? (bytes.at(-2) === CR ? 'crlf' : 'lf') : 'cr',
    stxEtx: bytes[0] === STX && answerAtStart(bytes, answers) === 'not-one',
    prefix: 'aim',
    aimOfCodeId: {},
    unknownEndsBy: 'suffix',
    answers,
  };
}

/** HID POS input reports of 64 bytes each, or one of 63. */
export function decodeScanReports(bytes: Uint8Array): readonly string[] {
  const decoder = createHidPosDecoder(null);
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += REPORT_BYTES) {
    const report = bytes.subarray(at, at + REPORT_BYTES);
    const layout = layoutFromReport(report);
    lines.push(field(report.subarray(0, 1), '报告号'), field(report.subarray(1, 2), `本报告的数据 ${report[1] ?? 0} 字节`));
    if (layout.aimAt !== null) lines.push(field(report.subarray(layout.aimAt, layout.aimAt + 3), 'AIM 标识'));
    if (report[63] !== undefined) lines.push(field(report.subarray(63), (report[63] & 1) === 1 ? '下一个报告继续' : '到此为止'));
    lines.push(...decoder.push(report).flatMap(linesOf));
  }
  return [...lines, ...decoder.gap().flatMap(linesOf)];
}

function linesOf(item: Decoded<ScanFrame>): string[] {
  if (item.kind === 'noise') return [noise(item.bytes, item.why)];
  const { frame } = item;
  switch (frame.kind) {
    case 'answer':
      return [frame.accepted ? '对命令的应答：已接受' : '对命令的应答：拒绝'];
    case 'code':
      return ['一个码', ...showCode({ bytes: frame.bytes, aim: frame.aim, ...decideText(frame.bytes, frame.aim) })];
    default:
      return assertNever(frame);
  }
}
