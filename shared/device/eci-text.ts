/** Text of a code under the ECI protocol: `\nnnnnn` switches the character set, a doubled backslash is one backslash. */
import { concatBytes } from '../base/bytes.ts';
import { readAscii, readGb18030, readLatin1, readUtf8 } from './character-sets.ts';

const BACKSLASH = 0x5c;

/** AIM ECI assignments that occur in this country; every other number makes the code unknown. */
const ECI_READERS: Readonly<Record<string, (bytes: Uint8Array) => string | null>> = {
  '000003': readLatin1,
  '000026': readUtf8,
  '000027': readAscii,
  // GB 2312 and GBK are subsets of GB 18030.
  '000029': readGb18030,
  '000031': readGb18030,
  '000032': readGb18030,
};

/** The character set of data before the first escape: ISO/IEC 18004 names ECI 000003 as the default. */
const DEFAULT_ECI = '000003';

/** `none`: the device promised ECI and sent no designator, so the data say nothing of their character set. */
export type EciText = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'none' } | { readonly kind: 'unreadable' };

/** Reads `data` under the ECI protocol. An escape that is neither a designator nor a doubled backslash makes it unreadable. */
export function readEciText(data: Uint8Array): EciText {
  let reader = ECI_READERS[DEFAULT_ECI];
  let designators = 0;
  let text = '';
  let run: Uint8Array[] = [];
  let at = 0;
  const endRun = (): boolean => {
    const read = reader?.(concatBytes(run)) ?? null;
    run = [];
    text += read ?? '';
    return read !== null;
  };
  while (at < data.length) {
    const next = data.indexOf(BACKSLASH, at);
    const end = next < 0 ? data.length : next;
    run.push(data.subarray(at, end));
    at = end;
    if (next < 0) break;
    if (data[at + 1] === BACKSLASH) {
      run.push(Uint8Array.of(BACKSLASH));
      at += 2;
      continue;
    }
    const digits = String.fromCharCode(...data.subarray(at + 1, at + 7));
    if (!/^\d{6}$/.test(digits)) return designators === 0 ? { kind: 'none' } : { kind: 'unreadable' };
    if (!endRun()) return { kind: 'unreadable' };
    reader = ECI_READERS[digits];
    designators += 1;
    at += 7;
  }
  if (designators === 0) return { kind: 'none' };
  return endRun() ? { kind: 'text', text } : { kind: 'unreadable' };
}
