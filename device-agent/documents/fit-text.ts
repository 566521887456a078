/** Sets a value into the rectangle of its field: one line, several, or one character for each cell. Pure. */

/** A field on its page, in points. */
export interface FieldBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The size that the form asks for; 0: whatever fits. */
  readonly size: number;
  readonly multiline: boolean;
  readonly align: 'left' | 'center' | 'right';
  /** Cells of a comb such as the 18 of 公民身份号码; null for a plain field. */
  readonly cells: number | null;
}

/** Words with the place of their baseline. */
export interface SetLine {
  readonly words: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Smaller print cannot be read by the person who signs it. 7.5 points is 六号, the smallest in official forms. */
const SMALLEST = 7.5;
const LARGEST = 12;
const STEP = 0.5;
const PADDING = 2;
const LEADING = 1.3;

/** The lines at the largest size at which all goes in; null where not even the smallest does. */
export function fitText(text: string, box: FieldBox, widthOf: (words: string, size: number) => number): readonly SetLine[] | null {
  if (box.cells !== null) return combed(text, box, box.cells, widthOf);
  for (let size = box.size > 0 ? box.size : LARGEST; size >= SMALLEST; size -= STEP) {
    const lines = box.multiline ? broken(text, box.width - 2 * PADDING, (words) => widthOf(words, size)) : [text.replaceAll('\n', ' ')];
    const tall = box.multiline ? lines.length * size * LEADING : size;
    const wide = Math.max(...lines.map((words) => widthOf(words, size)));
    if (tall <= box.height && wide <= box.width - 2 * PADDING)
      return lines.map((words, index) => place(words, box, size, index, widthOf(words, size)));
  }
  return null;
}

function place(words: string, box: FieldBox, size: number, index: number, wide: number): SetLine {
  const free = box.width - 2 * PADDING - wide;
  const x = box.x + PADDING + (box.align === 'left' ? 0 : box.align === 'center' ? free / 2 : free);
  // The em square of hanzi reaches 0.12 below the baseline and 0.88 above it.
  const y = box.multiline ? box.y + box.height - size * (1 + index * LEADING) : box.y + (box.height - size) / 2 + size * 0.12;
  return { words, x, y, size };
}

function combed(text: string, box: FieldBox, cells: number, widthOf: (words: string, size: number) => number): readonly SetLine[] | null {
  const chars = Array.from(text);
  const cell = box.width / cells;
  const size = Math.min(box.size > 0 ? box.size : LARGEST, box.height, cell);
  if (chars.length > cells || size < SMALLEST) return null;
  return chars.map((words, index) => ({
    words,
    x: box.x + index * cell + (cell - widthOf(words, size)) / 2,
    y: box.y + (box.height - size) / 2 + size * 0.12,
    size,
  }));
}

/** Breaks between any two hanzi, but keeps words and numbers whole while they fit a line. */
function broken(text: string, width: number, widthOf: (words: string) => number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const [piece] of paragraph.matchAll(/[\u0021-\u007E]+|./gu)) {
      for (const part of widthOf(piece) <= width ? [piece] : Array.from(piece)) {
        if (widthOf(line + part) > width && line !== '') {
          lines.push(line.trimEnd());
          line = part === ' ' ? '' : part;
        } else line += part;
      }
    }
    return [...lines, line];
  });
}
