/** Outlines of characters from font files: woff2 slices, TrueType, OpenType and collections alike; fontkit is loaded with the first character. */
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Font, FontCollection, PathCommand } from 'fontkit';
import { assertNever } from '../../shared/base/never.ts';

/** A font and, where known, what it covers, so that the file is opened only when it can help. */
export interface SheetFont {
  readonly path: string;
  readonly covers?: (codePoint: number) => boolean;
}

/** One character as it is drawn, in thousandths of the font size. */
export interface Outline {
  /** Path operators of PDF, ISO 32000-2 §8.5.2; empty for a space. */
  readonly path: string;
  readonly advance: number;
  /** A line of this width around the outline gives it the weight of normal print. */
  readonly thickenBy: number;
}

/** Where characters come from. */
export interface OutlineSource {
  /** Null: none of the fonts has it. */
  outline(codePoint: number): Outline | null;
}

/** A source over font files, asked in this order. Files that are missing or broken are told once and passed over. */
export function fontOutlines(files: readonly SheetFont[], onTrouble: (path: string, error: Error) => void): OutlineSource {
  const known = new Map<number, Outline | null>();
  const broken = new Set<string>();
  const kept = new Map<string, readonly Font[]>();

  function opened(path: string): readonly Font[] {
    const fonts = kept.get(path) ?? open(path);
    // Moved to the end: the first is the one that was not used for longest.
    kept.delete(path);
    if (fonts.length > 0 && statSync(path).size <= KEEP.bytes) kept.set(path, fonts);
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - KEEP.files))) kept.delete(oldest);
    return fonts;
  }

  function open(path: string): readonly Font[] {
    if (broken.has(path)) return [];
    try {
      const fontkit = createRequire(import.meta.url)('fontkit') as { openSync(path: string): Font | FontCollection };
      const font = fontkit.openSync(path);
      return 'fonts' in font ? font.fonts : [font];
    } catch (error) {
      broken.add(path);
      onTrouble(path, error instanceof Error ? error : new Error(String(error)));
      return [];
    }
  }

  function find(codePoint: number): Outline | null {
    for (const file of files) {
      if (file.covers?.(codePoint) === false) continue;
      for (const font of opened(file.path)) if (font.hasGlyphForCodePoint(codePoint)) return outlineOf(font, codePoint);
    }
    return null;
  }

  return {
    outline: (codePoint) => {
      const before = known.get(codePoint);
      if (before !== undefined) return before;
      const found = find(codePoint);
      if (known.size < MAX_KEPT) known.set(codePoint, found);
      return found;
    },
  };
}

/** Slices of the shipped font stay open while a document is made; a font for rare names has tens of megabytes and is asked a few times a day. */
const KEEP = { files: 48, bytes: 1_048_576 } as const;

/** A page holds some hundred different characters; the limit only bounds memory. */
const MAX_KEPT = 4_096;

/** fontkit draws a variable font of woff2 in its default weight only; Noto Sans SC is born Thin (100), with stems of 37 for the 80 of Regular. */
const THICKEN_THIN = 42;
const THIN = 250;

function outlineOf(font: Font, codePoint: number): Outline {
  const { path, advanceWidth } = font.glyphForCodePoint(codePoint);
  const scale = 1_000 / font.unitsPerEm;
  const weight = font.variationAxes['wght']?.default ?? 400;
  return {
    path: path.commands.map(operators(scale)).join(' '),
    advance: Math.round(advanceWidth * scale),
    thickenBy: weight < THIN ? THICKEN_THIN : 0,
  };
}

/** Quadratic curves become cubic ones: PDF has no others. */
function operators(scale: number): (command: PathCommand) => string {
  let last: readonly [number, number] = [0, 0];
  const at = (...points: readonly number[]): string => points.map((value) => Math.round(value * scale * 10) / 10).join(' ');
  return ({ command, args }) => {
    const [a = 0, b = 0, c = 0, d = 0] = args;
    const from = last;
    last = [args.at(-2) ?? from[0], args.at(-1) ?? from[1]];
    switch (command) {
      case 'moveTo':
        return `${at(a, b)} m`;
      case 'lineTo':
        return `${at(a, b)} l`;
      case 'quadraticCurveTo':
        return `${at(from[0] + ((a - from[0]) * 2) / 3, from[1] + ((b - from[1]) * 2) / 3, c + ((a - c) * 2) / 3, d + ((b - d) * 2) / 3, c, d)} c`;
      case 'bezierCurveTo':
        return `${at(...args)} c`;
      case 'closePath':
        return 'h';
      default:
        return assertNever(command);
    }
  };
}
