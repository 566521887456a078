/** Draws a printed receipt on a canvas dot by dot, the way the paper looks. */
import { generate } from 'lean-qr';
import { assertNever } from '../../shared/base/never.ts';
import type { DotRows, PrintedBlock, PrintedReceipt, PrintedRun } from '../../shared/document/printed.ts';

/** Dots of a full-width character, of a line with its spacing, and of the blank edge around the paper. */
const CHARACTER = 24;
const LINE = 34;
const EDGE = 24;
const FONT = "'Noto Sans SC Variable', monospace";

type Line = Extract<PrintedBlock, { kind: 'line' }>;
type Piece = Line['runs'][number];

/** What a receipt is drawn from. */
export type Printed = Pick<PrintedReceipt, 'id' | 'widthDots' | 'blocks' | 'lines' | 'codes'>;

/** Draws the receipt; the canvas takes the paper's size. */
export function drawPaper(canvas: HTMLCanvasElement, receipt: Printed): void {
  const codes = new Map(receipt.codes.map((data) => [data, generate(data)]));
  const modulesOf = (data: string): number => codes.get(data)?.size ?? 0;
  canvas.width = receipt.widthDots + 2 * EDGE;
  canvas.height = receipt.blocks.reduce((height, block) => height + heightOf(block, modulesOf), 2 * EDGE);
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#111';
  pen.textBaseline = 'alphabetic';
  let top = EDGE;
  for (const block of receipt.blocks) {
    const left = (width: number, align: Line['align']): number =>
      EDGE + (align === 'left' ? 0 : (receipt.widthDots - width) / (align === 'center' ? 2 : 1));
    switch (block.kind) {
      case 'line':
        drawLine(pen, block, left(widthOf(block.runs), block.align), top + heightOf(block, modulesOf) - (LINE - CHARACTER));
        break;
      case 'code': {
        const code = codes.get(block.data);
        const x = left(modulesOf(block.data) * block.moduleDots, block.align);
        if (code !== undefined) drawDots(pen, (column, row) => code.get(column, row), code.size, code.size, x, top, block.moduleDots);
        break;
      }
      case 'picture':
        drawRows(pen, block.dots, left(block.dots[0]?.length ?? 0, block.align), top);
        break;
      case 'feed':
        break;
      default:
        assertNever(block);
    }
    top += heightOf(block, modulesOf);
  }
}

function heightOf(block: PrintedBlock, modulesOf: (data: string) => number): number {
  switch (block.kind) {
    case 'line':
      return LINE * Math.max(...block.runs.map((piece) => ('dots' in piece ? 1 : piece.size.height)));
    case 'code':
      return modulesOf(block.data) * block.moduleDots;
    case 'picture':
      return block.dots.length;
    case 'feed':
      return block.dots;
    default:
      return assertNever(block);
  }
}

function columnsOf(char: string): number {
  return char.charCodeAt(0) < 0x7f ? CHARACTER / 2 : CHARACTER;
}

function widthOf(runs: readonly Piece[]): number {
  const widths = runs.map((piece) =>
    'dots' in piece
      ? (piece.dots[0]?.length ?? 0)
      : Array.from(piece.text).reduce((width, char) => width + columnsOf(char) * piece.size.width, 0),
  );
  return widths.reduce((all, width) => all + width, 0);
}

function drawLine(pen: CanvasRenderingContext2D, { runs }: Line, left: number, bottom: number): void {
  let x = left;
  for (const piece of runs) {
    if ('dots' in piece) {
      drawRows(pen, piece.dots, x, bottom - piece.dots.length);
      x += piece.dots[0]?.length ?? 0;
    } else x = drawRun(pen, piece, x, bottom);
  }
}

/** Every character stands in its own cell, as the print head sets it. Answers where the next one begins. */
function drawRun(pen: CanvasRenderingContext2D, { text, size, bold }: PrintedRun, left: number, bottom: number): number {
  let x = left;
  pen.font = `${bold ? 700 : 450} ${CHARACTER - 2}px ${FONT}`;
  for (const char of Array.from(text)) {
    pen.save();
    pen.translate(x, bottom - 4 * size.height);
    pen.scale(size.width, size.height);
    pen.fillText(char, 0, 0, columnsOf(char));
    pen.restore();
    x += columnsOf(char) * size.width;
  }
  return x;
}

function drawRows(pen: CanvasRenderingContext2D, rows: DotRows, left: number, top: number): void {
  drawDots(pen, (x, y) => rows[y]?.[x] === '#', rows[0]?.length ?? 0, rows.length, left, top, 1);
}

function drawDots(
  pen: CanvasRenderingContext2D,
  black: (x: number, y: number) => boolean,
  width: number,
  height: number,
  left: number,
  top: number,
  dot: number,
): void {
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) if (black(x, y)) pen.fillRect(left + x * dot, top + y * dot, dot, dot);
}
