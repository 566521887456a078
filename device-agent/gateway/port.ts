/** What the agent asks of the region's platform: five verbs and a health call. Every adapter passes the same contract suite. */
import type { CaseNumber, SubmissionId } from '../../shared/base/brand.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Rating } from '../../shared/evaluation/evaluation.ts';
import type { LoopMove } from '../../shared/evaluation/loop.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { IdentityCard } from '../../shared/identity/card.ts';
import type { QueryAnswer } from '../../shared/journey/run.ts';

/** The person for whom something is asked: as much as the platform needs, and no more (PIPL art. 6). */
export interface Applicant {
  readonly cardType: IdentityCard['type'];
  readonly name: string;
  readonly number: string;
}

/** Question id → value, as the journey asked them. */
type Answers = Readonly<Record<string, string>>;

/** A hand-in. `id` is its idempotency key on every retry; `madeAt` ISO 8601, the time at which the citizen confirmed. */
export interface Submission {
  readonly id: SubmissionId;
  /** The journey's `upstream`. */
  readonly matter: string;
  readonly applicant: Applicant;
  readonly answers: Answers;
  readonly madeAt: string;
}

/** The platform's decision on a hand-in: final either way. */
export type Decision = { readonly state: 'accepted'; readonly number: CaseNumber } | { readonly state: 'refused'; readonly reason: string };

/** What a rating is about. */
export interface RatedService {
  /** 实施编码 or our item id where there is none. */
  readonly taskCode: string;
  readonly taskName: string;
  /** Null for a rating without log-in. */
  readonly applicant: Applicant | null;
}

/** A rating on its way. `id` is its idempotency key; `assessNumber` 1 首次, 2 追加; `assessedAt` ISO 8601, when the person rated. */
export interface RatingReport {
  readonly id: string;
  /** 办件编号 where the platform gave one, else our serial or visit number. */
  readonly projectNo: string;
  readonly serviceNumber: number;
  readonly assessNumber: 1 | 2;
  readonly rating: Rating;
  readonly assessedAt: string;
  readonly service: RatedService;
}

/** A step of the loop after a 差评, on its way. */
export interface LoopReport {
  readonly id: string;
  readonly projectNo: string;
  readonly serviceNumber: number;
  readonly assessNumber: 1 | 2;
  readonly move: LoopMove;
  /** ISO 8601. */
  readonly at: string;
}

/** Where a case stands, without any person's data. */
interface CaseProgress {
  readonly title: string;
  readonly number: CaseNumber | null;
  readonly state: 'accepted' | 'processing' | 'finished' | 'refused';
  readonly steps: readonly { readonly name: string; readonly done: boolean; readonly at: string | null }[];
  /** ISO 8601. */
  readonly asOf: string;
}

/**
 * The platform. Faults: `platform.unreachable` and `platform.timeout` (nothing is known of the request's fate: send it again under the
 * same id), `platform.nonsense` (it answered something else than the contract), `platform.refused` (it will never take this request),
 * `platform.not-connected` (it does not know the matter), `platform.no-record`. An aborted `signal` gives `platform.unreachable`.
 */
export interface Gateway {
  /** True where all answers are 演示: every screen and slip must then say so. */
  readonly sandbox: boolean;
  query(app: string, applicant: Applicant, answers: Answers, signal: AbortSignal): Promise<Result<QueryAnswer, FaultCode>>;
  submit(submission: Submission, signal: AbortSignal): Promise<Result<Decision, FaultCode>>;
  rate(report: RatingReport, signal: AbortSignal): Promise<Result<null, FaultCode>>;
  report(report: LoopReport, signal: AbortSignal): Promise<Result<null, FaultCode>>;
  /** By our serial or the platform's number. */
  progress(serialOrNumber: string, signal: AbortSignal): Promise<Result<CaseProgress, FaultCode>>;
  health(signal: AbortSignal): Promise<Result<null, FaultCode>>;
}
