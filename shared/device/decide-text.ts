/** Decides what the bytes of a scanned code say: "there is nothing within a QR code that can tell how the data was encoded". */
import { carriesEci } from './aim.ts';
import { readAscii, readGb18030, readUtf8 } from './character-sets.ts';
import type { ScannedCode } from './code.ts';
import { readEciText } from './eci-text.ts';

/** Control characters, save TAB, LF, CR and GS (the field separator of GS1 codes): no text that we accept holds them. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN_CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001C\u001E\u001F\u007F-\u009F]/;

/**
 * The text of a code and how it was found. Under an AIM identifier that promises ECI the designators decide; else ASCII, else UTF-8,
 * else GB 18030 (many scanners convert to GBK before they send). Text with control characters other than TAB LF CR GS is `unknown`.
 */
export function decideText(bytes: Uint8Array, aim: string | null): Pick<ScannedCode, 'text' | 'decision'> {
  const decided = aim !== null && carriesEci(aim) ? decideEci(bytes) : decideByContent(bytes);
  return FORBIDDEN_CONTROL.test(decided.text) ? UNKNOWN : decided;
}

const UNKNOWN = { text: '', decision: 'unknown' } as const;

function decideEci(bytes: Uint8Array): Pick<ScannedCode, 'text' | 'decision'> {
  const read = readEciText(bytes);
  if (read.kind === 'text') return { text: read.text, decision: 'eci' };
  // Some scanners keep the modifier and drop the escapes.
  return read.kind === 'none' ? decideByContent(bytes) : UNKNOWN;
}

function decideByContent(bytes: Uint8Array): Pick<ScannedCode, 'text' | 'decision'> {
  const ascii = readAscii(bytes);
  if (ascii !== null) return { text: ascii, decision: 'ascii' };
  const utf8 = readUtf8(bytes);
  if (utf8 !== null) return { text: utf8, decision: 'utf-8' };
  const gb18030 = readGb18030(bytes);
  return gb18030 === null ? UNKNOWN : { text: gb18030, decision: 'gb18030' };
}
