/** The course of one print job: what to do after each look at job and printer. Pure; time is given. */
import { assertNever } from '../../../shared/base/never.ts';
import type { PrintOutcome, PrintProof } from '../../../shared/device/print.ts';
import type { FaultCode } from '../../../shared/fault/fault.ts';
import { IPP_DELAYS } from './delays.ts';
import type { JobFacts, PrinterLook } from './operations.ts';

/** What is remembered of a running job. */
export interface JobCourse {
  /** Sides that a whole print has: pages by copies. */
  readonly expected: number;
  /** When something last moved, monotonic milliseconds. */
  readonly movedMs: number;
  /** Sides counted so far; null while the printer has counted none. */
  readonly impressions: number | null;
  /** The job was seen at work. */
  readonly begun: boolean;
  /** The last thing that the printer complained of while this job ran. */
  readonly complaint: FaultCode | null;
  /** Why and when the job was asked back. */
  readonly taken: { readonly why: FaultCode; readonly atMs: number } | null;
}

/** What to do next. */
export type JobStep =
  | { readonly do: 'look-again' }
  | { readonly do: 'cancel'; readonly why: FaultCode }
  | { readonly do: 'end'; readonly outcome: PrintOutcome };

/** The beginning of a job. */
export function beginCourse(expected: number, nowMs: number): JobCourse {
  return { expected, movedMs: nowMs, impressions: null, begun: false, complaint: null, taken: null };
}

/** The job has been asked back. */
export function takenBack(course: JobCourse, why: FaultCode, nowMs: number): JobCourse {
  return course.taken === null ? { ...course, taken: { why, atMs: nowMs } } : course;
}

/** After a look that brought an answer. */
export function afterLook(
  course: JobCourse,
  job: JobFacts,
  printer: PrinterLook,
  nowMs: number,
): { readonly course: JobCourse; readonly step: JobStep } {
  const blocked = printer.facts.blocking ?? printer.facts.hint;
  const moved =
    (job.impressions !== null && job.impressions !== course.impressions) ||
    (job.state === 'processing' && !course.begun) ||
    (blocked === null && course.complaint !== null && job.state === 'processing');
  const next: JobCourse = {
    ...course,
    impressions: job.impressions ?? course.impressions,
    begun: course.begun || job.state === 'processing',
    // A complaint that was heard stays until the job moves again without one.
    complaint: blocked ?? (isOver(job) ? (course.complaint ?? printer.facts.mention) : null),
    movedMs: moved ? nowMs : course.movedMs,
  };
  return { course: next, step: stepOf(next, job, printer, blocked, nowMs) };
}

/** After a look that brought none, for `fault`: the printer may come back, and the job with it. */
export function afterSilence(course: JobCourse, fault: FaultCode, silentMs: number): JobStep {
  if (silentMs < IPP_DELAYS.lostMs) return { do: 'look-again' };
  return {
    do: 'end',
    outcome: { kind: 'uncertain', fault: course.taken?.why ?? (fault === 'device.no-device-at-path' ? 'device.lost' : fault) },
  };
}

/** The printer answers and knows no such job any more: a queue without history forgets a job as it ends, and what came out with it. */
export function afterForgotten(course: JobCourse): PrintOutcome {
  return { kind: 'uncertain', fault: course.taken?.why ?? 'printer.uncertain' };
}

function isOver(job: JobFacts): boolean {
  return job.state === 'canceled' || job.state === 'aborted' || job.state === 'completed';
}

function stepOf(course: JobCourse, job: JobFacts, printer: PrinterLook, blocked: FaultCode | null, nowMs: number): JobStep {
  switch (job.state) {
    case 'completed':
      return { do: 'end', outcome: completed(course, job, printer) };
    case 'canceled':
    case 'aborted':
      // A document that was refused was not printed, whatever the printer counts.
      if (job.reasons.some((reason) => REFUSALS.test(reason))) return { do: 'end', outcome: { kind: 'failed', fault: 'printer.rejected' } };
      return { do: 'end', outcome: { kind: printedNothing(job, printer) ? 'failed' : 'uncertain', fault: whyBroken(course, job) } };
    case 'waiting':
    case 'processing':
    case 'stopped':
      return stillRunning(course, blocked, nowMs);
    default:
      return assertNever(job.state);
  }
}

function stillRunning(course: JobCourse, blocked: FaultCode | null, nowMs: number): JobStep {
  if (course.taken !== null) {
    const late = nowMs - course.taken.atMs >= IPP_DELAYS.cancelMs;
    return late ? { do: 'end', outcome: { kind: 'uncertain', fault: course.taken.why } } : { do: 'look-again' };
  }
  const stillMs = nowMs - course.movedMs;
  if (blocked !== null && stillMs >= IPP_DELAYS.handMs) return { do: 'cancel', why: blocked };
  return stillMs >= IPP_DELAYS.standstillMs ? { do: 'cancel', why: 'device.silent' } : { do: 'look-again' };
}

function completed(course: JobCourse, job: JobFacts, printer: PrinterLook): PrintOutcome {
  // "with errors" leaves open what came out, RFC 8011 §5.3.8.
  if (job.reasons.includes('job-completed-with-errors')) return { kind: 'uncertain', fault: course.complaint ?? 'printer.uncertain' };
  return { kind: 'done', proof: proofOf(course, printer) };
}

/** A queue over a plain socket or USB line completes as soon as the bytes are gone, paper or not. */
function proofOf(course: JobCourse, { queueScheme }: PrinterLook): PrintProof {
  if (queueScheme !== null && !FOLLOWING_SCHEMES.includes(queueScheme)) return 'sent';
  return course.impressions !== null && course.impressions >= course.expected ? 'printed' : 'processed';
}

/** Back ends of CUPS that wait for the printer's own word on the job. */
const FOLLOWING_SCHEMES: readonly string[] = ['ipp', 'ipps', 'dnssd', 'implicitclass'];

function whyBroken(course: JobCourse, job: JobFacts): FaultCode {
  if (course.taken !== null) return course.taken.why;
  if (course.complaint !== null) return course.complaint;
  return job.state === 'canceled' ? 'device.canceled' : 'device.hardware';
}

const REFUSALS = /^(document-|unsupported-|compression-error|job-password|conflicting-)/;

/** Only the count of the printer itself proves that nothing came out: a queue counts what it has sent. */
function printedNothing(job: JobFacts, { queueScheme }: PrinterLook): boolean {
  return queueScheme === null && job.impressions === 0;
}
