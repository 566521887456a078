import { beforeEach, describe, expect, it } from 'vitest';
import { brand, type CaseNumber, type SubmissionId } from '../../shared/base/brand.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { Watched } from '../../shared/base/watchable.ts';
import type { PrintOutcome } from '../../shared/device/print.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { ResidentCard } from '../../shared/identity/card.ts';
import type { Journey } from '../../shared/journey/definition.ts';
import type { HandIn, QueryAnswer } from '../../shared/journey/run.ts';
import type { Act } from '../../shared/kiosk/acts.ts';
import type { Cue, PlatformView, ProgressView, SessionView } from '../../shared/kiosk/snapshot.ts';
import { SESSION_DELAYS } from '../../device-agent/session/limits.ts';
import { createSession, type Session } from '../../device-agent/session/session.ts';
import type { SheetWork, Submission } from '../../device-agent/session/ports.ts';
import { FakePrinter, FakeReader, FakeScanner } from '../support/fake-devices.ts';
import { ManualClock, settle } from '../support/manual-clock.ts';

const QUERY: Journey = {
  id: 'gjj-query',
  version: 1,
  title: '公积金账户查询',
  item: 'gjj',
  kind: 'query',
  identifyReason: '核对您本人的账户',
  questions: [],
  upstream: 'gjj-account',
};
const SUBMISSION: Journey = {
  id: 'juzhuzheng',
  version: 1,
  title: '居住证在线办理',
  item: 'juzhuzheng-banli',
  kind: 'submission',
  identifyReason: '填写申请人',
  questions: [
    { id: 'street', title: '街道', misfit: '请填写街道', input: 'text', maxLength: 40, required: true },
    { id: 'phone', title: '手机号', misfit: '请填写手机号', input: 'digits', length: [11, 11], required: true },
  ],
  upstream: 'residence-permit',
};
const PERSON: ResidentCard = {
  type: 'resident',
  flag: 'known',
  name: '张示例',
  sex: '1',
  ethnicity: '01',
  birthDate: '19900101',
  address: '示例地址',
  number: '999999199001010015',
  issuer: '示例机关',
  validFrom: '20200101',
  validTo: '20400101',
  photo: new Uint8Array(4).fill(7),
};
const ANSWER: QueryAnswer = {
  title: '账户',
  rows: [{ label: '余额', value: '1.00 元' }],
  asOf: '2026-03-02T09:00:00+08:00',
  source: '演示数据',
};

class Bench {
  readonly clock = new ManualClock();
  readonly reader = new FakeReader();
  readonly printer = new FakePrinter();
  readonly scanner = new FakeScanner();
  readonly sheets: {
    readonly work: SheetWork;
    readonly reprint: boolean;
    readonly signal: AbortSignal;
    readonly end: (outcome: PrintOutcome) => void;
  }[] = [];
  readonly cues: Cue[] = [];
  readonly audited: string[] = [];
  readonly handedIn: Submission[] = [];
  readonly rated: unknown[] = [];
  queryAnswer: Result<QueryAnswer, FaultCode> = ok(ANSWER);
  handInAnswer: Result<HandIn, FaultCode> = ok({ state: 'kept' });
  settleNews: (id: SubmissionId, outcome: HandIn) => void = () => {};
  auditAnswer: Result<null, FaultCode> = ok(null);
  /** What the decoder makes of a photo. */
  portraitOf: (photo: Uint8Array) => string | null = () => null;
  progress: Result<ProgressView, FaultCode> = err('platform.no-record');
  private made = 0;
  readonly session: Session = createSession({
    clock: this.clock,
    limits: { idleMs: 90_000, identifiedIdleMs: 60_000, warningMs: 20_000, staysMax: 10, largeFactor: 2 },
    terminal: { id: 'test-1', placeName: '示例旗政务服务中心', helpWindow: '1 号窗口', helpPhone: '12345', sandbox: true },
    reader: this.reader,
    printer: this.printer,
    printSheet: (work, options) => new Promise((end) => void this.sheets.push({ work, ...options, end })),
    scanner: this.scanner,
    catalog: {
      journey: (id) => [QUERY, SUBMISSION].find((journey) => journey.id === id) ?? null,
      has: (place) => !('id' in place) || place.id === 'known',
      slip: (place) => (place.page === 'dataset' ? { purpose: 'dataset', title: '人口', blocks: [] } : null),
      sheet: (place) => (place.page === 'guide' ? { purpose: 'guide', title: '办事指南', blocks: [{ kind: 'rule' }] } : null),
      form: (place) => (place.page === 'form' ? { title: '申请表（空表）', sha256: 'f'.repeat(64) } : null),
    },
    upstream: {
      view: new Watched<PlatformView>({ state: 'connected', sandbox: true, kept: 0, stuck: 0 }),
      query: async () => this.queryAnswer,
      handIn: async (submission) => {
        this.handedIn.push(submission);
        return this.handInAnswer;
      },
      onSettled: (listener) => {
        this.settleNews = listener;
        return () => {};
      },
      rate: (key, rating) => {
        this.rated.push({ key, rating });
        return ok(null);
      },
      progress: async (text) => (text.startsWith('ZZB1:') ? this.progress : err('code.not-ours')),
    },
    audit: (event, facts) => {
      this.audited.push(`${event} ${facts.object ?? ''} ${facts.result ?? ''}`.trim());
      return this.auditAnswer;
    },
    cue: (cue) => this.cues.push(cue),
    drawPhoto: async (photo, signal) => (signal.aborted ? null : this.portraitOf(photo)),
    makeNumbers: () => ({ id: brand<SubmissionId>(`20260302-0000-0000-000${(this.made += 1)}`), progressCode: `ZZB1:${this.made}` }),
  });

  /** An act on the screen that is shown now. */
  async act(act: Act): Promise<Result<null, FaultCode>> {
    const { session, rev } = this.session.picture.current;
    const result = this.session.act({ session, rev }, act);
    await settle();
    return result;
  }

  get view(): SessionView {
    return this.session.picture.current.view;
  }

  get step(): string {
    return this.view.state === 'open' ? (this.view.journey?.step.at ?? 'no journey') : this.view.state;
  }

  async identified(journey: string): Promise<void> {
    await this.act({ kind: 'wake' });
    await this.act({ kind: 'start', journey });
    this.reader.lay(PERSON);
    await settle();
    this.reader.take();
  }

  async toCheck(): Promise<void> {
    await this.identified('juzhuzheng');
    await this.act({ kind: 'draft', question: 'street', value: '示例街道' });
    await this.act({ kind: 'next' });
    await this.act({ kind: 'draft', question: 'phone', value: '13800000000' });
    await this.act({ kind: 'next' });
  }
}

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
  PERSON.photo.fill(7);
});

describe('the citizen’s session', () => {
  it('asks for the card, shows the name masked, queries, prints and wipes', async () => {
    await bench.identified('gjj-query');
    expect(bench.step).toBe('result');
    expect(JSON.stringify(bench.view)).not.toContain(PERSON.name);
    expect(JSON.stringify(bench.view)).not.toContain(PERSON.number);
    await bench.act({ kind: 'print', what: 'here' });
    const job = bench.printer.jobs[0];
    expect(job?.document.purpose).toBe('query-result');
    expect(JSON.stringify(job?.document)).not.toContain(PERSON.number);
    job?.end({ kind: 'done', proof: 'printed' });
    await settle();
    expect(bench.cues).toContain('printed');
    await bench.act({ kind: 'dismiss-print' });
    await bench.act({ kind: 'leave' });
    expect(bench.view).toEqual({ state: 'idle' });
    expect(Array.from(PERSON.photo)).toEqual([0, 0, 0, 0]);
  });

  it('hands in once when 确认 is pressed twice on the same screen', async () => {
    await bench.toCheck();
    const { session, rev } = bench.session.picture.current;
    const first = bench.session.act({ session, rev }, { kind: 'confirm' });
    const second = bench.session.act({ session, rev }, { kind: 'confirm' });
    await settle();
    expect([first, second]).toEqual([ok(null), err('act.stale')]);
    expect(bench.handedIn).toHaveLength(1);
    expect(bench.step).toBe('done');
  });

  it('turns a kept submission into an accepted one while the citizen still looks', async () => {
    await bench.toCheck();
    await bench.act({ kind: 'confirm' });
    bench.settleNews(bench.handedIn[0]!.id, { state: 'accepted', number: brand('演示-1') });
    expect(bench.view).toMatchObject({ journey: { step: { at: 'done', outcome: { state: 'accepted', number: '演示-1' } } } });
  });

  it('keeps the same 流水号 when handing in has to be tried again', async () => {
    bench.handInAnswer = err('store.disk-full');
    await bench.toCheck();
    await bench.act({ kind: 'confirm' });
    expect(bench.step).toBe('hand-in-failed');
    bench.handInAnswer = ok({ state: 'kept' });
    await bench.act({ kind: 'retry' });
    expect(bench.handedIn.map((one) => one.id)).toEqual([bench.handedIn[0]!.id, bench.handedIn[0]!.id]);
    expect(bench.step).toBe('done');
  });

  it('stays at a question whose answer does not fit, and says so', async () => {
    await bench.identified('juzhuzheng');
    await bench.act({ kind: 'next' });
    expect(bench.view).toMatchObject({ journey: { step: { at: 'answering', misfit: true } } });
  });

  it('returns to the check page after 修改', async () => {
    await bench.toCheck();
    await bench.act({ kind: 'edit', question: 'street' });
    await bench.act({ kind: 'draft', question: 'street', value: '另一街道' });
    await bench.act({ kind: 'next' });
    expect(bench.view).toMatchObject({ journey: { step: { at: 'checking', rows: [{ value: '另一街道' }, { value: '13800000000' }] } } });
  });

  it('warns, can be kept by 继续, and is wiped when nobody answers', async () => {
    await bench.identified('gjj-query');
    await bench.clock.advance(60_000);
    expect(bench.view).toMatchObject({ idle: { warning: true, leftMs: 20_000 } });
    expect(bench.cues).toContain('idle-warning');
    await bench.act({ kind: 'stay' });
    expect(bench.view).toMatchObject({ idle: { warning: false } });
    await bench.clock.advance(80_000);
    expect(bench.view).toEqual({ state: 'idle' });
  });

  it('gives twice the time in 大字', async () => {
    await bench.act({ kind: 'wake' });
    await bench.act({ kind: 'prefer', preferences: { theme: 'standard', size: 'large', low: false } });
    await bench.clock.advance(179_000);
    expect(bench.view).toMatchObject({ state: 'open', idle: { warning: false } });
    await bench.act({ kind: 'leave' });
    await bench.act({ kind: 'wake' });
    expect(bench.view).toMatchObject({ preferences: { size: 'standard' } });
  });

  it('honours 继续 ten times in a row and then ends', async () => {
    await bench.act({ kind: 'wake' });
    for (let i = 0; i < 10; i += 1) await bench.act({ kind: 'stay' });
    expect(bench.view.state).toBe('open');
    await bench.act({ kind: 'stay' });
    expect(bench.view.state).toBe('idle');
  });

  it('does not count the idle clock while it prints', async () => {
    await bench.identified('gjj-query');
    await bench.act({ kind: 'print', what: 'here' });
    await bench.clock.advance(300_000);
    expect(bench.view).toMatchObject({ state: 'open', print: { state: 'printing' }, idle: { leftMs: null } });
  });

  it('tells of a forgotten card on the screen and by cue until it is taken', async () => {
    await bench.act({ kind: 'wake' });
    await bench.act({ kind: 'start', journey: 'gjj-query' });
    bench.reader.lay(PERSON);
    await settle();
    await bench.act({ kind: 'leave' });
    expect(bench.view).toEqual({ state: 'card-left' });
    await bench.clock.advance(2 * SESSION_DELAYS.cardLeftCueMs);
    expect(bench.cues.filter((cue) => cue === 'card-forgotten')).toHaveLength(3);
    bench.reader.take();
    expect(bench.view).toEqual({ state: 'idle' });
  });

  it('does not read the card that the last person left behind', async () => {
    await bench.act({ kind: 'wake' });
    await bench.act({ kind: 'start', journey: 'gjj-query' });
    bench.reader.lay(PERSON);
    await settle();
    await bench.act({ kind: 'leave' });
    await bench.act({ kind: 'wake' });
    await bench.act({ kind: 'start', journey: 'gjj-query' });
    expect(bench.view).toMatchObject({ identity: null, journey: { step: { at: 'identifying', fault: 'card.left-behind' } } });
    expect(bench.reader.reads).toBe(1);
  });

  it('refuses a card that has expired and reads the next one after 重试', async () => {
    await bench.act({ kind: 'wake' });
    await bench.act({ kind: 'start', journey: 'gjj-query' });
    bench.reader.lay({ ...PERSON, validTo: '20260301' });
    await settle();
    expect(bench.view).toMatchObject({ identity: null, journey: { step: { at: 'identifying', fault: 'card.expired' } } });
    await bench.act({ kind: 'retry' });
    bench.reader.lay(PERSON);
    await settle();
    expect(bench.step).toBe('result');
  });

  it('reads the next card without a press once the one that could not be used is lifted', async () => {
    await bench.act({ kind: 'wake' });
    await bench.act({ kind: 'start', journey: 'gjj-query' });
    bench.reader.lay({ ...PERSON, validTo: '20260301' });
    await settle();
    bench.reader.take();
    await settle();
    expect(bench.view).toMatchObject({ journey: { step: { at: 'identifying', fault: null } } });
    bench.reader.lay(PERSON);
    await settle();
    expect(bench.step).toBe('result');
  });

  it('waits for a card that was lifted too early without a press; the third time it asks for one', async () => {
    await bench.act({ kind: 'wake' });
    await bench.act({ kind: 'start', journey: 'gjj-query' });
    bench.reader.fail('card.replace');
    await settle();
    expect(bench.view).toMatchObject({ journey: { step: { at: 'identifying', fault: null, again: true } } });
    bench.reader.fail('card.replace');
    await settle();
    expect(bench.reader.waiting).toBe(true);
    bench.reader.fail('card.replace');
    await settle();
    expect(bench.view).toMatchObject({ journey: { step: { at: 'identifying', fault: 'card.replace', again: false } } });
    expect(bench.reader.waiting).toBe(false);
    await bench.act({ kind: 'retry' });
    bench.reader.fail('card.replace');
    await settle();
    bench.reader.lay(PERSON);
    await settle();
    expect(bench.step).toBe('result');
  });

  it('does not try again by itself while the reader is out of order', async () => {
    await bench.act({ kind: 'wake' });
    await bench.act({ kind: 'start', journey: 'gjj-query' });
    bench.reader.fail('device.lost');
    await settle();
    bench.reader.take();
    await settle();
    expect(bench.view).toMatchObject({ journey: { step: { at: 'identifying', fault: 'device.lost' } } });
    expect(bench.reader.reads).toBe(1);
  });

  it('asks for a card again when A went back to the home screen and took the card along', async () => {
    await bench.identified('gjj-query');
    await bench.act({ kind: 'return' });
    expect(bench.view).toMatchObject({ state: 'open', identity: null, journey: null });
    expect(Array.from(PERSON.photo)).toEqual([0, 0, 0, 0]);
    await bench.act({ kind: 'start', journey: 'gjj-query' });
    expect(bench.step).toBe('identifying');
  });

  it('asks for a card again when A took the card along from the home screen', async () => {
    await bench.act({ kind: 'wake' });
    await bench.act({ kind: 'start', journey: 'gjj-query' });
    bench.reader.lay(PERSON);
    await settle();
    await bench.act({ kind: 'return' });
    bench.reader.take();
    expect(bench.view).toMatchObject({ state: 'open', identity: null });
    await bench.act({ kind: 'start', journey: 'gjj-query' });
    expect(bench.step).toBe('identifying');
  });

  it('goes on to the next matter without asking while the same card lies there', async () => {
    await bench.act({ kind: 'wake' });
    await bench.act({ kind: 'start', journey: 'gjj-query' });
    bench.reader.lay(PERSON);
    await settle();
    await bench.act({ kind: 'return' });
    await bench.act({ kind: 'start', journey: 'gjj-query' });
    await settle();
    expect(bench.step).toBe('result');
    expect(bench.reader.reads).toBe(1);
  });

  it('stops reading when the citizen goes back, and drops a card that comes too late', async () => {
    await bench.act({ kind: 'wake' });
    await bench.act({ kind: 'start', journey: 'gjj-query' });
    expect(bench.reader.waiting).toBe(true);
    await bench.act({ kind: 'back' });
    expect(bench.reader.waiting).toBe(false);
    expect(bench.view).toMatchObject({ state: 'open', journey: null, identity: null });
  });

  it('gives person B nothing of person A: a late answer of A’s query is dropped', async () => {
    let answer: (value: Result<QueryAnswer, FaultCode>) => void = () => {};
    const late = new Promise<Result<QueryAnswer, FaultCode>>((resolve) => {
      answer = resolve;
    });
    Object.defineProperty(bench, 'queryAnswer', { get: () => late });
    await bench.identified('gjj-query');
    expect(bench.step).toBe('querying');
    await bench.act({ kind: 'leave' });
    await bench.act({ kind: 'wake' });
    answer(ok(ANSWER));
    await settle();
    expect(bench.view).toMatchObject({ state: 'open', identity: null, journey: null });
    await bench.clock.advance(110_000);
    expect(bench.view.state).toBe('idle');
  });

  it('refuses acts of an earlier session', async () => {
    await bench.act({ kind: 'wake' });
    const old = bench.session.picture.current;
    await bench.act({ kind: 'leave' });
    await bench.act({ kind: 'wake' });
    expect(bench.session.act(old, { kind: 'start', journey: 'gjj-query' })).toEqual(err('act.stale'));
  });

  it('shows the photo of the card that was read, and takes it along with the person', async () => {
    bench.portraitOf = (photo) => `data:image/bmp;base64,${photo.length}`;
    await bench.identified('gjj-query');
    expect(bench.view).toMatchObject({ portrait: 'data:image/bmp;base64,4' });
    bench.reader.take();
    await bench.act({ kind: 'return' });
    expect(bench.view).toMatchObject({ identity: null, portrait: null });
  });

  it('opens the progress of a scanned slip from the idle screen', async () => {
    bench.progress = ok({
      title: '居住证在线办理',
      serial: '20260302-0000-0000-0001',
      number: null,
      state: 'kept',
      steps: [],
      asOf: '2026-03-02T09:00:00+08:00',
    });
    bench.scanner.scan('ZZB1:1');
    await settle();
    expect(bench.view).toMatchObject({ state: 'open', progress: { state: 'kept' } });
  });

  it('renews the case on the screen when it is delivered, and no other case', async () => {
    const serial = '20260302-0000-0000-0001';
    const kept: ProgressView = {
      title: '居住证在线办理',
      serial,
      number: null,
      state: 'kept',
      steps: [],
      asOf: '2026-03-02T09:00:00+08:00',
    };
    const accepted: HandIn = { state: 'accepted', number: brand<CaseNumber>('演示-20260302-0001') };
    bench.progress = ok(kept);
    bench.scanner.scan('ZZB1:1');
    await settle();
    bench.progress = ok({ ...kept, number: accepted.number, state: 'accepted' });
    bench.settleNews(brand<SubmissionId>('20260302-0000-0000-0002'), accepted);
    await settle();
    expect(bench.view).toMatchObject({ progress: { state: 'kept' } });
    bench.settleNews(brand<SubmissionId>(serial), accepted);
    await settle();
    expect(bench.view).toMatchObject({ progress: { serial, state: 'accepted', number: '演示-20260302-0001' } });
  });

  it('says that a foreign code is not ours, and leaves a running journey alone', async () => {
    bench.scanner.scan('https://example.invalid/');
    await settle();
    expect(bench.view).toMatchObject({ state: 'open', codeFault: 'code.not-ours' });
    await bench.act({ kind: 'start', journey: 'gjj-query' });
    bench.scanner.scan('https://example.invalid/');
    expect(bench.view).toMatchObject({ codeFault: null, journey: { step: { at: 'identifying' } } });
  });

  it('rates once, and only at the rating step', async () => {
    await bench.identified('gjj-query');
    const rate: Act = { kind: 'rate', level: 5, reasons: ['510'], text: '' };
    expect(await bench.act(rate)).toEqual(err('act.not-now'));
    await bench.act({ kind: 'to-rating' });
    await bench.act(rate);
    expect(await bench.act(rate)).toEqual(err('act.not-now'));
    expect(bench.rated).toHaveLength(1);
    expect(bench.view).toMatchObject({ journey: { step: { at: 'rated', skipped: false } } });
    await bench.clock.advance(SESSION_DELAYS.thanksMs);
    expect(bench.view.state).toBe('idle');
  });

  it('refuses an unknown matter and an unknown place with words for each', async () => {
    await bench.act({ kind: 'wake' });
    expect(await bench.act({ kind: 'start', journey: 'no-such' })).toEqual(err('content.unknown-matter'));
    expect(await bench.act({ kind: 'go', place: { page: 'guide', id: 'no-such' } })).toEqual(err('content.unknown-matter'));
  });

  it('asks the platform nothing that it cannot record', async () => {
    await bench.act({ kind: 'wake' });
    await bench.act({ kind: 'start', journey: 'gjj-query' });
    bench.auditAnswer = err('store.disk-full');
    bench.reader.lay(PERSON);
    await settle();
    expect(bench.view).toMatchObject({ identity: null, journey: { step: { at: 'identifying', fault: 'store.disk-full' } } });
  });

  it('writes no personal data into the audit', async () => {
    await bench.toCheck();
    await bench.act({ kind: 'confirm' });
    expect(bench.audited).toEqual(['session.opened', 'identity.read resident', 'submission.confirmed 20260302-0000-0000-0001']);
  });
});

describe('prints on A4', () => {
  const FORM = { page: 'form', id: 'known', material: 'biao', form: 'blank' } as const;

  it('a form goes out by its hash, with its name alone on the screen', async () => {
    await bench.act({ kind: 'wake' });
    await bench.act({ kind: 'go', place: FORM });
    expect(await bench.act({ kind: 'print', what: 'form' })).toEqual(ok(null));
    const document = { purpose: 'form', title: '申请表（空表）', blocks: [] };
    expect(bench.view).toMatchObject({ print: { state: 'printing', on: 'sheet', document } });
    bench.sheets[0]?.end({ kind: 'done', proof: 'processed' });
    await settle();
    expect(bench.sheets[0]?.work).toEqual({ kind: 'form', form: { title: '申请表（空表）', sha256: 'f'.repeat(64) } });
    expect(bench.view).toMatchObject({ print: { state: 'ended', on: 'sheet', document, outcome: { kind: 'done' } } });
    expect(bench.audited.at(-1)).toBe('print.ended form processed');
    expect(bench.printer.jobs).toEqual([]);
  });

  it('a sheet is taken back while it waits: the job is told once, and the end is shown without a call', async () => {
    await bench.act({ kind: 'wake' });
    await bench.act({ kind: 'go', place: FORM });
    await bench.act({ kind: 'print', what: 'form' });
    expect(bench.sheets[0]?.signal.aborted).toBe(false);
    expect(await bench.act({ kind: 'stop-print' })).toEqual(ok(null));
    expect(bench.sheets[0]?.signal.aborted).toBe(true);
    expect(bench.view).toMatchObject({ print: { state: 'printing', stopping: true } });
    bench.cues.length = 0;
    const outcome = { kind: 'failed', fault: 'device.canceled' } as const;
    bench.sheets[0]?.end(outcome);
    await settle();
    expect(bench.view).toMatchObject({ print: { state: 'ended', outcome } });
    expect(bench.cues).toEqual([]);
    expect(bench.audited.at(-1)).toBe('print.ended form device.canceled');
    expect(await bench.act({ kind: 'stop-print' })).toEqual(err('act.not-now'));
    await bench.act({ kind: 'print', what: 'form' });
    expect(bench.sheets[1]?.signal.aborted).toBe(false);
  });

  it('a sheet that was asked back too late is told as printed, with its sound', async () => {
    await bench.act({ kind: 'wake' });
    await bench.act({ kind: 'go', place: FORM });
    await bench.act({ kind: 'print', what: 'form' });
    await bench.act({ kind: 'stop-print' });
    bench.sheets[0]?.end({ kind: 'done', proof: 'printed' });
    await settle();
    expect(bench.view).toMatchObject({ print: { state: 'ended', outcome: { kind: 'done' } } });
    expect(bench.cues).toContain('printed');
  });

  it('a slip is not taken back, and nothing is where nothing prints', async () => {
    await bench.act({ kind: 'wake' });
    expect(await bench.act({ kind: 'stop-print' })).toEqual(err('act.not-now'));
    await bench.act({ kind: 'go', place: { page: 'dataset', id: 'known' } });
    await bench.act({ kind: 'print', what: 'here' });
    expect(bench.view).toMatchObject({ print: { state: 'printing', on: 'slip', stopping: false } });
    expect(await bench.act({ kind: 'stop-print' })).toEqual(err('act.not-now'));
  });

  it('a whole guide is printed again as 补打 after an uncertain end', async () => {
    await bench.act({ kind: 'wake' });
    await bench.act({ kind: 'go', place: { page: 'guide', id: 'known' } });
    await bench.act({ kind: 'print', what: 'sheet' });
    bench.sheets[0]?.end({ kind: 'uncertain', fault: 'printer.uncertain' });
    await settle();
    await bench.act({ kind: 'print', what: 'again' });
    expect(bench.sheets.map(({ work, reprint }) => [work.kind, reprint])).toEqual([
      ['document', false],
      ['document', true],
    ]);
  });

  it.each([
    ['form', { page: 'guide', id: 'known' }],
    ['sheet', { page: 'home' }],
  ] as const)('there is no %s to print at %j', async (what, place) => {
    await bench.act({ kind: 'wake' });
    await bench.act({ kind: 'go', place });
    expect(await bench.act({ kind: 'print', what })).toEqual(err('act.not-now'));
    expect(bench.sheets).toEqual([]);
  });

  it('in a journey no form is printed from behind it', async () => {
    await bench.act({ kind: 'wake' });
    await bench.act({ kind: 'go', place: FORM });
    await bench.act({ kind: 'start', journey: 'gjj-query' });
    expect(await bench.act({ kind: 'print', what: 'form' })).toEqual(err('act.not-now'));
  });
});
