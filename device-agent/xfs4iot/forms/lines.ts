/** Filled fields → lines of text, each field at its columns. Pure. */
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { columnsOf, printableText } from '../../../shared/document/columns.ts';
import type { DocumentLine } from '../../../shared/document/layout.ts';
import { wrapText } from '../../../shared/document/wrap.ts';
import { FORM_LIMITS, type Form, type FormField } from '../../../shared/xfs4iot/printer-forms.ts';
import type { Filled } from './fill.ts';
import { gridOf } from './grid.ts';

/** Where the form begins on the paper, in steps of its unit, and how wide the paper is. */
export interface FormPlace {
  readonly x: number;
  readonly y: number;
  readonly columns: number;
}

/** `paper`: a field lies beyond it. `field`: a text does not fit and may not be cut short. */
export type LayFault = { readonly kind: 'paper' } | { readonly kind: 'field'; readonly name: string };

/** The lines, with the fields that did not fit and were cut short. */
export interface FormLines {
  readonly lines: readonly DocumentLine[];
  readonly shortened: readonly string[];
}

interface Piece {
  readonly column: number;
  readonly text: string;
  readonly bold: boolean;
}

/** Lays the form out. */
export function formLines(form: Form, filled: readonly Filled[], place: FormPlace): Result<FormLines, LayFault> {
  const grid = gridOf(form.unit);
  const rows = new Map<number, Piece[]>();
  const shortened = new Set<string>();
  for (const { name, field, index, value } of filled) {
    const { position, size } = field;
    const width = Math.max(1, grid.column(size.width));
    const fitted = fit(field, cased(field, printableText(value)), width, Math.max(1, grid.line(size.height)));
    if (fitted === null) return err({ kind: 'field', name });
    if (fitted.shortened) shortened.add(name);
    const column = grid.column(place.x + position.x + index * (field.index?.x ?? 0));
    const line = grid.line(place.y + position.y + index * (field.index?.y ?? 0));
    if (column + width > place.columns || line + fitted.texts.length > FORM_LIMITS.lines) return err({ kind: 'paper' });
    fitted.texts.forEach((text, at) => {
      const row = rows.get(line + at) ?? [];
      row.push({ column: column + indent(field, text, width), text, bold: field.style?.bold === true });
      rows.set(line + at, row);
    });
  }
  const last = Math.max(-1, ...rows.keys());
  const lines = Array.from({ length: last + 1 }, (_none, at) => lineOf(rows.get(at) ?? []));
  return ok({ lines, shortened: [...shortened] });
}

/** The text as lines of the field. Null: it does not fit, and `terminate`, the standard's default, ends the print. */
function fit(
  field: FormField,
  text: string,
  width: number,
  height: number,
): { readonly texts: readonly string[]; readonly shortened: boolean } | null {
  const own = text.split('\n');
  if (own.length <= height && own.every((each) => columnsOf(each) <= width)) return { texts: own, shortened: false };
  if (field.overflow === 'overwrite') return { texts: own.slice(0, height), shortened: own.length > height };
  if (field.overflow === undefined || field.overflow === 'terminate') return null;
  const wraps = field.overflow !== 'truncate';
  const texts = wraps ? wrapText(text, width) : own.map((each) => cutTo(each, width));
  return { texts: texts.slice(0, height), shortened: !wraps || texts.length > height };
}

function cutTo(text: string, width: number): string {
  let cut = '';
  for (const char of text) {
    if (columnsOf(cut + char) > width) break;
    cut += char;
  }
  return cut;
}

function cased({ case: wanted }: FormField, text: string): string {
  if (wanted === 'upper') return text.toUpperCase();
  return wanted === 'lower' ? text.toLowerCase() : text;
}

function indent({ horizontal }: FormField, text: string, width: number): number {
  const room = Math.max(0, width - columnsOf(text));
  if (horizontal === 'right') return room;
  return horizontal === 'center' ? Math.floor(room / 2) : 0;
}

/** A piece that another one already covers begins behind it: on paper nothing can be printed over. */
function lineOf(row: readonly Piece[]): DocumentLine {
  let text = '';
  for (const piece of row.toSorted((a, b) => a.column - b.column)) {
    text += ' '.repeat(Math.max(0, piece.column - columnsOf(text))) + piece.text;
  }
  return { kind: 'text', text, align: 'left', size: 1, bold: row.length > 0 && row.every(({ bold }) => bold) };
}
