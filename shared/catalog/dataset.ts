/** A public dataset: rows with a source, an as-of date and a licence note; shown as a table, a chart where numbers are, a list or a printed slip. */
import * as v from 'valibot';
import { dateText, slug, sourceSchema, text } from './text.ts';

/** One column of a dataset. `number` columns may be drawn as bars. */
const datasetColumnSchema = v.strictObject({
  key: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,31}$/)),
  title: text(40),
  kind: v.picklist(['text', 'number', 'region', 'phone', 'address', 'hours', 'date']),
  unit: v.optional(text(20)),
  /** Shown in lists; the rest only in the detail. */
  list: v.optional(v.boolean()),
});

/** Head of a dataset; its rows lie in a CSV file beside it. */
export const datasetSchema = v.strictObject({
  id: slug,
  title: text(100),
  aliases: v.optional(v.array(text(60))),
  themes: v.array(slug),
  source: sourceSchema,
  asOf: dateText,
  /** After so many days the page shows a yellow note; absent = a fact that does not age. */
  staleAfterDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  licence: text(200),
  example: v.boolean(),
  columns: v.pipe(v.array(datasetColumnSchema), v.minLength(1), v.maxLength(24)),
  rowsFile: text(120),
  /** Key of the column under whose cells the search finds single rows. */
  rowName: v.optional(text(32)),
});
/** Head of a dataset. */
export type DatasetHead = v.InferOutput<typeof datasetSchema>;
/** One column. */
export type DatasetColumn = v.InferOutput<typeof datasetColumnSchema>;
