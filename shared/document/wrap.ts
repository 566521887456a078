/** Breaks text into lines of a width by the Chinese rules: no closing mark begins a line, no opening mark ends one, words and numbers stay whole. */
import { columnsOf, printableText, quickColumns } from './columns.ts';

// GB/T 15834-2011, 5.1: marks that may not stand at the beginning of a line, and the opening ones that may not end it.
const NEVER_FIRST = new Set('，。、；：？！）》〉」』】〕〗］｝”’…—～·％℃‰,.;:?!)]}%');
const NEVER_LAST = new Set('（《〈「『【〔〖［｛“‘￥＄([{$#@');

/** A piece that is not broken unless it is wider than the whole line. */
interface Piece {
  readonly text: string;
  readonly columns: number;
}

/** Lines of at most `width` columns; an empty text is one empty line. `width` is at least 2. */
export function wrapText(text: string, width: number): readonly string[] {
  const quick = quickColumns(text);
  if (quick >= 0 && quick <= width) return [text];
  return printableText(text)
    .split('\n')
    .flatMap((paragraph) => wrapParagraph(paragraph.trimEnd(), Math.max(2, width)));
}

function wrapParagraph(paragraph: string, width: number): string[] {
  if (columnsOf(paragraph) <= width) return [paragraph];
  const lines: string[] = [];
  let line: Piece[] = [];
  for (const piece of piecesOf(paragraph, width)) {
    if (widthOf(line) + piece.columns <= width) {
      line.push(piece);
      continue;
    }
    if (piece.text === ' ') {
      lines.push(textOf(line));
      line = [];
      continue;
    }
    const carried = takeBack(line, piece, width);
    lines.push(textOf(line));
    line = [...carried, piece];
  }
  // A space that was broken at leaves an empty line behind.
  if (line.length > 0) lines.push(textOf(line));
  return lines;
}

/** Removes from the end of `line` what must stand together with `next`; nothing where no lawful break exists. */
function takeBack(line: Piece[], next: Piece, width: number): Piece[] {
  for (let keep = line.length; keep > 0; keep -= 1) {
    const carried = line.slice(keep);
    const before = line[keep - 1];
    const after = carried[0] ?? next;
    if (before !== undefined && mayBreak(before, after) && widthOf(carried) + next.columns <= width) {
      line.length = keep;
      while (carried[0]?.text === ' ') carried.shift();
      return carried;
    }
  }
  return [];
}

function mayBreak(before: Piece, after: Piece): boolean {
  if (before.text === ' ' || after.text === ' ') return after.text !== ' ';
  return !NEVER_FIRST.has(firstOf(after.text)) && !NEVER_LAST.has(lastOf(before.text));
}

function piecesOf(paragraph: string, width: number): Piece[] {
  const pieces: Piece[] = [];
  for (const [run] of paragraph.matchAll(/[\u0021-\u007E]+|[^\u0021-\u007E]/gu)) {
    const columns = columnsOf(run);
    if (columns <= width) pieces.push({ text: run, columns });
    else for (const char of run) pieces.push({ text: char, columns: columnsOf(char) });
  }
  return pieces;
}

function widthOf(line: readonly Piece[]): number {
  return line.reduce((sum, piece) => sum + piece.columns, 0);
}

function textOf(line: readonly Piece[]): string {
  return line
    .map((piece) => piece.text)
    .join('')
    .trimEnd();
}

function firstOf(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0x20);
}

function lastOf(text: string): string {
  return text.at(-1) ?? ' ';
}
