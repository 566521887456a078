/** The bodies of `config/platform/openapi.json`: what we send, and the check of everything that comes back. */
import * as v from 'valibot';
import { brand, type CaseNumber } from '../../shared/base/brand.ts';
import { text } from '../../shared/catalog/text.ts';
import type { LoopReport, RatingReport, Submission } from './port.ts';

const time = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/));
const caseNumber = v.pipe(
  v.string(),
  v.regex(/^[\p{L}\p{N}-]{1,64}$/u),
  v.transform((number) => brand<CaseNumber>(number)),
);

/** Answer to `health`. */
export const healthAnswer = v.strictObject({ state: v.literal('ready') });

/** Answer to `rate` and `report`. */
export const receivedAnswer = v.strictObject({ received: v.literal(true) });

/** Answer to `query`. */
export const queryAnswer = v.strictObject({
  title: text(60),
  rows: v.pipe(v.array(v.strictObject({ label: text(60), value: v.pipe(v.string(), v.maxLength(400)) })), v.maxLength(200)),
  asOf: time,
  source: text(100),
});

/** Answer to `submit`. */
export const decisionAnswer = v.variant('state', [
  v.strictObject({ state: v.literal('accepted'), number: caseNumber }),
  v.strictObject({ state: v.literal('refused'), reason: text(400) }),
]);

/** Answer to `progress`. */
export const progressAnswer = v.strictObject({
  title: text(60),
  number: v.nullable(caseNumber),
  state: v.picklist(['accepted', 'processing', 'finished', 'refused']),
  steps: v.pipe(v.array(v.strictObject({ name: text(60), done: v.boolean(), at: v.nullable(time) })), v.maxLength(30)),
  asOf: time,
});

/** Body of a refusal by status. */
export const problemAnswer = v.strictObject({
  code: v.picklist(['not-connected', 'no-record', 'in-progress', 'refused', 'busy', 'unavailable']),
});

/** Request body of `submit`. */
export function submissionBody({ id, matter, applicant, answers, madeAt }: Submission): object {
  return { serial: id, matter, channel: '自助终端', applicant, answers, madeAt };
}

/** Request body of `rate`, in the field names and value codes of the national rating push (domain.md a3). */
export function ratingBody(report: RatingReport): object {
  const { service, rating } = report;
  const person =
    service.applicant === null ? {} : { certkeyGOV: service.applicant.number, userName: service.applicant.name, userProp: '1' };
  return {
    taskCode: service.taskCode,
    taskName: service.taskName,
    projectNo: report.projectNo,
    serviceNumber: report.serviceNumber,
    // 5: 政务大厅其他终端. 7 would be a default rating, which a machine must never make.
    pf: '5',
    ...person,
    satisfaction: String(rating.level),
    evalDetail: rating.reasons.join(','),
    writingEvaluation: rating.text,
    assessTime: beijingTime(report.assessedAt),
    assessNumber: String(report.assessNumber),
  };
}

/** Request body of `report`. */
export function loopBody({ projectNo, serviceNumber, assessNumber, move, at }: LoopReport): object {
  return { projectNo, serviceNumber, assessNumber: String(assessNumber), move, at };
}

/** ISO 8601 → `yyyy-MM-dd HH:mm:ss` in China Standard Time (UTC+8, no summer time), whatever the machine's time zone. */
function beijingTime(iso: string): string {
  return new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
