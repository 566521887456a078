/** `files.json`, written by `content build`: what is known of each form of the package without opening it. */
import * as v from 'valibot';
import { text } from './text.ts';

/** A form of the package's `files` folder. */
export const formFileSchema = v.strictObject({
  /** File name in the folder. */
  file: text(120),
  pages: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
  /** The PDF of which `picture` shows the first page, so that a changed form never keeps an old picture. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** File name of the picture of its first page, where one was made. */
  picture: v.optional(text(120)),
});
/** A form of the package's `files` folder. */
export type FormFile = v.InferOutput<typeof formFileSchema>;
