/** Places on a form in columns and lines of a receipt printer. */
import { assertNever } from '../../../shared/base/never.ts';
import type { Form, Media } from '../../../shared/xfs4iot/printer-forms.ts';

/** A column of font A, 12 dots at 203 dpi. */
const COLUMN_MM = 1.5;
/** The usual line spacing, 1/6 inch. */
const LINE_MM = 25.4 / 6;
const INCH_MM = 25.4;

/** How many columns and lines one step of a unit is. `x: 16` with `inch` means steps of 1/16 inch. */
function stepOf({ base, x, y }: Form['unit']): { readonly columns: number; readonly lines: number } {
  switch (base) {
    case 'rowColumn':
      return { columns: 1 / x, lines: 1 / y };
    case 'mm':
      return { columns: 1 / x / COLUMN_MM, lines: 1 / y / LINE_MM };
    case 'inch':
      return { columns: INCH_MM / x / COLUMN_MM, lines: INCH_MM / y / LINE_MM };
    default:
      return assertNever(base);
  }
}

/** Steps of a unit as columns and lines, to the nearest one. */
export interface Grid {
  column(x: number): number;
  line(y: number): number;
}

/** The grid of a form. */
export function gridOf(unit: Form['unit']): Grid {
  const step = stepOf(unit);
  return { column: (x) => Math.round(x * step.columns), line: (y) => Math.round(y * step.lines) };
}

/** Whether a form is larger than the paper it is meant for, or than what fits across the printer. */
export function overflows(form: Form, media: Media | null, columns: number): boolean {
  const grid = gridOf(form.unit);
  if (grid.column(form.size.width) > columns) return true;
  if (media === null) return false;
  const paper = gridOf(media.unit);
  const { width, height } = media.printArea ?? media.size;
  return grid.column(form.size.width) > paper.column(width) || grid.line(form.size.height) > paper.line(height);
}
