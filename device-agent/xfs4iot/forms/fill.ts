/** Values for the fields of a form → what stands in each field, or the first field that stands in the way. Pure. */
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { FieldFailure, Form, FormField } from '../../../shared/xfs4iot/printer-forms.ts';

/** One value at its place. */
export interface Filled {
  readonly name: string;
  readonly field: FormField;
  /** Which repetition of the field, from 0. */
  readonly index: number;
  readonly value: string;
}

/** `spec`: the key is no name of a field. */
export type FillFault = { readonly kind: 'spec' } | { readonly kind: 'field'; readonly name: string; readonly failure: FieldFailure };

/** Values by `name`, or by `name[n]` for one repetition of an indexed field. */
export function fillForm(form: Form, given: Readonly<Record<string, readonly string[]>>): Result<readonly Filled[], FillFault> {
  const values = new Map<string, Map<number, string>>();
  for (const [key, texts] of Object.entries(given)) {
    const spec = /^([^[\]]+)(?:\[(\d{1,4})\])?$/.exec(key);
    const name = spec?.[1];
    if (name === undefined) return err({ kind: 'spec' });
    const field = Object.hasOwn(form.fields, name) ? form.fields[name] : undefined;
    if (field === undefined) return err({ kind: 'field', name, failure: 'notFound' });
    const failure = refusalOf(field, spec?.[2], texts);
    if (failure !== null) return err({ kind: 'field', name, failure });
    const first = Number(spec?.[2] ?? 0);
    const known = values.get(name) ?? new Map<number, string>();
    texts.forEach((text, at) => known.set(first + at, text));
    values.set(name, known);
  }
  const filled: Filled[] = [];
  for (const [name, field] of Object.entries(form.fields)) {
    const known = values.get(name);
    if (field.class === 'required' && known === undefined) return err({ kind: 'field', name, failure: 'required' });
    const texts = known ?? new Map(field.initialValue === undefined ? [] : [[0, field.initialValue]]);
    for (const [index, value] of texts) filled.push({ name, field, index, value });
  }
  return ok(filled);
}

function refusalOf(field: FormField, index: string | undefined, texts: readonly string[]): FieldFailure | null {
  if (field.class === 'static') return 'staticOverwrite';
  if (field.access === 'read') return 'notWrite';
  const first = Number(index ?? 0);
  const indexed = field.index !== undefined;
  const fits = texts.length > 0 && first + texts.length <= (field.index?.repeatCount ?? 1);
  return (index === undefined || indexed) && fits ? null : 'notFound';
}
