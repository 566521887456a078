/** Forms and fonts for tests of A4 documents, and what a reader takes out of a PDF. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import { fontsourceFiles } from '../../device-agent/drivers/receipt-escpos/font-glyphs.ts';
import { fontOutlines, type OutlineSource, type SheetFont } from '../../device-agent/documents/outlines.ts';

const SLICES = join(import.meta.dirname, '..', '..', 'node_modules', '@fontsource-variable', 'noto-sans-sc');

/** The font that ships with the agent. */
const shippedFonts: readonly SheetFont[] = fontsourceFiles(SLICES, (slice) => join('files', `noto-sans-sc-${slice}-wght-normal.woff2`));

/** A source over the shipped font and others behind it. */
export function outlines(...more: readonly string[]): OutlineSource {
  return fontOutlines([...shippedFonts, ...more.map((path) => ({ path }))], () => {});
}

/** The text of a PDF as `pdftotext` finds it, without blanks and line ends. */
export function textOf(pdf: Uint8Array): string {
  const read = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf });
  // A reader that finds fault with the file says so on the side, and goes on.
  if (read.status !== 0 || read.stderr.length > 0) throw new Error(read.stderr.toString());
  return read.stdout.toString().replace(/\s+/g, '');
}

/** Dark dots in a rectangle of the first page, in points from the lower left, drawn by poppler at 72 dots per inch. */
export function inkIn(
  pdf: Uint8Array,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): number {
  const drawn = spawnSync('pdftoppm', ['-gray', '-r', '72', '-f', '1', '-l', '1', '-'], { input: pdf, maxBuffer: 16_777_216 });
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(drawn.stdout.subarray(0, 40).toString('latin1'));
  if (head === null) throw new Error('no picture');
  const [all, width, height] = [head[0].length, Number(head[1]), Number(head[2])];
  let dark = 0;
  for (let row = Math.ceil(height - box.y - box.height); row < height - box.y; row += 1) {
    for (let column = Math.ceil(box.x); column < box.x + box.width; column += 1) {
      if ((drawn.stdout[all + row * width + column] ?? 255) < 160) dark += 1;
    }
  }
  return dark;
}

/** Where the fields of the example form lie. */
export const FIELDS = {
  name: { x: 120, y: 700, width: 120, height: 20 },
  number: { x: 120, y: 660, width: 306, height: 20 },
  address: { x: 120, y: 590, width: 300, height: 50 },
  agreed: { x: 120, y: 550, width: 14, height: 14 },
} as const;

/** A blank form of an invented matter: name, an 18-cell comb, an address of several lines, a box to tick. */
export async function blankForm(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([595.28, 841.89]);
  page.drawText('SAMPLE FORM', { x: 220, y: 780, size: 18 });
  const form = pdf.getForm();
  form.createTextField('name').addToPage(page, FIELDS.name);
  const number = form.createTextField('number');
  number.setMaxLength(18);
  number.enableCombing();
  number.addToPage(page, FIELDS.number);
  const address = form.createTextField('address');
  address.enableMultiline();
  address.addToPage(page, FIELDS.address);
  form.createCheckBox('agreed').addToPage(page, { ...FIELDS.agreed, rotate: degrees(0) });
  return pdf.save();
}
