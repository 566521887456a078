/** `faq.json`: a question as people ask it and what a guide or a published source answers. Nothing is answered that neither says. */
import * as v from 'valibot';
import { dateText, slug, sourceSchema, text } from './text.ts';

/** An answered question. Exactly one of `guide` and `source` stands behind it. */
export const faqSchema = v.strictObject({
  id: slug,
  /** The same question in several words; the first is shown. */
  questions: v.pipe(v.array(text(60)), v.minLength(1), v.maxLength(8)),
  answer: text(300),
  /** Guide that says so. */
  guide: v.optional(slug),
  source: v.optional(sourceSchema),
  /** When the answer was read there. */
  date: v.optional(dateText),
});
/** An answered question. */
export type Faq = v.InferOutput<typeof faqSchema>;
