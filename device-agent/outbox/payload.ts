/** What waits sealed in the outbox, and the check when it is opened again: stored data is input like any other. */
import * as v from 'valibot';
import { brand, type SubmissionId } from '../../shared/base/brand.ts';
import { RATING_TEXT_MAX } from '../../shared/evaluation/evaluation.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { LoopReport, RatingReport, Submission } from '../gateway/port.ts';

/** One thing to be sent. */
export type Payload =
  /** `title` is what a progress page calls it while it waits here. */
  | { readonly kind: 'submission'; readonly title: string; readonly submission: Submission }
  | { readonly kind: 'rating'; readonly report: RatingReport }
  | { readonly kind: 'report'; readonly report: LoopReport };

const shortText = v.pipe(v.string(), v.maxLength(200));
const assessNumber = v.picklist([1, 2]);

const applicantSchema = v.strictObject({ cardType: v.picklist(['resident', 'permit', 'foreigner']), name: shortText, number: shortText });

const keySchema = { id: shortText, projectNo: shortText, serviceNumber: v.pipe(v.number(), v.integer(), v.minValue(1)), assessNumber };

const payloadSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('submission'),
    title: shortText,
    submission: v.strictObject({
      id: v.pipe(
        shortText,
        v.transform((id) => brand<SubmissionId>(id)),
      ),
      matter: shortText,
      applicant: applicantSchema,
      answers: v.record(shortText, v.pipe(v.string(), v.maxLength(400))),
      madeAt: shortText,
    }),
  }),
  v.strictObject({
    kind: v.literal('rating'),
    report: v.strictObject({
      ...keySchema,
      rating: v.strictObject({
        level: v.picklist([1, 2, 3, 4, 5]),
        reasons: v.pipe(v.array(v.pipe(v.string(), v.maxLength(3))), v.maxLength(8)),
        // Two UTF-16 units for a character outside the basic plane.
        text: v.pipe(v.string(), v.maxLength(2 * RATING_TEXT_MAX)),
      }),
      assessedAt: shortText,
      service: v.strictObject({ taskCode: shortText, taskName: shortText, applicant: v.nullable(applicantSchema) }),
    }),
  }),
  v.strictObject({
    kind: v.literal('report'),
    report: v.strictObject({
      ...keySchema,
      move: v.picklist(['report', 'call-back', 'correct', 'explain', 'answer', 'discount']),
      at: shortText,
    }),
  }),
]);

/** The idempotency key. */
export function idOf(payload: Payload): string {
  return payload.kind === 'submission' ? payload.submission.id : payload.report.id;
}

/** Entries of one case leave in the order in which they were kept. */
export function caseKeyOf(payload: Payload): string {
  return payload.kind === 'submission' ? payload.submission.id : payload.report.projectNo;
}

/** UTF-8 JSON. Throws on a payload that could not be read back: nobody must learn that after the citizen has gone. */
export function encodePayload(payload: Payload): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(v.parse(payloadSchema, payload)));
}

/** The way back. */
export function decodePayload(bytes: Uint8Array): Result<Payload, 'store.unreadable'> {
  try {
    const parsed = v.safeParse(payloadSchema, JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? ok(parsed.output) : err('store.unreadable');
  } catch {
    // Only JSON.parse throws here.
    return err('store.unreadable');
  }
}
