/** A receipt document as ESC/POS bytes for one model of printer: one pass over the laid-out lines, no probing of characters, state sent only on change. */
import { assertNever } from '../../../shared/base/never.ts';
import { layoutDocument } from '../../../shared/document/layout.ts';
import type { DocumentLine } from '../../../shared/document/layout.ts';
import type { ReceiptDocument } from '../../../shared/document/receipt.ts';
import { wrapText } from '../../../shared/document/wrap.ts';
import { columnBytes, withoutRealTime } from './bitmap.ts';
import type { Bitmap, GlyphSource } from './bitmap.ts';
import { codeTableOf, fourByteCodeOf } from './charset.ts';
import type { CodeTable } from './charset.ts';
import { BAND_LINES, START_OF_RECEIPT } from './commands.ts';
import type { PrinterProfile } from './profile.ts';
import { printableCode } from './qr.ts';

/** Bytes for one receipt, from initialise to cut. */
export interface EncodedReceipt {
  readonly bytes: Uint8Array;
  /** Offsets between commands where the driver may speak in real time; ascending, the last is the length. */
  readonly seams: readonly number[];
  /** Estimated paper, for deadlines and the near-end rule. */
  readonly lengthMm: number;
  /** `U+3400` of each character that neither printer nor fonts have; 〓 stands in its place. */
  readonly missing: readonly string[];
}

/** What the encoder must know besides the document. */
export interface EncodeOptions {
  readonly profile: PrinterProfile;
  readonly glyphs: GlyphSource;
  readonly reprint: boolean;
}

/** Printed below a document in which 〓 had to stand for a character. */
const MISSING_NOTE = '〓处的字本机打不出，请到窗口补写。';
/** Line spacing after `ESC @`: 1/6 inch. */
const LINE_MM = 25.4 / 6;
/** From the print head to the cutter, and the tear-off margin of the next receipt. */
const CUT_MM = 15;
/** No longer than this between two places for a real-time question: half a second at 9600 baud. */
const SEAM_BYTES = 512;
const GLYPH_DOTS = 24;
/** 〓, the mark that Chinese typesetting puts for a missing character. */
const GETA = Uint8Array.of(0xa1, 0xfe);
/** What a broken surrogate became; no font is asked for it. */
const REPLACEMENT = 0xfffd;
const LF = 0x0a;
const ALIGN = { left: 0, center: 1, right: 2 } as const;

/** Encodes a document. Never fails: what cannot be printed is marked on the paper and listed. */
export function encodeReceipt(document: ReceiptDocument, options: EncodeOptions): EncodedReceipt {
  return new ReceiptWriter(options).write(layoutDocument(document, { columns: options.profile.columns, reprint: options.reprint }), true);
}

/** Encodes lines that are laid out already, without a cut unless `cut` says so. */
export function encodeLines(lines: readonly DocumentLine[], cut: boolean, options: Omit<EncodeOptions, 'reprint'>): EncodedReceipt {
  return new ReceiptWriter(options).write(lines, cut);
}

/** One buffer for all receipts: it only grows, to the longest receipt, and what is handed out is a copy. */
let scratch = new Uint8Array(8192);

class ReceiptWriter {
  private readonly profile: PrinterProfile;
  private readonly glyphs: GlyphSource;
  private readonly table: CodeTable;
  private readonly missing = new Set<string>();
  private readonly seams: number[] = [];
  private bytes = scratch;
  private at = 0;
  private lastSeam = 0;
  private mm = CUT_MM;
  private align = 0;
  private size = 1;
  private bold = false;

  constructor(options: Omit<EncodeOptions, 'reprint'>) {
    this.profile = options.profile;
    this.glyphs = options.glyphs;
    this.table = codeTableOf(options.profile.charset);
  }

  write(lines: readonly DocumentLine[], cut: boolean): EncodedReceipt {
    this.put(START_OF_RECEIPT);
    for (const line of lines) this.line(line);
    if (this.missing.size > 0) for (const text of wrapText(MISSING_NOTE, this.profile.columns)) this.text(text, ALIGN.left, 1, false);
    if (cut) {
      this.feed(this.profile.feedBeforeCut);
      this.put(this.profile.cut);
    }
    this.seams.push(this.at);
    const bytes = this.bytes.slice(0, this.at);
    // A receipt holds personal data; nothing of it stays behind in the shared buffer.
    this.bytes.fill(0, 0, this.at);
    return { bytes, seams: this.seams, lengthMm: this.mm, missing: [...this.missing] };
  }

  private line(line: DocumentLine): void {
    switch (line.kind) {
      case 'text':
        this.text(line.text, ALIGN[line.align], line.size, line.bold);
        break;
      case 'rule':
        this.text('-'.repeat(this.profile.columns), ALIGN.left, 1, false);
        break;
      case 'code':
        this.code(line.data);
        break;
      case 'feed':
        this.feed(line.lines);
        break;
      default:
        return assertNever(line);
    }
    if (this.at - this.lastSeam >= SEAM_BYTES) this.seam();
  }

  private text(text: string, align: number, size: 1 | 2, bold: boolean): void {
    // A drawn character is 24 dots high and does not grow; a name must be whole before it is large.
    const fits = size === 1 || this.profile.charset === 'gb18030' || this.isInFont(text);
    const drawnSize = fits ? size : 1;
    this.style(align, drawnSize, bold || !fits);
    this.room(text.length * 2 + 1);
    this.characters(text);
    this.byte(LF);
    this.mm += LINE_MM * drawnSize;
  }

  private characters(text: string): void {
    const { table, bytes } = this;
    let at = this.at;
    for (let i = 0; i < text.length; i += 1) {
      const code = table[text.charCodeAt(i)] ?? 0;
      if (code >= 0x100) {
        bytes[at] = code >> 8;
        bytes[at + 1] = code & 0xff;
        at += 2;
      } else if (code > 0) {
        bytes[at] = code;
        at += 1;
      } else {
        this.at = at;
        return this.unusual(text, i);
      }
    }
    this.at = at;
  }

  /** Goes on from a character that the printer's two-byte font lacks. */
  private unusual(text: string, from: number): void {
    const codePoint = text.codePointAt(from) ?? 0;
    const rest = text.slice(codePoint > 0xffff ? from + 2 : from + 1);
    const glyph = this.profile.charset === 'gb18030' ? null : this.glyphs.glyph(codePoint, GLYPH_DOTS);
    if (this.profile.charset === 'gb18030' && codePoint !== REPLACEMENT) this.put(fourByteCodeOf(String.fromCodePoint(codePoint)));
    else if (glyph === null) this.mark(codePoint);
    else {
      // `ESC * 33`: a 24-dot picture in the line, beside the text.
      this.put(Uint8Array.of(0x1b, 0x2a, 33, GLYPH_DOTS, 0));
      this.put(withoutRealTime(columnBytes(glyph)));
    }
    this.room(rest.length * 2 + 1);
    this.characters(rest);
  }

  private mark(codePoint: number): void {
    this.missing.add(`U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`);
    this.put(GETA);
  }

  private isInFont(text: string): boolean {
    for (let i = 0; i < text.length; i += 1) if ((this.table[text.charCodeAt(i)] ?? 0) === 0) return false;
    return true;
  }

  private code(data: string): void {
    const code = printableCode(data, this.profile);
    if (code === null) {
      for (const text of wrapText(data, this.profile.columns)) this.text(text, ALIGN.left, 1, false);
      return;
    }
    this.style(ALIGN.center, 1, false);
    if (code.kind === 'picture') return this.picture(code.bitmap);
    // The printer draws no quiet zone; an empty line is four modules high.
    this.byte(LF);
    this.put(code.bytes);
    this.mm += code.heightDots / this.profile.dotsPerMm + 2 * LINE_MM;
  }

  /** `GS v 0` in bands; each takes effect only at the start of a line. */
  private picture(bitmap: Bitmap): void {
    const stride = Math.ceil(bitmap.widthDots / 8);
    for (let y = 0; y < bitmap.heightDots; y += BAND_LINES) {
      const rows = Math.min(BAND_LINES, bitmap.heightDots - y);
      this.put(Uint8Array.of(0x1d, 0x76, 0x30, 0, stride & 0xff, stride >> 8, rows, 0));
      this.put(withoutRealTime(bitmap.bits.subarray(y * stride, (y + rows) * stride)));
      this.seam();
    }
    this.mm += bitmap.heightDots / this.profile.dotsPerMm;
  }

  private feed(lines: number): void {
    if (lines === 0) return;
    this.style(this.align, 1, this.bold);
    for (let i = 0; i < lines; i += 1) this.byte(LF);
    this.mm += lines * LINE_MM;
  }

  private style(align: number, size: number, bold: boolean): void {
    this.room(16);
    if (align !== this.align) this.command(0x1b, 0x61, align);
    if (size !== this.size) this.command(0x1d, 0x21, size === 2 ? 0x11 : 0x00);
    if (size !== this.size && this.profile.hanziSizeCommand) this.command(0x1c, 0x57, size === 2 ? 1 : 0);
    if (bold !== this.bold) this.command(0x1b, 0x45, bold ? 1 : 0);
    this.align = align;
    this.size = size;
    this.bold = bold;
  }

  private command(a: number, b: number, c: number): void {
    this.bytes[this.at] = a;
    this.bytes[this.at + 1] = b;
    this.bytes[this.at + 2] = c;
    this.at += 3;
  }

  private byte(value: number): void {
    this.room(1);
    this.bytes[this.at] = value;
    this.at += 1;
  }

  private put(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.bytes.length) return;
    const larger = new Uint8Array((this.at + bytes) * 2);
    larger.set(this.bytes.subarray(0, this.at));
    this.bytes = larger;
    scratch = larger;
  }

  private seam(): void {
    this.seams.push(this.at);
    this.lastSeam = this.at;
  }
}
