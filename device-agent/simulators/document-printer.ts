/** An A4 printer that speaks IPP: makes jobs, prints them page by page, keeps what came out, and misbehaves on command. */
import { countPages } from '../documents/count-pages.ts';
import { decodeIpp } from '../drivers/ipp/decode.ts';
import { encodeIpp } from '../drivers/ipp/encode.ts';
import { boolean, GROUP, integer, numbersOf, TAG, text, textsOf, truthOf } from '../drivers/ipp/wire.ts';
import type { IppAttributes, IppGroup, IppMessage, IppValue } from '../drivers/ipp/wire.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';

/** How a simulated printer is built. */
export interface DocumentPrinterModel {
  /** One page on one side, in milliseconds. */
  readonly pageMs: number;
  /** It counts the sides it has printed. */
  readonly counts: boolean;
  /** Null: the printer itself. Else it plays a queue of CUPS over a back end of this scheme. */
  readonly queueScheme: string | null;
  readonly formats: readonly string[];
  /** An ended job is forgotten at once. */
  readonly forgets: boolean;
}

/** How its line behaves. `deaf-after-document`: takes the document and never answers that request. */
export type LineManner = 'well' | 'off' | 'silent' | 'garbled' | 'no-ipp' | 'locked' | 'deaf-after-document';

/** One job as the printer holds it. */
export interface SimulatedJob {
  readonly id: number;
  readonly title: string;
  readonly owner: string;
  readonly copies: number;
  readonly media: string;
  state: number;
  reasons: readonly string[];
  /** The document; emptied when the job is purged. */
  pdf: Uint8Array | null;
  pages: number;
  impressions: number;
}

/** The usual office printer. */
export const OFFICE_PRINTER: DocumentPrinterModel = {
  pageMs: 2_000,
  counts: true,
  queueScheme: null,
  formats: ['application/pdf', 'image/urf'],
  forgets: false,
};

const PENDING = 3;
const PROCESSING = 5;
const CANCELED = 7;
const ABORTED = 8;
const COMPLETED = 9;

/** The printer. */
export class DocumentPrinterSimulator {
  line: LineManner = 'well';
  accepting = true;
  readonly jobs: SimulatedJob[] = [];
  private readonly model: DocumentPrinterModel;
  private readonly clock: Clock;
  private reasons: readonly string[] = [];
  private stopped = false;
  private cancelPage: CancelTimer | null = null;

  constructor(model: DocumentPrinterModel, clock: Clock) {
    this.model = model;
    this.clock = clock;
  }

  /** Says these `printer-state-reasons` from now on. Where `halts`, nothing prints; where `stops`, the state is stopped as well. */
  complain(reasons: readonly string[], { halts = true, stops = false }: { readonly halts?: boolean; readonly stops?: boolean } = {}): void {
    this.reasons = reasons;
    this.stopped = stops;
    this.cancelPage?.();
    this.cancelPage = null;
    this.halted = halts;
    this.nextPage();
  }

  /** Somebody brought paper, closed the cover, cleared the jam. */
  clear(): void {
    this.complain([], { halts: false });
  }

  /** Gives the running job up, as printers do with a jam or a document that they cannot read. */
  abort(jobReasons: readonly string[]): void {
    this.end(ABORTED, jobReasons);
  }

  /** Takes the running job back at the printer's own panel. */
  cancelAtPanel(): void {
    this.end(CANCELED, ['job-canceled-by-operator']);
  }

  /** The answer to a message with its document. */
  async answer(bytes: Uint8Array): Promise<Uint8Array> {
    const decoded = decodeIpp(bytes, bytes.length);
    if (!decoded.ok) return encodeIpp({ code: 0x0400, requestId: 1, groups: [OPERATION_GROUP] });
    const { message, rest } = decoded.value;
    const operation = message.groups[0]?.attributes ?? new Map<string, readonly IppValue[]>();
    const { code, groups } = await this.serve(message, operation, rest);
    return encodeIpp({ code, requestId: message.requestId, groups: [OPERATION_GROUP, ...groups] });
  }

  private halted = false;

  private async serve(message: IppMessage, operation: IppAttributes, document: Uint8Array): Promise<Served> {
    switch (message.code) {
      case 0x000b:
        return { code: 0, groups: [{ tag: GROUP.printer, attributes: this.describe() }] };
      case 0x0005:
        return this.create(operation, message.groups.find(({ tag }) => tag === GROUP.job)?.attributes ?? new Map());
      case 0x0006:
        return this.take(operation, document);
      case 0x0008:
        return this.cancel(operation);
      case 0x0009: {
        const job = this.jobOf(operation);
        return job === undefined ? NOT_FOUND : { code: 0, groups: [{ tag: GROUP.job, attributes: this.describeJob(job) }] };
      }
      case 0x000a:
        return { code: 0, groups: this.jobs.filter(isOpen).map((job) => ({ tag: GROUP.job, attributes: this.describeJob(job) })) };
      default:
        return { code: 0x0501, groups: [] };
    }
  }

  private create(operation: IppAttributes, template: IppAttributes): Served {
    if (!this.accepting) return { code: 0x0506, groups: [] };
    const job: SimulatedJob = {
      id: this.jobs.length + 1,
      title: textsOf(operation, 'job-name')[0] ?? '',
      owner: textsOf(operation, 'requesting-user-name')[0] ?? '',
      copies: numbersOf(template, 'copies')[0] ?? 1,
      media: textsOf(template, 'media')[0] ?? 'na_letter_8.5x11in',
      state: PENDING,
      reasons: ['job-incoming'],
      pdf: null,
      pages: 0,
      impressions: 0,
    };
    this.jobs.push(job);
    return { code: 0, groups: [{ tag: GROUP.job, attributes: this.describeJob(job) }] };
  }

  private async take(operation: IppAttributes, document: Uint8Array): Promise<Served> {
    const job = this.jobOf(operation);
    if (job === undefined || job.state !== PENDING) return NOT_FOUND;
    const pages = await countPages(document);
    if (!pages.ok || !this.model.formats.includes(textsOf(operation, 'document-format')[0] ?? '')) return { code: 0x040a, groups: [] };
    job.pages = pages.value;
    job.pdf = document;
    job.reasons = ['none'];
    this.nextPage();
    return { code: 0, groups: [{ tag: GROUP.job, attributes: this.describeJob(job) }] };
  }

  private cancel(operation: IppAttributes): Served {
    const job = this.jobOf(operation);
    if (job === undefined) return NOT_FOUND;
    const purge = truthOf(operation, 'purge-job') === true;
    if (purge) job.pdf = null;
    if (!isOpen(job)) return { code: purge ? 0 : 0x0404, groups: [] };
    if (job.state === PROCESSING) this.end(CANCELED, ['job-canceled-by-user']);
    else job.state = CANCELED;
    return { code: 0, groups: [] };
  }

  /** Prints the next side of the running job, or begins the next job. */
  private nextPage(): void {
    if (this.cancelPage !== null || this.halted) return;
    const job =
      this.jobs.find(({ state }) => state === PROCESSING) ?? this.jobs.find(({ state, pdf }) => state === PENDING && pdf !== null);
    if (job === undefined) return;
    job.state = PROCESSING;
    job.reasons = ['job-printing'];
    this.cancelPage = this.clock.after(this.model.pageMs, () => {
      this.cancelPage = null;
      job.impressions += 1;
      if (job.impressions >= job.pages * job.copies) this.end(COMPLETED, ['job-completed-successfully']);
      else this.nextPage();
    });
  }

  private end(state: number, reasons: readonly string[]): void {
    const job = this.jobs.find((one) => one.state === PROCESSING) ?? this.jobs.find((one) => one.state === PENDING);
    this.cancelPage?.();
    this.cancelPage = null;
    if (job !== undefined) {
      job.state = state;
      job.reasons = reasons;
    }
    this.nextPage();
  }

  private jobOf(operation: IppAttributes): SimulatedJob | undefined {
    const id = numbersOf(operation, 'job-id')[0];
    const job = this.jobs.find((one) => one.id === id);
    return job !== undefined && this.model.forgets && !isOpen(job) ? undefined : job;
  }

  private describe(): IppAttributes {
    const running = this.jobs.some(({ state }) => state === PROCESSING);
    return new Map<string, readonly IppValue[]>([
      ['printer-state', [{ kind: 'integer', tag: TAG.enum, value: this.stopped ? 5 : running ? 4 : 3 }]],
      ['printer-state-reasons', keywords(this.reasons)],
      ['printer-is-accepting-jobs', [boolean(this.accepting)]],
      [
        'operations-supported',
        [0x0002, 0x0005, 0x0006, 0x0008, 0x0009, 0x000a, 0x000b].map((value): IppValue => ({ kind: 'integer', tag: TAG.enum, value })),
      ],
      ['document-format-supported', this.model.formats.map((format) => text('mimeType', format))],
      ...(this.model.queueScheme === null ? [] : ([['device-uri', [text('uri', `${this.model.queueScheme}://127.0.0.1/`)]]] as const)),
    ]);
  }

  private describeJob(job: SimulatedJob): IppAttributes {
    return new Map<string, readonly IppValue[]>([
      ['job-id', [integer(job.id)]],
      ['job-originating-user-name', [text('name', job.owner)]],
      ['job-state', [{ kind: 'integer', tag: TAG.enum, value: job.state }]],
      ['job-state-reasons', keywords(job.reasons)],
      ['job-impressions-completed', [this.model.counts ? integer(job.impressions) : { kind: 'none', tag: 0x13 }]],
    ]);
  }
}

interface Served {
  readonly code: number;
  readonly groups: readonly IppGroup[];
}

const NOT_FOUND: Served = { code: 0x0406, groups: [] };

const OPERATION_GROUP: IppGroup = {
  tag: GROUP.operation,
  attributes: new Map([
    ['attributes-charset', [text('charset', 'utf-8')]],
    ['attributes-natural-language', [text('language', 'en')]],
  ]),
};

function isOpen(job: SimulatedJob): boolean {
  return job.state < CANCELED;
}

function keywords(words: readonly string[]): readonly IppValue[] {
  return (words.length === 0 ? ['none'] : words).map((word) => text('keyword', word));
}
