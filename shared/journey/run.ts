/** One citizen's way through a journey: the state, and the pure function that moves it. No clock, no device, no network. */
import type { CaseNumber, SubmissionId } from '../base/brand.ts';
import { assertNever } from '../base/never.ts';
import type { FaultCode } from '../fault/fault.ts';
import type { Journey, Question } from './definition.ts';

/** The end of a hand-in: never guessed. `kept` is durable on this machine; `accepted` carries the platform's own number. */
export type HandIn =
  | { readonly state: 'kept' }
  | { readonly state: 'accepted'; readonly number: CaseNumber }
  | { readonly state: 'refused'; readonly reason: string };

/** A query's answer: rows to show and print, with the time at which the platform gave it. */
export interface QueryAnswer {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  /** ISO 8601 with offset. */
  readonly asOf: string;
  readonly source: string;
}

/** Where the citizen stands. */
export type JourneyStep =
  /** `missed`: reads in a row that the card was lifted from; the next one is waited for without a press. */
  | { readonly at: 'identifying'; readonly fault: FaultCode | null; readonly missed: number }
  | { readonly at: 'answering'; readonly question: number; readonly misfit: boolean; readonly returnToCheck: boolean }
  | { readonly at: 'checking' }
  | { readonly at: 'querying' }
  | { readonly at: 'query-failed'; readonly fault: FaultCode }
  | { readonly at: 'result'; readonly answer: QueryAnswer }
  | { readonly at: 'handing-in' }
  | { readonly at: 'hand-in-failed'; readonly fault: FaultCode }
  | { readonly at: 'done'; readonly outcome: HandIn }
  | { readonly at: 'rating' }
  | { readonly at: 'rated'; readonly skipped: boolean }
  | { readonly at: 'left' };

/** One run. `submission` is made with the run, before anything leaves. */
export interface JourneyRun {
  readonly journey: Journey;
  readonly submission: SubmissionId;
  readonly answers: Readonly<Record<string, string>>;
  readonly step: JourneyStep;
}

/** What can happen to a run: acts of the citizen and answers of the machine. */
export type JourneyEvent =
  | { readonly kind: 'identified' }
  | { readonly kind: 'identify-failed'; readonly fault: FaultCode }
  | { readonly kind: 'draft'; readonly question: string; readonly value: string }
  | { readonly kind: 'next' }
  | { readonly kind: 'back' }
  | { readonly kind: 'edit'; readonly question: string }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'retry' }
  | { readonly kind: 'answered'; readonly answer: QueryAnswer }
  | { readonly kind: 'query-failed'; readonly fault: FaultCode }
  | { readonly kind: 'handed-in'; readonly outcome: HandIn }
  | { readonly kind: 'hand-in-failed'; readonly fault: FaultCode }
  | { readonly kind: 'rate' }
  | { readonly kind: 'rated'; readonly skipped: boolean }
  | { readonly kind: 'leave' };

/** A new run, at its first step: the card. */
export function beginRun(journey: Journey, submission: SubmissionId): JourneyRun {
  return { journey, submission, answers: {}, step: { at: 'identifying', fault: null, missed: 0 } };
}

/** The part of a value that a question can take: trimmed, and cut to its maximum. */
export function clip(question: Question, value: string): string {
  switch (question.input) {
    case 'text':
      return Array.from(value).slice(0, question.maxLength).join('');
    case 'digits':
      return value.replace(/[^0-9Xx]/g, '').slice(0, question.length[1]);
    case 'choice':
      return question.choices.some((choice) => choice.id === value) ? value : '';
    default:
      return assertNever(question);
  }
}

/** Whether a value answers the question. */
export function fits(question: Question, value: string): boolean {
  const trimmed = value.trim();
  if (trimmed === '') return !question.required;
  switch (question.input) {
    case 'text':
      return Array.from(trimmed).length <= question.maxLength;
    case 'digits':
      return (
        trimmed.length >= question.length[0] &&
        trimmed.length <= question.length[1] &&
        (question.pattern === undefined || new RegExp(`^(?:${question.pattern})$`).test(trimmed))
      );
    case 'choice':
      return question.choices.some((choice) => choice.id === trimmed);
    default:
      return assertNever(question);
  }
}

/** Moves a run. An event that makes no sense at this step leaves the run as it is (same object); `leave` is legal everywhere. */
export function advance(run: JourneyRun, event: JourneyEvent): JourneyRun {
  const to = (step: JourneyStep): JourneyRun => ({ ...run, step });
  const { step, journey } = run;
  if (event.kind === 'leave') return step.at === 'left' ? run : { ...run, answers: {}, step: { at: 'left' } };
  switch (step.at) {
    case 'identifying':
      if (event.kind === 'identified') return to(firstAfterIdentity(journey));
      if (event.kind === 'identify-failed') return to(afterFailedRead(step.missed, event.fault));
      if (event.kind === 'retry' && step.fault !== null) return to({ at: 'identifying', fault: null, missed: 0 });
      return run;
    case 'answering':
      return whileAnswering(run, step, event);
    case 'checking':
      if (event.kind === 'confirm') return to({ at: 'handing-in' });
      if (event.kind === 'back')
        return to({ at: 'answering', question: journey.questions.length - 1, misfit: false, returnToCheck: false });
      if (event.kind === 'edit') {
        const question = journey.questions.findIndex((q) => q.id === event.question);
        return question < 0 ? run : to({ at: 'answering', question, misfit: false, returnToCheck: true });
      }
      return run;
    case 'querying':
      if (event.kind === 'answered') return to({ at: 'result', answer: event.answer });
      if (event.kind === 'query-failed') return to({ at: 'query-failed', fault: event.fault });
      return run;
    case 'query-failed':
      return event.kind === 'retry' ? to({ at: 'querying' }) : run;
    case 'handing-in':
      if (event.kind === 'handed-in') return to({ at: 'done', outcome: event.outcome });
      if (event.kind === 'hand-in-failed') return to({ at: 'hand-in-failed', fault: event.fault });
      return run;
    case 'hand-in-failed':
      if (event.kind === 'retry') return to({ at: 'handing-in' });
      if (event.kind === 'back') return to({ at: 'checking' });
      return run;
    case 'done':
      // A kept submission may be accepted upstream while the citizen still looks at the page.
      if (event.kind === 'handed-in' && step.outcome.state === 'kept') return to({ at: 'done', outcome: event.outcome });
      if (event.kind === 'rate') return to({ at: 'rating' });
      return run;
    case 'result':
      return event.kind === 'rate' ? to({ at: 'rating' }) : run;
    case 'rating':
      return event.kind === 'rated' ? to({ at: 'rated', skipped: event.skipped }) : run;
    case 'rated':
    case 'left':
      return run;
    default:
      return assertNever(step);
  }
}

function firstAfterIdentity(journey: Journey): JourneyStep {
  if (journey.questions.length > 0) return { at: 'answering', question: 0, misfit: false, returnToCheck: false };
  return journey.kind === 'query' ? { at: 'querying' } : { at: 'checking' };
}

/** Reads that may fail in a row because the card was lifted; after that somebody has to press. */
const MISSED_MAX = 3;

/** A card that was lifted too early is laid down again by itself; one that is never read to the end wants another way. */
function afterFailedRead(missed: number, fault: FaultCode): Extract<JourneyStep, { at: 'identifying' }> {
  const now = fault === 'card.replace' ? missed + 1 : MISSED_MAX;
  return now < MISSED_MAX ? { at: 'identifying', fault: null, missed: now } : { at: 'identifying', fault, missed: 0 };
}

function whileAnswering(run: JourneyRun, step: Extract<JourneyStep, { at: 'answering' }>, event: JourneyEvent): JourneyRun {
  const question = run.journey.questions[step.question];
  if (question === undefined) throw new Error('a run stands at a question that its journey does not have');
  switch (event.kind) {
    case 'draft': {
      if (event.question !== question.id) return run;
      const value = clip(question, event.value);
      return { ...run, answers: { ...run.answers, [question.id]: value }, step: { ...step, misfit: false } };
    }
    case 'next': {
      if (!fits(question, run.answers[question.id] ?? '')) return { ...run, step: { ...step, misfit: true } };
      const last = step.question === run.journey.questions.length - 1;
      if (step.returnToCheck || last) {
        return { ...run, step: run.journey.kind === 'query' ? { at: 'querying' } : { at: 'checking' } };
      }
      return { ...run, step: { at: 'answering', question: step.question + 1, misfit: false, returnToCheck: false } };
    }
    case 'back':
      if (step.returnToCheck && fits(question, run.answers[question.id] ?? '')) return { ...run, step: { at: 'checking' } };
      if (step.question === 0) return run;
      return { ...run, step: { at: 'answering', question: step.question - 1, misfit: false, returnToCheck: false } };
    default:
      return run;
  }
}
