/** One IPP printer or queue: looks at it, prints one PDF at a time and follows it to its end, takes back what an earlier life left. */
import { concatBytes } from '../../../shared/base/bytes.ts';
import { assertNever } from '../../../shared/base/never.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { PrintOutcome } from '../../../shared/device/print.ts';
import type { FaultCode } from '../../../shared/fault/fault.ts';
import type { DocumentPrinterProfile } from '../../../shared/settings/document-printer-profile.ts';
import { pause } from '../../platform/clock.ts';
import type { Clock } from '../../platform/clock.ts';
import { decodeIpp } from './decode.ts';
import { IPP_DELAYS, IPP_LIMITS } from './delays.ts';
import { afterForgotten, afterLook, afterSilence, beginCourse, takenBack } from './dialogue.ts';
import type { JobCourse, JobStep } from './dialogue.ts';
import { encodeIpp } from './encode.ts';
import type { ExchangeLimits, IppExchange } from './http.ts';
import {
  cancelJob,
  createJob,
  faultOfStatus,
  getJobAttributes,
  getOwnJobs,
  getPrinterAttributes,
  readJob,
  readJobId,
  readOwnJobs,
  readPrinter,
  sendDocument,
} from './operations.ts';
import type { IppRequest, IppTarget, PrinterLook } from './operations.ts';
import type { IppMessage } from './wire.ts';

/** What the driver stands on. */
export interface IppDriverParts {
  readonly exchange: IppExchange;
  readonly target: IppTarget;
  readonly profile: DocumentPrinterProfile;
  readonly clock: Clock;
  /** Ends every exchange at once: the agent is going down. */
  readonly stopping: AbortSignal;
}

/** One job. */
export interface IppJob {
  readonly pdf: Uint8Array;
  /** Pages of the document, at least 1. */
  readonly pages: number;
  readonly copies: number;
  /** Shown in queues and on panels; nothing personal. */
  readonly title: string;
  /** Takes the job back. */
  readonly signal: AbortSignal;
  /** Told after every look while the job runs. */
  readonly onLook: (look: Result<PrinterLook, FaultCode>) => void;
}

/** `client-error-not-found`: RFC 8011 Appendix B.1.4.7. */
const NOT_FOUND = 0x0406;

/** The driver; it holds no connection between its calls. */
export class IppDriver {
  private readonly parts: IppDriverParts;
  private lastRequestId = 0;

  constructor(parts: IppDriverParts) {
    this.parts = parts;
  }

  /** Asks the printer how it is. */
  async look(): Promise<Result<PrinterLook, FaultCode>> {
    const answer = await this.ask(getPrinterAttributes(this.parts.target));
    return answer.ok ? readPrinter(answer.value) : answer;
  }

  /** Takes back every job of this terminal that still waits: somebody else would find its paper. */
  async sweep(): Promise<void> {
    const { target } = this.parts;
    const answer = await this.ask(getOwnJobs(target));
    if (!answer.ok) return;
    for (const jobId of readOwnJobs(answer.value, target.owner)) await this.ask(cancelJob(target, jobId, false));
  }

  /** Prints one document; resolves when the job has ended or nothing more can be learned of it. */
  async print(job: IppJob): Promise<PrintOutcome> {
    const { target, profile } = this.parts;
    if (job.pdf.length > IPP_LIMITS.documentBytes) return { kind: 'failed', fault: 'printer.rejected' };
    if (job.signal.aborted) return { kind: 'failed', fault: 'device.canceled' };
    const made = await this.ask(createJob(target, profile, job));
    const jobId = made.ok ? readJobId(made.value) : made;
    // A job without a document never prints.
    if (!jobId.ok) return { kind: 'failed', fault: jobId.error };
    return new FollowedJob(this, this.parts, job, jobId.value).run();
  }

  /** One request and its answer; the fault of its status is the fault of the call. */
  async ask(request: IppRequest): Promise<Result<IppMessage, FaultCode>> {
    const answer = await this.exchange(request, null, { deadlineMs: IPP_DELAYS.answerMs, signal: this.parts.stopping });
    if (!answer.ok) return answer;
    const fault = faultOfStatus(answer.value.code);
    return fault === null ? answer : err(fault);
  }

  /** One request and its answer, whatever its status. */
  async exchange(request: IppRequest, document: Uint8Array | null, limits: ExchangeLimits): Promise<Result<IppMessage, FaultCode>> {
    this.lastRequestId = (this.lastRequestId % 0x7fffffff) + 1;
    const requestId = this.lastRequestId;
    const message = encodeIpp({ ...request, requestId });
    const answer = await this.parts.exchange(document === null ? message : concatBytes([message, document]), limits);
    if (!answer.ok) return answer;
    const decoded = decodeIpp(answer.value);
    if (!decoded.ok || decoded.value.message.requestId !== requestId) return err('device.garbled');
    return ok(decoded.value.message);
  }
}

/** A job that has a number: its document is sent, and it is watched until it ends. */
class FollowedJob {
  private readonly driver: IppDriver;
  private readonly parts: IppDriverParts;
  private readonly job: IppJob;
  private readonly jobId: number;
  private course: JobCourse;
  private cancelHeard = false;
  private silentSinceMs: number | null = null;
  private queue = true;

  constructor(driver: IppDriver, parts: IppDriverParts, job: IppJob, jobId: number) {
    this.driver = driver;
    this.parts = parts;
    this.job = job;
    this.jobId = jobId;
    this.course = beginCourse(job.pages * job.copies, parts.clock.monotonicMs());
  }

  async run(): Promise<PrintOutcome> {
    const refused = await this.send();
    const outcome = refused ?? (await this.follow());
    // A printer of its own keeps no documents; a queue of CUPS may, and they hold personal data.
    if (this.queue) await this.driver.ask(cancelJob(this.parts.target, this.jobId, true));
    return outcome;
  }

  /** Null: the document is there, or may be. */
  private async send(): Promise<PrintOutcome | null> {
    const { target } = this.parts;
    const either = AbortSignal.any([this.job.signal, this.parts.stopping]);
    const sent = await this.driver.exchange(sendDocument(target, this.jobId), this.job.pdf, {
      deadlineMs: IPP_DELAYS.uploadMs,
      signal: either,
    });
    if (!sent.ok) {
      this.takeBack(sent.error);
      return null;
    }
    const fault = faultOfStatus(sent.value.code);
    if (fault === null) return null;
    await this.driver.ask(cancelJob(target, this.jobId, false));
    return { kind: 'failed', fault };
  }

  private async follow(): Promise<PrintOutcome> {
    const { clock, stopping } = this.parts;
    for (;;) {
      if (this.job.signal.aborted) this.takeBack('device.canceled');
      if (this.course.taken !== null && !this.cancelHeard) await this.cancel();
      const step = await this.look();
      switch (step.do) {
        case 'end':
          return step.outcome;
        case 'cancel':
          this.takeBack(step.why);
          continue;
        case 'look-again':
          break;
        default:
          return assertNever(step);
      }
      if (stopping.aborted) return { kind: 'uncertain', fault: 'device.canceled' };
      const untilEnd = this.course.taken === null ? AbortSignal.any([this.job.signal, stopping]) : stopping;
      await pause(clock, IPP_DELAYS.jobPollMs, untilEnd);
    }
  }

  private async look(): Promise<JobStep> {
    const { clock, target, stopping } = this.parts;
    const printer = await this.driver.look();
    this.job.onLook(printer);
    if (!printer.ok) return this.silent(printer.error);
    this.queue = printer.value.queueScheme !== null;
    const limits = { deadlineMs: IPP_DELAYS.answerMs, signal: stopping };
    const answer = await this.driver.exchange(getJobAttributes(target, this.jobId), null, limits);
    if (!answer.ok) return this.silent(answer.error);
    if (answer.value.code === NOT_FOUND) return { do: 'end', outcome: afterForgotten(this.course) };
    const fault = faultOfStatus(answer.value.code);
    const job = fault === null ? readJob(answer.value) : err(fault);
    if (!job.ok) return this.silent(job.error);
    this.silentSinceMs = null;
    const { course, step } = afterLook(this.course, job.value, printer.value, clock.monotonicMs());
    this.course = course;
    return step;
  }

  private silent(fault: FaultCode): JobStep {
    const nowMs = this.parts.clock.monotonicMs();
    this.silentSinceMs ??= nowMs;
    return afterSilence(this.course, fault, nowMs - this.silentSinceMs);
  }

  private takeBack(why: FaultCode): void {
    this.course = takenBack(this.course, why, this.parts.clock.monotonicMs());
  }

  /** An answer of any kind counts: `client-error-not-possible` says that the job has ended. */
  private async cancel(): Promise<void> {
    const { target, stopping } = this.parts;
    const answer = await this.driver.exchange(cancelJob(target, this.jobId, false), null, {
      deadlineMs: IPP_DELAYS.answerMs,
      signal: stopping,
    });
    this.cancelHeard = answer.ok;
  }
}
