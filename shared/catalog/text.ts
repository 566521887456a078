/** Building blocks of every content schema: bounded text, dates, codes. */
import * as v from 'valibot';

/** Non-empty text of at most `max` UTF-16 units. */
export const text = (max: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(max));

/** `YYYY-MM-DD`. */
export const dateText = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));

/** Administrative division code: six digits by GB/T 2260, nine for 苏木乡镇 by GB/T 10114, twelve for 嘎查村. */
export const regionCode = v.pipe(v.string(), v.regex(/^\d{6}(?:\d{3}){0,2}$/));

/** A point on the earth, WGS 84, in degrees. */
export const locationSchema = v.strictObject({
  lat: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
  lng: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
});
/** A point on the earth. */
export type Location = v.InferOutput<typeof locationSchema>;

/** Our key of an entry: lower-case letters, digits and hyphens. */
export const slug = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/));

/** Where a published fact comes from. Nothing is shown to a citizen as a fact without it. */
export const sourceSchema = v.strictObject({
  title: text(200),
  publisher: text(100),
  date: dateText,
  note: v.optional(text(400)),
});
/** Source of a published fact. */
export type Source = v.InferOutput<typeof sourceSchema>;
