/** Which bytes a printer's own Chinese font has for a character; built once per character set from iconv-lite, so that no character is ever probed. */
import iconv from 'iconv-lite';
import type { PrinterProfile } from './profile.ts';

type Charset = PrinterProfile['charset'];

/** Code unit → its one or two bytes as a number, 0 where the printer has no shape for it. Surrogates are 0. */
export type CodeTable = Uint16Array;

const tables = new Map<Charset, CodeTable>();

/** The table of a character set. The first call takes some milliseconds. */
export function codeTableOf(charset: Charset): CodeTable {
  const known = tables.get(charset);
  if (known !== undefined) return known;
  const table = buildTable(charset === 'gbk' ? 'cp936' : 'gb18030');
  tables.set(charset, table);
  return table;
}

/** The four GB 18030 bytes of a character without a two-byte code, for printers whose font has the whole standard. */
export function fourByteCodeOf(char: string): Uint8Array {
  return iconv.encode(char, 'gb18030');
}

function buildTable(encoding: string): CodeTable {
  const units: number[] = [];
  for (let unit = 0xa0; unit < 0x1_0000; unit += 1) if (!isSurrogateOrPrivate(unit)) units.push(unit);
  const bytes = iconv.encode(units.map((unit) => String.fromCharCode(unit)).join(''), encoding);
  const table = new Uint16Array(0x1_0000);
  for (let unit = 0x20; unit < 0x7f; unit += 1) table[unit] = unit;
  let at = 0;
  for (const unit of units) {
    const length = codeLength(bytes, at);
    if (length === 2) table[unit] = bytes.readUInt16BE(at);
    at += length;
  }
  // The yen sign that keyboards type has four bytes in GB 18030 and prints as `0 6`; the wide one is in every font.
  table[0xa5] = 0xa3a4;
  return table;
}

/** One byte means `?`, or the euro sign as 80, which printers lack; four bytes print as rubbish on most of them. */
function codeLength(bytes: Uint8Array, at: number): 1 | 2 | 4 {
  if ((bytes[at] ?? 0) <= 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  return second >= 0x30 && second <= 0x39 ? 4 : 2;
}

// Private-use code points stand for whatever a maker put there.
function isSurrogateOrPrivate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xf8ff;
}
