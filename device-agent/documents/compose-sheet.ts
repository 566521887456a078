/** A document of the machine on A4: the same blocks that make a slip, set on pages of 210 × 297 mm. */
import { generate } from 'lean-qr';
import type { PDFDocument, PDFPage } from '@cantoo/pdf-lib';
import { assertNever } from '../../shared/base/never.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { columnsOf, printableText } from '../../shared/document/columns.ts';
import { layoutDocument } from '../../shared/document/layout.ts';
import type { DocumentLine } from '../../shared/document/layout.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import { missingGlyphs } from './document-fault.ts';
import type { DocumentFault } from './document-fault.ts';
import { drawAhead } from './draw-ahead.ts';
import { createInk } from './ink.ts';
import type { Ink } from './ink.ts';
import type { OutlineSource } from './outlines.ts';
import { pdfLibrary } from './pdf-library.ts';
import { spellOut } from './spell-out.ts';

/** The page in points: ISO 216 A4, 20 mm of margin, 40 hanzi of 12 points in a line. */
const PAGE = { width: 595.28, height: 841.89, left: 57.64, top: 785, bottom: 64, size: 12, lead: 20, columns: 80, code: 100 } as const;

/** Sets the document. Characters that no font has are the fault `missing-glyph`: nothing is printed with a hole in it. */
export async function composeSheet(
  document: ReceiptDocument,
  { source, reprint }: { readonly source: OutlineSource; readonly reprint: boolean },
): Promise<Result<Uint8Array, DocumentFault>> {
  const lines = layoutDocument(spellOut(document, source), { columns: PAGE.columns, reprint });
  const text = `${lines.map((line) => (line.kind === 'text' ? line.text : '')).join('')}${FOOT_CHARACTERS}`;
  await drawAhead(text, source);
  const { PDFDocument } = await pdfLibrary();
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const ink = await createInk(pdf, source);
  const missing = ink.missing(text);
  if (missing.length > 0) return err(missingGlyphs(missing));
  const pages = pagesOf(lines);
  pages.forEach((content, index) => {
    const page = pdf.addPage([PAGE.width, PAGE.height]);
    drawPage(page, ink, content);
    drawFoot(page, ink, index + 1, pages.length);
  });
  ink.finish();
  return ok(await save(pdf));
}

const FOOT_CHARACTERS = '第页，共0123456789 ';

/** Object streams are PDF 1.5, which old printers do not read. */
function save(pdf: PDFDocument): Promise<Uint8Array> {
  return pdf.save({ useObjectStreams: false });
}

function heightOf(line: DocumentLine): number {
  switch (line.kind) {
    case 'text':
      return PAGE.lead * line.size;
    case 'rule':
      return PAGE.lead / 2;
    case 'code':
      return PAGE.code + PAGE.lead / 2;
    case 'feed':
      return PAGE.lead * line.lines;
    default:
      return assertNever(line);
  }
}

function pagesOf(lines: readonly DocumentLine[]): readonly (readonly DocumentLine[])[] {
  const pages: DocumentLine[][] = [[]];
  let left = PAGE.top - PAGE.bottom;
  for (const line of lines) {
    const height = heightOf(line);
    if (height > left) {
      pages.push([]);
      left = PAGE.top - PAGE.bottom;
    }
    pages.at(-1)?.push(line);
    left -= height;
  }
  return pages;
}

function drawPage(page: PDFPage, ink: Ink, lines: readonly DocumentLine[]): void {
  let y = PAGE.top;
  for (const line of lines) {
    const height = heightOf(line);
    if (line.kind === 'text') drawText(page, ink, line, y - PAGE.size * line.size);
    if (line.kind === 'rule')
      page.drawLine({ start: { x: PAGE.left, y: y - height / 2 }, end: { x: PAGE.width - PAGE.left, y: y - height / 2 }, thickness: 0.7 });
    if (line.kind === 'code') drawCode(page, line.data, y - PAGE.code);
    y -= height;
  }
}

/** Hanzi stand in their columns, words and numbers keep their natural width within theirs: pairs and tables stay upright. */
function drawText(page: PDFPage, ink: Ink, line: Extract<DocumentLine, { readonly kind: 'text' }>, y: number): void {
  const text = printableText(line.text);
  const size = PAGE.size * line.size;
  const column = size / 2;
  const free = (PAGE.columns * PAGE.size) / 2 - columnsOf(text) * column;
  const indent = line.align === 'left' ? 0 : line.align === 'center' ? free / 2 : free;
  let at = PAGE.left + indent;
  for (const [run] of text.matchAll(/[\u0021-\u007E]+|[^\u0021-\u007E ]+| +/gu)) {
    const columns = columnsOf(run) * column;
    if (!run.startsWith(' ')) ink.write(page, run, { x: at, y, size, bold: line.bold, maxWidth: columns });
    at += columns;
  }
}

function drawCode(page: PDFPage, data: string, y: number): void {
  const code = generate(data);
  const module = PAGE.code / code.size;
  const x = (PAGE.width - PAGE.code) / 2;
  for (let row = 0; row < code.size; row += 1) {
    for (let column = 0; column < code.size; column += 1) {
      if (code.get(column, row))
        page.drawRectangle({ x: x + column * module, y: y + (code.size - 1 - row) * module, width: module, height: module });
    }
  }
}

function drawFoot(page: PDFPage, ink: Ink, number: number, of: number): void {
  const words = `第 ${number} 页，共 ${of} 页`;
  ink.write(page, words, { x: (PAGE.width - ink.width(words, 9)) / 2, y: 36, size: 9 });
}
