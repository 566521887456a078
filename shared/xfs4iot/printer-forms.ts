/** Forms and media of interface Printer (2024-3): their JSON shapes, as far as a printer of text lines can print them. */
import * as v from 'valibot';

const whole = (min: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(65_535));
const text = v.pipe(v.string(), v.maxLength(4_096));

/** Most fields of a form, most forms and media that are kept, and most lines of one print: two metres of paper. */
export const FORM_LIMITS = { fields: 256, definitions: 64, lines: 480 } as const;

const unit = v.looseObject({ base: v.picklist(['inch', 'mm', 'rowColumn']), x: whole(1), y: whole(1) });
const size = v.looseObject({ width: whole(1), height: whole(1) });
const position = v.looseObject({ x: whole(0), y: whole(0), z: v.optional(whole(0)) });
const empty = v.pipe(v.record(v.string(), v.unknown()), v.maxEntries(0));

/** A field of text. Fields of other types (bar codes, pictures, magnetic stripes) and frames make a form that this printer cannot print. */
const field = v.looseObject({
  position,
  size,
  index: v.optional(v.looseObject({ repeatCount: v.pipe(whole(1), v.maxValue(256)), x: v.optional(whole(0)), y: v.optional(whole(0)) })),
  fieldType: v.optional(v.literal('text')),
  class: v.optional(v.picklist(['optional', 'static', 'required'])),
  access: v.optional(v.picklist(['read', 'write', 'readWrite'])),
  overflow: v.optional(v.picklist(['terminate', 'truncate', 'bestFit', 'overwrite', 'wordWrap'])),
  style: v.optional(v.looseObject({ bold: v.optional(v.boolean()) })),
  case: v.optional(v.picklist(['noChange', 'upper', 'lower'])),
  horizontal: v.optional(v.picklist(['left', 'right', 'center', 'justify'])),
  initialValue: v.optional(text),
});
/** A field of text. */
export type FormField = v.InferOutput<typeof field>;

/** A form. Members that nobody here needs are kept for whoever asks for the form again. */
export const formSchema = v.looseObject({
  unit,
  size,
  orientation: v.optional(v.picklist(['portrait', 'landscape'])),
  fields: v.pipe(
    v.record(v.pipe(v.string(), v.minLength(1), v.maxLength(128), v.regex(/^[^[\]]+$/)), field),
    v.maxEntries(FORM_LIMITS.fields),
  ),
  frames: v.optional(empty),
  subForms: v.optional(empty),
});
/** A form. */
export type Form = v.InferOutput<typeof formSchema>;

const area = v.looseObject({ x: whole(0), y: whole(0), width: whole(1), height: whole(1) });

/** A description of paper. */
export const mediaSchema = v.looseObject({
  mediaType: v.optional(v.picklist(['generic', 'passbook', 'multipart'])),
  source: v.optional(v.pipe(v.string(), v.regex(/^[a-zA-Z][a-zA-Z0-9]{0,63}$/))),
  unit,
  size,
  printArea: v.optional(area),
  restricted: v.optional(area),
});
/** A description of paper. */
export type Media = v.InferOutput<typeof mediaSchema>;

/** Why a field was not printed, or not whole, in `FieldErrorEvent` and `FieldWarningEvent`. */
export type FieldFailure = 'required' | 'staticOverwrite' | 'overflow' | 'notFound' | 'notWrite';
