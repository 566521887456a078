/** What waits sealed in the outbox, and the check when it is opened again: stored data is input like any other. */
import * as v from 'valibot';
import { brand, type SubmissionId } from '../../shared/base/brand.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { LoopReport, RatingReport, Submission } from '../gateway/port.ts';

/** One thing to be sent. */
export type Payload =
  /** `title` is what a progress page calls it while it waits here. */
  | { readonly kind: 'submission'; readonly title: string; readonly submission: Submission }
  | { readonly kind: 'rating'; readonly report: RatingReport }
  | { readonly kind: 'report'; readonly report: LoopReport };

/** No payload of ours comes near it: forty answers of 400 characters each are 48 KB. */
const PAYLOAD_MAX_BYTES = 65_536;

const boundedText = v.pipe(v.string(), v.maxLength(PAYLOAD_MAX_BYTES));
const assessNumber = v.picklist([1, 2]);

const applicantSchema = v.strictObject({
  cardType: v.picklist(['resident', 'permit', 'foreigner']),
  name: boundedText,
  number: boundedText,
});

const keySchema = { id: boundedText, projectNo: boundedText, serviceNumber: v.pipe(v.number(), v.integer(), v.minValue(1)), assessNumber };

const payloadSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('submission'),
    title: boundedText,
    submission: v.strictObject({
      id: v.pipe(
        boundedText,
        v.transform((id) => brand<SubmissionId>(id)),
      ),
      matter: boundedText,
      applicant: applicantSchema,
      answers: v.record(boundedText, boundedText),
      madeAt: boundedText,
    }),
  }),
  v.strictObject({
    kind: v.literal('rating'),
    report: v.strictObject({
      ...keySchema,
      rating: v.strictObject({
        level: v.picklist([1, 2, 3, 4, 5]),
        reasons: v.pipe(v.array(v.pipe(v.string(), v.maxLength(3))), v.maxLength(8)),
        text: boundedText,
      }),
      assessedAt: boundedText,
      service: v.strictObject({ taskCode: boundedText, taskName: boundedText, applicant: v.nullable(applicantSchema) }),
    }),
  }),
  v.strictObject({
    kind: v.literal('report'),
    report: v.strictObject({
      ...keySchema,
      move: v.picklist(['report', 'call-back', 'correct', 'explain', 'answer', 'discount']),
      at: boundedText,
    }),
  }),
]);

/** The idempotency key. */
export function idOf(payload: Payload): string {
  return payload.kind === 'submission' ? payload.submission.id : payload.report.id;
}

/** The hand-in that an entry follows: entries of one case leave in the order in which they were kept. Null for the hand-in itself. */
export function caseKeyOf(payload: Payload): string | null {
  return payload.kind === 'submission' ? null : payload.report.projectNo;
}

/** UTF-8 JSON. Throws on a payload that is too long to be read back: nobody must learn that after the citizen has gone. */
export function encodePayload(payload: Payload): Uint8Array {
  const bytes = Buffer.from(JSON.stringify(payload));
  if (bytes.length > PAYLOAD_MAX_BYTES) throw new Error('a payload above the maximum');
  return bytes;
}

/** The way back. */
export function decodePayload(bytes: Uint8Array): Result<Payload, 'store.unreadable'> {
  if (bytes.length > PAYLOAD_MAX_BYTES) return err('store.unreadable');
  try {
    const parsed = v.safeParse(payloadSchema, JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? ok(parsed.output) : err('store.unreadable');
  } catch {
    // Only JSON.parse throws here.
    return err('store.unreadable');
  }
}
