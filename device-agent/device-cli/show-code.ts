/** A scanned code in words; what looks like an identity number is masked, and its bytes are then not shown. */
import { toHex } from '../../shared/base/bytes.ts';
import type { ScannedCode } from '../../shared/device/code.ts';

const DECISIONS = {
  ascii: 'ASCII',
  eci: '码内标明的字符集（ECI）',
  'utf-8': 'UTF-8',
  gb18030: 'GB 18030',
  unknown: '不能当作文字',
} as const satisfies Record<ScannedCode['decision'], string>;

/** GB 11643 numbers and anything of their shape. */
const IDENTITY_NUMBER = /(?<![0-9])([0-9])[0-9]{16}([0-9Xx])(?![0-9])/g;

/** A text in which numbers of that shape are masked. */
export function withoutIdentityNumbers(text: string): string {
  return text.replace(IDENTITY_NUMBER, '$1****************$2');
}

/** Lines for a technician. */
export function showCode(code: ScannedCode): string[] {
  // Bytes that are no text may still hold a number between others.
  const plain = String.fromCharCode(...code.bytes);
  const personal = withoutIdentityNumbers(plain) !== plain;
  return [
    `标识: ${code.aim ?? '设备没有给出'}`,
    `编码: ${DECISIONS[code.decision]}`,
    `文字: ${JSON.stringify(withoutIdentityNumbers(code.text))}`,
    personal ? `字节: ${code.bytes.length} 个，含证件号码，不显示` : `字节: ${code.bytes.length} 个，${toHex(code.bytes)}`,
  ];
}
