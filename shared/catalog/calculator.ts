/** `calculators.json`: a loan calculator and the dataset whose published rates it counts with. No rate stands anywhere but in that dataset. */
import * as v from 'valibot';
import { LOAN_LIMITS } from './loan.ts';
import { slug, text } from './text.ts';

const column = text(32);

/** A loan calculator. */
export const calculatorSchema = v.strictObject({
  id: slug,
  title: text(100),
  aliases: v.optional(v.array(text(60))),
  themes: v.array(slug),
  /** Dataset with a row per kind of loan and term, and its columns: kind of loan, term in words, yearly rate in percent. */
  dataset: slug,
  optionColumn: column,
  termColumn: column,
  rateColumn: column,
  /** Which cell of the term column holds for a loan of so many months; shortest first. */
  terms: v.pipe(
    v.array(v.strictObject({ term: text(60), monthsMax: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LOAN_LIMITS.months)) })),
    v.minLength(1),
    v.maxLength(12),
  ),
  /** What stands under every result. */
  note: text(200),
});
/** A loan calculator. */
export type Calculator = v.InferOutput<typeof calculatorSchema>;
