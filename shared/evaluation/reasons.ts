/** The official reason codes (evalDetail) as a versioned data file, and the check of a rating against it. */
import * as v from 'valibot';
import { err, ok, type Result } from '../base/result.ts';
import { text } from '../catalog/text.ts';
import type { FaultCode } from '../fault/fault.ts';
import { RATING_TEXT_MAX, type Rating } from './evaluation.ts';

/** Shape of `config/evaluation/reasons-*.json`. The first digit of a code is its level. */
export const reasonFileSchema = v.strictObject({
  version: text(20),
  title: text(60),
  reasons: v.pipe(
    v.array(
      v.pipe(
        v.strictObject({
          code: v.pipe(v.string(), v.regex(/^[1-5]\d{2}$/)),
          level: v.picklist([1, 2, 3, 4, 5]),
          /** `base`: the codes of the first edition; `expanded`: added by the later one. */
          set: v.picklist(['base', 'expanded']),
          text: text(40),
        }),
        v.check((reason) => reason.code.startsWith(String(reason.level)), 'code and level differ'),
      ),
    ),
    v.minLength(1),
    v.maxLength(100),
    v.check((reasons) => new Set(reasons.map((reason) => reason.code)).size === reasons.length, 'a code stands twice'),
  ),
});
/** One edition of the codes. */
export type ReasonFile = v.InferOutput<typeof reasonFileSchema>;

/**
 * Checks a rating that a page sent: every code exists, belongs to the level and stands once; the text is at most 150 characters, counted
 * as people count them. Blanks around the text go. `act.malformed` otherwise: no page of ours can make such a rating.
 */
export function acceptRating(rating: Rating, file: ReasonFile): Result<Rating, FaultCode> {
  const allowed = new Set(file.reasons.filter((reason) => reason.level === rating.level).map((reason) => reason.code));
  const codes = new Set(rating.reasons);
  const words = rating.text.trim();
  if (codes.size !== rating.reasons.length) return err('act.malformed');
  if ([...codes].some((code) => !allowed.has(code))) return err('act.malformed');
  if (Array.from(words).length > RATING_TEXT_MAX) return err('act.malformed');
  return ok({ level: rating.level, reasons: [...codes].sort(), text: words });
}
