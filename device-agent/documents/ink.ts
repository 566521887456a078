/**
 * Writes text of any language into a PDF. Each character goes in as its outline (a Type 3 font, ISO 32000-2 §9.6.4) with its Unicode value, so every
 * font file serves, rare names among them, the printer needs no font of its own, and the text can be copied out again.
 */
import type { PDFDocument, PDFName, PDFPage, PDFRef } from '@cantoo/pdf-lib';
import type { Outline, OutlineSource } from './outlines.ts';
import { pdfLibrary } from './pdf-library.ts';

/** Where a line of text goes; points (1/72 inch) from the lower left corner of the page. */
interface InkPlace {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly size: number;
  readonly bold?: boolean;
  /** 0 black … 1 white. */
  readonly grey?: number;
  /** Anticlockwise. */
  readonly degrees?: number;
  /** Wider text is set closer, so that it keeps to this width. */
  readonly maxWidth?: number;
}

/** A pen for one document. */
export interface Ink {
  /** Characters of the text for which no font has an outline, each once. */
  missing(text: string): readonly string[];
  /** Width in points. Characters that are missing count as nothing. */
  width(text: string, size: number): number;
  /** Writes one line. Throws on a missing character: whoever writes has asked before. */
  write(page: PDFPage, text: string, place: InkPlace): void;
  /** Puts the fonts into the document; nothing may be written afterwards. */
  finish(): void;
}

/** Codes of one Type 3 font: a byte each, 0 left out. */
const CODES_PER_FONT = 255;
/** What bold adds to the line around an outline, in thousandths of the size. */
const BOLD_MORE = 36;

interface Slot {
  readonly font: number;
  readonly code: number;
}

interface InkGlyph {
  readonly char: string;
  readonly outline: Outline;
  readonly bold: boolean;
}

/** A pen for `document`. */
export async function createInk(document: PDFDocument, source: OutlineSource): Promise<Ink> {
  const { PDFOperator, PDFOperatorNames: op, PDFHexString, PDFNumber } = await pdfLibrary();
  const { context } = document;
  const fonts: { readonly ref: PDFRef; readonly glyphs: InkGlyph[] }[] = [];
  const slots = new Map<string, Slot>();
  const named = new Map<PDFPage, Map<number, PDFName>>();

  function outlineOf(char: string): Outline | null {
    const codePoint = char.codePointAt(0);
    return codePoint === undefined ? null : source.outline(codePoint);
  }

  function slotOf(char: string, bold: boolean): Slot {
    const key = bold ? `${char}*` : char;
    const known = slots.get(key);
    if (known !== undefined) return known;
    const outline = outlineOf(char);
    if (outline === null) throw new Error('a character without an outline was written');
    let last = fonts.at(-1);
    if (last === undefined || last.glyphs.length === CODES_PER_FONT) {
      last = { ref: context.nextRef(), glyphs: [] };
      fonts.push(last);
    }
    last.glyphs.push({ char, outline, bold });
    const slot = { font: fonts.length - 1, code: last.glyphs.length };
    slots.set(key, slot);
    return slot;
  }

  /** The name under which a page knows a font: one that is still free, for a document may be written on twice. */
  function nameOn(page: PDFPage, font: number): PDFName {
    const names = named.get(page) ?? new Map<number, PDFName>();
    named.set(page, names);
    const known = names.get(font);
    if (known !== undefined) return known;
    const ref = fonts[font]?.ref;
    if (ref === undefined) throw new Error('no such font');
    const name = page.node.newFontDictionary('Ink', ref);
    names.set(font, name);
    return name;
  }

  function width(text: string, size: number): number {
    return (Array.from(text).reduce((sum, char) => sum + (outlineOf(char)?.advance ?? 0), 0) * size) / 1_000;
  }

  function define(glyphs: readonly InkGlyph[], ref: PDFRef): void {
    const procs = Object.fromEntries(
      glyphs.map(({ outline, bold }, index) => [`g${index + 1}`, context.register(context.flateStream(procedure(outline, bold)))]),
    );
    context.assign(
      ref,
      context.obj({
        Type: 'Font',
        Subtype: 'Type3',
        FontBBox: [0, 0, 0, 0],
        FontMatrix: [0.001, 0, 0, 0.001, 0, 0],
        CharProcs: procs,
        Encoding: { Type: 'Encoding', Differences: [1, ...glyphs.map((_, index) => `g${index + 1}`)] },
        FirstChar: 1,
        LastChar: glyphs.length,
        Widths: glyphs.map(({ outline }) => outline.advance),
        Resources: {},
        ToUnicode: context.register(context.flateStream(unicodeMap(glyphs.map(({ char }) => char)))),
      }),
    );
  }

  return {
    missing: (text) => [...new Set(Array.from(text).filter((char) => outlineOf(char) === null))],
    width,
    write: (page, text, { x, y, size, bold = false, grey = 0, degrees = 0, maxWidth = Number.POSITIVE_INFINITY }) => {
      const number = (value: number) => PDFNumber.of(Math.round(value * 1_000) / 1_000);
      const natural = width(text, size);
      const stretch = natural > maxWidth ? (maxWidth / natural) * 100 : 100;
      const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
      const runs = runsOf(Array.from(text, (char) => slotOf(char, bold)));
      page.pushOperators(
        PDFOperator.of(op.PushGraphicsState),
        PDFOperator.of(op.NonStrokingColorGray, [number(grey)]),
        PDFOperator.of(op.StrokingColorGray, [number(grey)]),
        PDFOperator.of(op.BeginText),
        PDFOperator.of(op.SetTextHorizontalScaling, [number(stretch)]),
        PDFOperator.of(op.SetTextMatrix, [number(cos), number(sin), number(-sin), number(cos), number(x), number(y)]),
        ...runs.flatMap(({ font, codes }) => [
          PDFOperator.of(op.SetFontAndSize, [nameOn(page, font), number(size)]),
          PDFOperator.of(op.ShowText, [PDFHexString.of(Buffer.from(codes).toString('hex'))]),
        ]),
        PDFOperator.of(op.EndText),
        PDFOperator.of(op.PopGraphicsState),
      );
    },
    finish: () => {
      for (const { ref, glyphs } of fonts) define(glyphs, ref);
    },
  };
}

/** Neighbours of one font together. */
function runsOf(slots: readonly Slot[]): readonly { readonly font: number; readonly codes: readonly number[] }[] {
  const runs: { readonly font: number; readonly codes: number[] }[] = [];
  for (const { font, code } of slots) {
    const last = runs.at(-1);
    if (last?.font === font) last.codes.push(code);
    else runs.push({ font, codes: [code] });
  }
  return runs;
}

/** The drawing of a character; `d1` says that it has no colour of its own, `1 j` rounds the corners of the line around it. */
function procedure({ path, advance, thickenBy }: Outline, bold: boolean): string {
  const line = thickenBy + (bold ? BOLD_MORE : 0);
  const paint = path === '' ? '' : line === 0 ? `${path} f` : `${line} w 1 j ${path} B`;
  return `${advance} 0 -200 -400 1400 1400 d1 ${paint}`;
}

/** The table by which text is copied out of the document, ISO 32000-2 §9.10.3. */
function unicodeMap(chars: readonly string[]): string {
  const rows = chars.map(
    (char, index) => `<${hex(index + 1, 2)}> <${Array.from({ length: char.length }, (_, at) => hex(char.charCodeAt(at), 4)).join('')}>`,
  );
  const blocks: string[] = [];
  // At most 100 rows in one block.
  for (let from = 0; from < rows.length; from += 100) {
    const block = rows.slice(from, from + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CMapType 2 def /CMapName /Ink def',
    '1 begincodespacerange <00> <FF> endcodespacerange',
    ...blocks,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}
