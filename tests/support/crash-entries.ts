/** The hand-ins and ratings that the crash tests keep, the same for the same number in every process. */
import { brand, type SubmissionId } from '../../shared/base/brand.ts';
import type { Rating, RatingKey } from '../../shared/evaluation/evaluation.ts';
import type { Applicant, RatedService, Submission } from '../../device-agent/gateway/port.ts';
import type { NewEntry } from '../../device-agent/outbox/outbox.ts';

/** Region 999999 is assigned to no place: the number passes its check and can belong to nobody. */
export const NOBODY: Applicant = { cardType: 'resident', name: '张示例', number: '999999199001010016' };

/** A hand-in of nobody; `n` makes the serial. */
export function submissionOf(n: number, matter = 'residence-permit'): Submission {
  return {
    id: brand<SubmissionId>(`20260302-TEST-0000-${String(n).padStart(4, '0')}`),
    matter,
    applicant: NOBODY,
    answers: { street: '示例街 1 号', phone: '13900000000' },
    madeAt: '2026-03-02T09:00:00.000+08:00',
  };
}

/** The same, ready to be kept. */
export function entryOf(n: number, matter?: string): NewEntry {
  const submission = submissionOf(n, matter);
  return { madeAt: submission.madeAt, payload: { kind: 'submission', title: '居住证在线办理', submission } };
}

/** A hand-in with its rating. */
export function crashEntry(n: number): {
  readonly entry: NewEntry;
  readonly id: SubmissionId;
  readonly key: RatingKey;
  readonly rating: Rating;
  readonly service: RatedService;
} {
  const { id } = submissionOf(n);
  return {
    entry: entryOf(n),
    id,
    key: { projectNo: id, serviceNumber: 1 },
    rating: { level: 5, reasons: ['510'], text: '' },
    service: { taskCode: 'juzhuzheng-banli', taskName: '居住证在线办理', applicant: null },
  };
}
