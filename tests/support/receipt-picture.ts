/** Draws a printed receipt as dots, the way the paper looks: text from the web font of the page, pictures as they are, codes as lean-qr draws them. */
import { createHash } from 'node:crypto';
import { correction, generate } from 'lean-qr';
import { PNG } from 'pngjs';
import type { DotRows, PrintedBlock, PrintedReceipt } from '../../shared/document/printed.ts';
import { dotAt } from '../../device-agent/drivers/receipt-escpos/bitmap.ts';
import type { GlyphSource } from '../../device-agent/drivers/receipt-escpos/bitmap.ts';

const LINE = 34;
const CHARACTER = 24;

/** Rows of dots, `#` black, each `widthDots` long. */
export function pictureOf(receipt: PrintedReceipt, glyphs: GlyphSource): DotRows {
  return receipt.blocks.flatMap((block) => rowsOf(block, receipt.widthDots, glyphs));
}

/** A short name of a picture: two pictures with the same dots have the same. */
export function hashOf(rows: DotRows): string {
  return createHash('sha256').update(rows.join('\n')).digest('hex').slice(0, 16);
}

/** The picture as a PNG file, for people. */
export function pngOf(rows: DotRows): Uint8Array {
  const width = Math.max(1, ...rows.map((row) => row.length));
  const png = new PNG({ width, height: Math.max(1, rows.length), colorType: 0 });
  rows.forEach((row, y) => {
    for (let x = 0; x < width; x += 1)
      png.data
        .fill(row[x] === '#' ? 0 : 255, (y * width + x) * 4, (y * width + x) * 4 + 3)
        .fill(255, (y * width + x) * 4 + 3, (y * width + x) * 4 + 4);
  });
  return PNG.sync.write(png);
}

function rowsOf(block: PrintedBlock, width: number, glyphs: GlyphSource): string[] {
  switch (block.kind) {
    case 'feed':
      return Array.from({ length: block.dots }, () => ' '.repeat(width));
    case 'picture':
      return block.dots.map((row) => aligned(row, block.align, width));
    case 'code':
      return codeRows(block.data, block.moduleDots).map((row) => aligned(row, block.align, width));
    case 'line': {
      const parts = block.runs.flatMap((run) =>
        'dots' in run ? [[...run.dots]] : Array.from(run.text, (char) => characterRows(char, run.size, glyphs)),
      );
      const height = Math.max(...parts.map((rows) => rows.length));
      const rows = Array.from({ length: height }, (_row, y) =>
        parts.map((part) => part[y - (height - part.length)] ?? ' '.repeat(part[0]?.length ?? 0)).join(''),
      );
      const spacing = Array.from({ length: Math.max(0, LINE * (height / CHARACTER) - height) }, () => ' '.repeat(width));
      return [...rows.map((row) => aligned(row, block.align, width)), ...spacing];
    }
  }
}

function characterRows(char: string, size: { readonly width: number; readonly height: number }, glyphs: GlyphSource): string[] {
  const columns = char.charCodeAt(0) < 0x7f ? CHARACTER / 2 : CHARACTER;
  const bitmap = char === ' ' ? null : glyphs.glyph(char.codePointAt(0) ?? 0, CHARACTER);
  return Array.from({ length: CHARACTER * size.height }, (_row, y) =>
    Array.from({ length: columns * size.width }, (_dot, x) => {
      const left = (CHARACTER - columns) / 2;
      return bitmap !== null && dotAt(bitmap, left + Math.floor(x / size.width), Math.floor(y / size.height)) ? '#' : ' ';
    }).join(''),
  );
}

function codeRows(data: string, moduleDots: number): string[] {
  const code = generate(data, { minCorrectionLevel: correction.M });
  return Array.from({ length: code.size * moduleDots }, (_row, y) =>
    Array.from({ length: code.size * moduleDots }, (_dot, x) =>
      code.get(Math.floor(x / moduleDots), Math.floor(y / moduleDots)) ? '#' : ' ',
    ).join(''),
  );
}

function aligned(row: string, align: 'left' | 'center' | 'right', width: number): string {
  const spare = Math.max(0, width - row.length);
  const before = align === 'left' ? 0 : align === 'right' ? spare : Math.floor(spare / 2);
  return `${' '.repeat(before)}${row}`.padEnd(width);
}
