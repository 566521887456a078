/** How wide text is on receipt paper: an ASCII character takes one column, everything else two, as Chinese printers set it. */

// Controls would be commands to a printer, bidirectional marks reorder what was checked, the others have no width of their own.
const INVISIBLE = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Variation_Selector}]--[\n]]/gv;
const SPACES = /[[\t\p{Zs}]--[\u3000]]/gv;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Text as it may go on paper: composed (NFC), line breaks as `\n`, without controls; a lone surrogate becomes U+FFFD. */
export function printableText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(SPACES, ' ').replace(INVISIBLE, '').replace(LONE_SURROGATE, '\u{FFFD}').normalize('NFC');
}

/** Columns of printable text without line breaks. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x7f) columns += 1;
    else if ((unit & 0xfc00) !== 0xdc00) columns += 2;
  }
  return columns;
}

/**
 * Columns of text that is printable as it stands, or -1 where it must go through `printableText` first. Covers ASCII, hanzi and Chinese
 * punctuation in one pass; whatever else occurs takes the slow road.
 */
export function quickColumns(text: string): number {
  let columns = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x20 && unit < 0x7f) columns += 1;
    else if ((unit >= 0x3000 && unit <= 0x9fff) || (unit >= 0xff01 && unit <= 0xffe5)) columns += 2;
    else return -1;
  }
  return columns;
}
