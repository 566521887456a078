/** Characters that the printer lacks, drawn from font files of the machine; fontkit is loaded when the first such character comes. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Font, FontCollection, PathCommand } from 'fontkit';
import { assertNever } from '../../../shared/base/never.ts';
import type { Bitmap, GlyphSource } from './bitmap.ts';
import { fillOutline } from './outline.ts';
import type { OutlineStep } from './outline.ts';

/** A font and, where known, what it covers, so that the file is opened only when it can help. */
export interface FontFile {
  readonly path: string;
  readonly covers?: (codePoint: number) => boolean;
}

/** Told when a font cannot be opened or read. */
export type FontTrouble = (path: string, error: Error) => void;

/** A glyph source over font files, asked in this order. Files that are missing or broken are reported and passed over. */
export function fontGlyphs(files: readonly FontFile[], onTrouble: FontTrouble): GlyphSource {
  const drawn = new Map<string, Bitmap | null>();

  function draw(codePoint: number, sizeDots: number): Bitmap | null {
    for (const file of files) {
      if (file.covers?.(codePoint) === false) continue;
      // Not kept open: a font for rare names has tens of megabytes, and is asked a few times a day.
      for (const font of openFonts(file.path, onTrouble))
        if (font.hasGlyphForCodePoint(codePoint)) return drawGlyph(font, codePoint, sizeDots);
    }
    return null;
  }

  return {
    glyph: (codePoint, sizeDots) => {
      const key = `${codePoint}/${sizeDots}`;
      const known = drawn.get(key);
      if (known !== undefined) return known;
      const glyph = draw(codePoint, sizeDots);
      if (drawn.size < MAX_KEPT_GLYPHS) drawn.set(key, glyph);
      return glyph;
    },
  };
}

/** The slices of a fontsource package with their ranges, read from its `unicode.json`. Throws where the package is not complete. */
export function fontsourceFiles(folder: string, slicePath: (slice: string) => string): readonly FontFile[] {
  const slices: unknown = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8'));
  if (typeof slices !== 'object' || slices === null) throw new Error('unicode.json is not a table of slices');
  return Object.entries(slices).map(([slice, ranges]) => ({
    path: join(folder, slicePath(slice.replace(/[[\]]/g, ''))),
    covers: rangeTest(String(ranges)),
  }));
}

/** A machine has few rare names a day; the limit only bounds memory. */
const MAX_KEPT_GLYPHS = 512;

function openFonts(path: string, onTrouble: FontTrouble): readonly Font[] {
  try {
    const fontkit = createRequire(import.meta.url)('fontkit') as { openSync(path: string): Font | FontCollection };
    const opened = fontkit.openSync(path);
    return 'fonts' in opened ? opened.fonts : [opened];
  } catch (error) {
    onTrouble(path, error instanceof Error ? error : new Error(String(error)));
    return [];
  }
}

function drawGlyph(font: Font, codePoint: number, sizeDots: number): Bitmap {
  const { path, advanceWidth } = font.glyphForCodePoint(codePoint);
  const height = Math.max(font.ascent - font.descent, font.unitsPerEm);
  const scale = sizeDots / Math.max(font.unitsPerEm, advanceWidth);
  // The em square of a hanzi lies in the middle between ascent and descent.
  const baseline = sizeDots / 2 + (font.ascent - height / 2) * scale;
  return fillOutline(path.commands.map(stepOf), { sizeDots, scale, left: (sizeDots - advanceWidth * scale) / 2, baseline });
}

function stepOf(command: PathCommand): OutlineStep {
  switch (command.command) {
    case 'moveTo':
      return { kind: 'move', points: command.args };
    case 'lineTo':
      return { kind: 'line', points: command.args };
    case 'quadraticCurveTo':
      return { kind: 'quadratic', points: command.args };
    case 'bezierCurveTo':
      return { kind: 'cubic', points: command.args };
    case 'closePath':
      return { kind: 'close', points: [] };
    default:
      return assertNever(command.command);
  }
}

/** The ranges are taken apart when the first rare character comes: they are nine thousand, and most days need none. */
function rangeTest(ranges: string): (codePoint: number) => boolean {
  let spans: readonly (readonly [number, number])[] | null = null;
  return (codePoint) => {
    spans ??= ranges.split(',').map(spanOf);
    return spans.some(([from, to]) => codePoint >= from && codePoint <= to);
  };
}

/** `U+4e00-4e2f` or `U+4e00`. */
function spanOf(range: string): readonly [number, number] {
  const [from = '', to = from] = range.replace(/^U\+/i, '').split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}
