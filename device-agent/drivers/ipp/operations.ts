/** The requests of the driver and how their answers are read: RFC 8011 operations and one of CUPS, each with the attributes that it needs. */
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { FaultCode } from '../../../shared/fault/fault.ts';
import type { DocumentPrinterProfile } from '../../../shared/settings/document-printer-profile.ts';
import { IPP_LIMITS } from './delays.ts';
import { printerFacts } from './reasons.ts';
import type { PrinterFacts } from './reasons.ts';
import { boolean, GROUP, integer, numbersOf, text, textsOf, truthOf } from './wire.ts';
import type { IppAttributes, IppGroup, IppMessage, IppValue } from './wire.ts';

/** Operations, RFC 8011 §5.4.15. */
const OPERATION = {
  createJob: 0x0005,
  sendDocument: 0x0006,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getJobs: 0x000a,
  getPrinterAttributes: 0x000b,
} as const;

/** The document format that everything is printed in. */
const PDF = 'application/pdf';

/** Whom the requests are for. */
export interface IppTarget {
  /** `ipp://host:631/ipp/print`; for CUPS `ipp://localhost:631/printers/NAME`. */
  readonly uri: string;
  /** `requesting-user-name`: the terminal, never a person. Jobs of this name belong to us. */
  readonly owner: string;
}

/** A request without its id, which the driver counts. */
export type IppRequest = Omit<IppMessage, 'requestId'>;

/** `job-state`, RFC 8011 §5.3.7. */
type JobState = 'waiting' | 'processing' | 'stopped' | 'canceled' | 'aborted' | 'completed';

/** What is known of a job after one look. */
export interface JobFacts {
  readonly state: JobState;
  readonly reasons: readonly string[];
  /** `job-impressions-completed`: sides printed so far; null where the printer does not count. */
  readonly impressions: number | null;
}

/** What is known of a printer that answered. */
export interface PrinterLook {
  readonly facts: PrinterFacts;
  /** It takes PDF and jobs in two steps, as IPP Everywhere asks (PWG 5100.14). */
  readonly fits: boolean;
  /** Null: the printer itself. Else a queue of CUPS, with the scheme by which it reaches its printer. */
  readonly queueScheme: string | null;
}

/** Asks for the printer's state and abilities. */
export function getPrinterAttributes(target: IppTarget): IppRequest {
  return request(OPERATION.getPrinterAttributes, target, [
    [
      'requested-attributes',
      keywords([
        'printer-state',
        'printer-state-reasons',
        'printer-is-accepting-jobs',
        'operations-supported',
        'document-format-supported',
        'device-uri',
      ]),
    ],
  ]);
}

/** Makes an empty job: its number is known before any of its document has left. */
export function createJob(
  target: IppTarget,
  profile: DocumentPrinterProfile,
  job: { readonly title: string; readonly copies: number },
): IppRequest {
  const title = Array.from(job.title).slice(0, IPP_LIMITS.titleCharacters).join('');
  const template = new Map<string, readonly IppValue[]>([
    ['copies', [integer(job.copies)]],
    ['media', [text('keyword', profile.media)]],
    ['sides', [text('keyword', profile.sides)]],
    ['print-color-mode', [text('keyword', profile.colour)]],
    // Media that the printer has not loaded must stop it rather than be replaced.
    ['print-scaling', [text('keyword', 'fit')]],
  ]);
  const operation = request(OPERATION.createJob, target, [['job-name', [text('name', title)]]]);
  return { ...operation, groups: [...operation.groups, { tag: GROUP.job, attributes: template }] };
}

/** Sends the one document of a job; the PDF follows the message. */
export function sendDocument(target: IppTarget, jobId: number): IppRequest {
  return request(OPERATION.sendDocument, target, [
    ['job-id', [integer(jobId)]],
    ['document-format', [text('mimeType', PDF)]],
    ['last-document', [boolean(true)]],
  ]);
}

/** Asks how far a job is. */
export function getJobAttributes(target: IppTarget, jobId: number): IppRequest {
  return request(OPERATION.getJobAttributes, target, [
    ['job-id', [integer(jobId)]],
    ['requested-attributes', keywords(['job-state', 'job-state-reasons', 'job-impressions-completed'])],
  ]);
}

/** Takes a job back. `purge` also wipes an ended one with its document from the spool of CUPS, whatever `PreserveJobFiles` says there. */
export function cancelJob(target: IppTarget, jobId: number, purge: boolean): IppRequest {
  return request(OPERATION.cancelJob, target, [
    ['job-id', [integer(jobId)]],
    ...(purge ? ([['purge-job', [boolean(true)]]] as const) : []),
  ]);
}

/** Asks for the jobs that this terminal has left in the queue. */
export function getOwnJobs(target: IppTarget): IppRequest {
  return request(OPERATION.getJobs, target, [
    ['limit', [integer(IPP_LIMITS.sweptJobs)]],
    ['which-jobs', keywords(['not-completed'])],
    ['my-jobs', [boolean(true)]],
    ['requested-attributes', keywords(['job-id', 'job-originating-user-name'])],
  ]);
}

/** Reads the answer to `getPrinterAttributes`. */
export function readPrinter(message: IppMessage): Result<PrinterLook, FaultCode> {
  const attributes = group(message, GROUP.printer);
  const state = attributes === null ? undefined : numbersOf(attributes, 'printer-state')[0];
  if (attributes === null || state === undefined) return err('device.garbled');
  const operations = numbersOf(attributes, 'operations-supported');
  const needed: readonly number[] = Object.values(OPERATION);
  return ok({
    facts: printerFacts(state, textsOf(attributes, 'printer-state-reasons'), truthOf(attributes, 'printer-is-accepting-jobs') ?? true),
    fits: needed.every((operation) => operations.includes(operation)) && textsOf(attributes, 'document-format-supported').includes(PDF),
    queueScheme: textsOf(attributes, 'device-uri')[0]?.split(':')[0] ?? null,
  });
}

/** Reads the number of a job that was made. */
export function readJobId(message: IppMessage): Result<number, FaultCode> {
  const attributes = group(message, GROUP.job);
  const id = attributes === null ? undefined : numbersOf(attributes, 'job-id')[0];
  return id === undefined ? err('device.garbled') : ok(id);
}

/** Reads the answer to `getJobAttributes`. */
export function readJob(message: IppMessage): Result<JobFacts, FaultCode> {
  const attributes = group(message, GROUP.job);
  const state = attributes === null ? undefined : JOB_STATES[numbersOf(attributes, 'job-state')[0] ?? 0];
  if (attributes === null || state === undefined) return err('device.garbled');
  return ok({
    state,
    reasons: textsOf(attributes, 'job-state-reasons'),
    impressions: numbersOf(attributes, 'job-impressions-completed')[0] ?? null,
  });
}

/** Reads the numbers of the jobs that are ours by name: some printers do not honour `my-jobs`. */
export function readOwnJobs(message: IppMessage, owner: string): readonly number[] {
  return message.groups
    .filter(({ tag, attributes }) => tag === GROUP.job && textsOf(attributes, 'job-originating-user-name')[0] === owner)
    .flatMap(({ attributes }) => numbersOf(attributes, 'job-id').slice(0, 1));
}

/** The fault behind a status, RFC 8011 Appendix B; null for the successful ones, which begin with 00. */
export function faultOfStatus(status: number): FaultCode | null {
  if (status < 0x0100) return null;
  switch (status) {
    case 0x0401: // client-error-forbidden
    case 0x0402: // client-error-not-authenticated
    case 0x0403: // client-error-not-authorized
      return 'device.permission-denied';
    case 0x0406: // client-error-not-found
    case 0x0407: // client-error-gone
      return 'device.no-device-at-path';
    case 0x0502: // server-error-service-unavailable
    case 0x0505: // server-error-temporary-error
    case 0x0507: // server-error-busy
      return 'device.busy';
    case 0x0504: // server-error-device-error
      return 'device.hardware';
    default:
      return 'printer.rejected';
  }
}

const JOB_STATES: Readonly<Record<number, JobState>> = {
  3: 'waiting',
  4: 'waiting',
  5: 'processing',
  6: 'stopped',
  7: 'canceled',
  8: 'aborted',
  9: 'completed',
};

type Attribute = readonly [string, readonly IppValue[]];

/** The attributes that stand first in every request, in this order: RFC 8011 §4.1.4 to §4.1.6. */
function request(code: number, { uri, owner }: IppTarget, more: readonly Attribute[]): IppRequest {
  const attributes = new Map<string, readonly IppValue[]>([
    ['attributes-charset', [text('charset', 'utf-8')]],
    ['attributes-natural-language', [text('language', 'zh-cn')]],
    ['printer-uri', [text('uri', uri)]],
    ...more.filter(([name]) => name === 'job-id'),
    ['requesting-user-name', [text('name', owner)]],
    ...more.filter(([name]) => name !== 'job-id'),
  ]);
  return { code, groups: [{ tag: GROUP.operation, attributes }] };
}

function keywords(values: readonly string[]): readonly IppValue[] {
  return values.map((value) => text('keyword', value));
}

function group(message: IppMessage, tag: IppGroup['tag']): IppAttributes | null {
  return message.groups.find((one) => one.tag === tag)?.attributes ?? null;
}
