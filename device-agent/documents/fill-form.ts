/** Fills the fields of a form of the hall (AcroForm, ISO 32000-2 §12.7) and makes them part of the page, so that every printer shows the same. */
import type { PDFCheckBox, PDFDocument, PDFPage, PDFTextField } from '@cantoo/pdf-lib';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { printableText } from '../../shared/document/columns.ts';
import { missingGlyphs } from './document-fault.ts';
import type { DocumentFault } from './document-fault.ts';
import { fitText } from './fit-text.ts';
import type { FieldBox } from './fit-text.ts';
import { createInk } from './ink.ts';
import type { Ink } from './ink.ts';
import { openPdf } from './open-pdf.ts';
import type { OutlineSource } from './outlines.ts';
import { pdfLibrary } from './pdf-library.ts';

/** By name of the field: text, or whether a box is ticked. */
export type FormValues = Readonly<Record<string, string | boolean>>;

/** A value with the places where it goes. */
interface Entry {
  readonly field: string;
  readonly text: string;
  readonly places: readonly { readonly page: PDFPage; readonly box: FieldBox }[];
}

/** The filled form. Nothing is left out: a character without a font, a value without room or a field that is not there is a fault. */
export async function fillForm(form: Uint8Array, values: FormValues, source: OutlineSource): Promise<Result<Uint8Array, DocumentFault>> {
  const opened = await openPdf(form);
  if (!opened.ok) return err({ kind: 'unreadable' });
  const pdf = opened.value;
  const ink = await createInk(pdf, source);
  const entries = await prepare(pdf, values);
  if (!entries.ok) return entries;
  const missing = ink.missing(entries.value.map(({ text }) => text.replaceAll('\n', '')).join(''));
  if (missing.length > 0) return err(missingGlyphs(missing));
  try {
    pdf.getForm().flatten();
  } catch {
    // Fields without any appearance, or with one of another program: the library throws plain errors.
    return err({ kind: 'unreadable' });
  }
  for (const entry of entries.value) if (!write(entry, ink)) return err({ kind: 'no-room', field: entry.field });
  ink.finish();
  return ok(await pdf.save({ useObjectStreams: false }));
}

/** Ticks boxes, empties the fields that are filled by hand of ours, and finds their places before flattening takes them away. */
async function prepare(pdf: PDFDocument, values: FormValues): Promise<Result<readonly Entry[], DocumentFault>> {
  const { PDFCheckBox: CheckBox, PDFTextField: TextField } = await pdfLibrary();
  const form = pdf.getForm();
  const entries: Entry[] = [];
  for (const [name, value] of Object.entries(values)) {
    const field = form.getFieldMaybe(name);
    if (typeof value === 'boolean' && field instanceof CheckBox) tick(field, value);
    else if (typeof value === 'string' && field instanceof TextField) entries.push(emptied(pdf, field, name, value));
    else return err({ kind: 'no-such-field', field: name });
  }
  return ok(entries);
}

function tick(field: PDFCheckBox, on: boolean): void {
  if (on) field.check();
  else field.uncheck();
}

function emptied(pdf: PDFDocument, field: PDFTextField, name: string, value: string): Entry {
  field.setText(undefined);
  const combed = field.isCombed() ? field.getMaxLength() : undefined;
  const size = /([\d.]+)\s+Tf/.exec(field.acroField.getDefaultAppearance() ?? '')?.[1];
  const places = field.acroField.getWidgets().flatMap((widget) => {
    const owner = widget.P();
    const page = pdf.getPages().find(
      ({ ref, node }) =>
        ref === owner ||
        node
          .Annots()
          ?.asArray()
          .some((one) => pdf.context.lookup(one) === widget.dict) === true,
    );
    if (page === undefined) return [];
    const multiline = field.isMultiline();
    return [
      {
        page,
        box: {
          ...widget.getRectangle(),
          size: Number(size ?? 0),
          multiline,
          align: ALIGNMENTS[field.getAlignment()] ?? 'left',
          cells: combed ?? null,
        },
      },
    ];
  });
  return { field: name, text: printableText(value), places };
}

/** Quadding, ISO 32000-2 §12.7.4.3. */
const ALIGNMENTS = ['left', 'center', 'right'] as const;

/** False: there is no room. */
function write({ text, places }: Entry, ink: Ink): boolean {
  for (const { page, box } of places) {
    const lines = fitText(text, box, (words, size) => ink.width(words, size));
    if (lines === null) return false;
    for (const { words, x, y, size } of lines) ink.write(page, words, { x, y, size });
  }
  return true;
}
