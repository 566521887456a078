/**
 * The citizen's session: the one authority for where a person stands, who they are and what they confirmed. It turns acts and the
 * news of devices and platform into a new state; `wipe` is the only way out, whatever ended the session.
 */
import { chinaDay } from '../../shared/base/china-time.ts';
import { assertNever } from '../../shared/base/never.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { Watched, type Watchable } from '../../shared/base/watchable.ts';
import type { ScannedCode } from '../../shared/device/code.ts';
import type { PrintOutcome } from '../../shared/device/print.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';
import { factsOf } from '../../shared/fault/fault.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { IdentityCard } from '../../shared/identity/card.ts';
import { maskIdentity } from '../../shared/identity/mask.ts';
import { advance, beginRun, type JourneyEvent, type JourneyRun } from '../../shared/journey/run.ts';
import type { Act } from '../../shared/kiosk/acts.ts';
import type { SessionView } from '../../shared/kiosk/snapshot.ts';
import type { CodeScanner, IdCardReader, ReceiptPrinter } from '../devices/interfaces.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import { handInSlip, querySlip } from './documents.ts';
import { IdleClock, type IdleLimits } from './idle-clock.ts';
import type { MakeNumbers, PlayCue, PrintSheet, SessionAudit, SessionCatalog, SessionUpstream } from './ports.ts';
import { FRESH, type OpenSession, type PrintWork } from './state.ts';
import { screenKey, viewOf } from './view.ts';

/** Every wait of the session, in milliseconds. */
export const SESSION_DELAYS = {
  /** How long the reader waits for a card before the page asks again. */
  cardMs: 60_000,
  /** A query's whole way to the platform and back. */
  queryMs: 45_000,
  /** After 求助 the idle clock rests so long, then counts again. */
  staffMs: 300_000,
  /** The reminder of a forgotten card is repeated so often. */
  cardLeftCueMs: 5_000,
  /** The page of thanks goes away by itself. */
  thanksMs: 15_000,
} as const;

/** Idle limits and how often 继续 counts. */
export interface SessionLimits {
  readonly idleMs: number;
  readonly identifiedIdleMs: number;
  readonly warningMs: number;
  readonly staysMax: number;
  readonly largeFactor: number;
}

/** What main joins to a session. */
export interface SessionParts {
  readonly clock: Clock;
  readonly limits: SessionLimits;
  readonly terminal: SlipTerminal;
  readonly reader: IdCardReader;
  readonly printer: ReceiptPrinter;
  readonly printSheet: PrintSheet;
  readonly scanner: Pick<CodeScanner, 'listen'>;
  readonly catalog: SessionCatalog;
  readonly upstream: SessionUpstream;
  readonly audit: SessionAudit;
  readonly cue: PlayCue;
  readonly makeNumbers: MakeNumbers;
}

/** What the snapshot shows of the session. */
export interface SessionPicture {
  readonly session: number;
  readonly rev: number;
  readonly view: SessionView;
}

/** The session as the server sees it. */
export interface Session {
  readonly picture: Watchable<SessionPicture>;
  /** True while a citizen stands at the machine; technicians and other clients wait. */
  readonly active: boolean;
  readonly act: (seen: { readonly session: number; readonly rev: number }, act: Act) => Result<null, FaultCode>;
  /** The picture with the idle clock as it stands now, for a page that has just connected. */
  readonly refresh: () => void;
  stop(): void;
}

/** Acts that count whatever screen they were made on: typing, taste, and getting out. */
const ALWAYS: ReadonlySet<Act['kind']> = new Set(['wake', 'stay', 'leave', 'draft', 'prefer', 'call-staff']);

/** Builds the session; it listens to devices and platform until `stop`. */
export function createSession(parts: SessionParts): Session {
  const { clock, reader, printer, scanner, catalog, upstream, audit } = parts;
  let number = 0;
  let rev = 0;
  let open: OpenSession | null = null;
  let cardLeft = false;
  let stays = 0;
  let work = new AbortController();
  let releaseStaff: () => void = () => {};
  let cancelThanks: CancelTimer = () => {};
  let cancelReminder: CancelTimer = () => {};
  const idle = new IdleClock(
    clock,
    () => {
      parts.cue('idle-warning');
      publish();
    },
    () => wipe('idle'),
  );
  const picture = new Watched<SessionPicture>({ session: 0, rev: 0, view: { state: 'idle' } });
  let shownKey = 'idle';

  function publish(): void {
    const view: SessionView =
      open === null ? { state: cardLeft ? 'card-left' : 'idle' } : viewOf(open, idle.state(), reader.status.current.media === 'present');
    const key = screenKey(view);
    if (key !== shownKey) {
      shownKey = key;
      rev += 1;
    }
    picture.set({ session: number, rev, view });
  }

  function change(next: Partial<OpenSession>): void {
    if (open === null) throw new Error('no session is open');
    open = { ...open, ...next };
    publish();
  }

  function limits(): IdleLimits {
    const { idleMs, identifiedIdleMs, warningMs, largeFactor } = parts.limits;
    const factor = open?.preferences.size === 'large' ? largeFactor : 1;
    return { quietMs: (open?.identity ? identifiedIdleMs : idleMs) * factor, warningMs: warningMs * factor };
  }

  function wake(): void {
    number += 1;
    open = FRESH;
    stays = 0;
    work = new AbortController();
    idle.touch(limits());
    audit('session.opened', { session: number });
    publish();
  }

  function wipe(why: 'left' | 'idle' | 'stopped'): void {
    work.abort();
    releaseStaff();
    cancelThanks();
    idle.stop();
    open?.identity?.photo.fill(0);
    const wasOpen = open !== null;
    open = null;
    if (wasOpen) {
      audit('session.wiped', { session: number, result: why });
      number += 1;
    }
    if (wasOpen && reader.status.current.media === 'present' && why !== 'stopped') {
      cardLeft = true;
      remindOfCard();
    }
    publish();
  }

  function remindOfCard(): void {
    if (!cardLeft || open !== null) return;
    parts.cue('card-forgotten');
    cancelReminder = clock.after(SESSION_DELAYS.cardLeftCueMs, remindOfCard);
  }

  /** An effect may only report back while the session that began it is still open. */
  function alive(signal: AbortSignal): boolean {
    return !signal.aborted && open !== null;
  }

  function move(event: JourneyEvent): void {
    if (open === null || open.run === null) return;
    const before = open.run;
    const after = advance(before, event);
    if (after === before) return;
    change({ run: after, codeFault: null });
    if (after.step.at !== before.step.at || event.kind === 'retry') enter(after);
  }

  function enter(run: JourneyRun): void {
    switch (run.step.at) {
      case 'identifying':
        if (run.step.fault === null) void identify(run);
        return;
      case 'querying':
        void ask(run);
        return;
      case 'handing-in':
        void handIn(run);
        return;
      case 'rated':
        cancelThanks();
        cancelThanks = clock.after(SESSION_DELAYS.thanksMs, () => {
          if (open?.run?.step.at === 'rated') wipe('left');
        });
        return;
      case 'left':
        change({ run: null });
        return;
      case 'answering':
      case 'checking':
      case 'query-failed':
      case 'result':
      case 'hand-in-failed':
      case 'done':
      case 'rating':
        return;
      default:
        assertNever(run.step);
    }
  }

  /**
   * Who lifts a card that could not be used lays it down again, or another one: both are read without a press. Who lifts it between two
   * matters may be gone.
   */
  function cardLifted(): void {
    if (open !== null && open.run === null && open.identity !== null) change({ identity: identityAfterMatter(open) });
    const step = open?.run?.step;
    if (step?.at === 'identifying' && step.fault !== null && factsOf(step.fault).whose === 'citizen') move({ kind: 'retry' });
  }

  /** Whose card has gone may be gone too: the next matter asks for a card again, so that nobody finds another person's name in it. */
  function identityAfterMatter({ identity }: OpenSession): IdentityCard | null {
    if (reader.status.current.media === 'present') return identity;
    identity?.photo.fill(0);
    return null;
  }

  async function identify(run: JourneyRun): Promise<void> {
    const { signal } = work;
    if (open?.identity) return move({ kind: 'identified' });
    if (cardLeft && reader.status.current.media === 'present') return move({ kind: 'identify-failed', fault: 'card.left-behind' });
    cardLeft = false;
    const stopped = new AbortController();
    const stopReading = (): void => stopped.abort();
    signal.addEventListener('abort', stopReading, { once: true });
    const unwatch = picture.watch(() => {
      if (open?.run?.submission !== run.submission) stopReading();
    });
    const read = await reader.read({ deadlineMs: SESSION_DELAYS.cardMs, signal: stopped.signal });
    unwatch();
    signal.removeEventListener('abort', stopReading);
    const current = alive(signal) && open?.run?.submission === run.submission;
    if (!current) {
      if (read.ok) read.value.photo.fill(0);
      return;
    }
    const checked = read.ok ? usable(read.value) : read;
    if (!checked.ok) {
      audit('identity.failed', { session: number, result: checked.error });
      return move({ kind: 'identify-failed', fault: checked.error });
    }
    const recorded = audit('identity.read', { session: number, object: checked.value.type, person: checked.value });
    if (!recorded.ok) return move({ kind: 'identify-failed', fault: recorded.error });
    parts.cue('card-read');
    change({ identity: checked.value });
    idle.touch(limits());
    move({ kind: 'identified' });
  }

  function usable(card: IdentityCard): Result<IdentityCard, FaultCode> {
    const expired = /^\d{8}$/.test(card.validTo) && card.validTo < chinaDay(clock.wall());
    if (!expired) return ok(card);
    card.photo.fill(0);
    return err('card.expired');
  }

  async function ask(run: JourneyRun): Promise<void> {
    const { signal } = work;
    const person = open?.identity;
    if (!person) throw new Error('a query needs a person');
    const recorded = audit('query.asked', { session: number, object: run.journey.id, person });
    if (!recorded.ok) return move({ kind: 'query-failed', fault: recorded.error });
    const release = idle.hold();
    const answer = await upstream.query(run.journey, person, run.answers, signal);
    release();
    if (!alive(signal) || open?.run?.submission !== run.submission) return;
    move(answer.ok ? { kind: 'answered', answer: answer.value } : { kind: 'query-failed', fault: answer.error });
  }

  async function handIn(run: JourneyRun): Promise<void> {
    const { signal } = work;
    if (open === null || open.identity === null) throw new Error('a hand-in needs a person');
    const { identity: person, progressCode } = open;
    const recorded = audit('submission.confirmed', { session: number, object: run.submission, person });
    if (!recorded.ok) return move({ kind: 'hand-in-failed', fault: recorded.error });
    const release = idle.hold();
    const outcome = await upstream.handIn({ id: run.submission, progressCode, journey: run.journey, person, answers: run.answers });
    release();
    if (!alive(signal) || open?.run?.submission !== run.submission) return;
    move(outcome.ok ? { kind: 'handed-in', outcome: outcome.value } : { kind: 'hand-in-failed', fault: outcome.error });
  }

  /** What 打印 means where the citizen stands. */
  function documentHere(): ReceiptDocument | null {
    if (open === null) return null;
    const { run, identity } = open;
    if (run !== null && identity !== null) {
      const person = maskIdentity(identity);
      if (run.step.at === 'result') return querySlip(parts.terminal, run.journey, person, run.step.answer, clock.wall());
      if (run.step.at === 'done')
        return handInSlip(
          parts.terminal,
          run.journey,
          person,
          { id: run.submission, progressCode: open.progressCode },
          run.step.outcome,
          clock.wall(),
        );
      return null;
    }
    return run === null ? catalog.slip(open.place, situationsAt(open)) : null;
  }

  /** What the citizen wants on paper; null where there is nothing of the kind. */
  function workOf(what: Extract<Act, { kind: 'print' }>['what'], session: OpenSession): PrintWork | null {
    switch (what) {
      case 'again':
        return session.lastPrinted;
      case 'here': {
        const document = documentHere();
        return document === null ? null : { on: 'slip', document };
      }
      case 'sheet': {
        const document = session.run === null ? catalog.sheet(session.place, situationsAt(session)) : null;
        return document === null ? null : { on: 'sheet', sheet: { kind: 'document', document } };
      }
      case 'form': {
        const form = session.run === null ? catalog.form(session.place) : null;
        return form === null ? null : { on: 'sheet', sheet: { kind: 'form', form } };
      }
      default:
        return assertNever(what);
    }
  }

  async function print(wanted: PrintWork, reprint: boolean): Promise<void> {
    const { signal } = work;
    const release = idle.hold();
    const document = shownOf(wanted);
    const { on } = wanted;
    change({ print: { state: 'printing', on, document }, lastPrinted: wanted });
    const outcome = wanted.on === 'slip' ? await printer.print(document, { reprint }) : await parts.printSheet(wanted.sheet, { reprint });
    audit('print.ended', {
      session: number,
      object: document.purpose,
      result: printResult(outcome),
    });
    release();
    if (!alive(signal) || open?.print?.document !== document) return;
    parts.cue(outcome.kind === 'done' ? 'printed' : 'needs-you');
    change({ print: { state: 'ended', on, document, outcome } });
  }

  function rate(act: Extract<Act, { kind: 'rate' }>): Result<null, FaultCode> {
    const run = open?.run;
    if (run?.step.at !== 'rating') return err('act.not-now');
    const kept = upstream.rate(
      { projectNo: run.submission, serviceNumber: 1 },
      { level: act.level, reasons: act.reasons, text: act.text },
      { title: run.journey.title, item: run.journey.item },
    );
    if (!kept.ok) return kept;
    audit('rating.given', { session: number, object: run.submission });
    move({ kind: 'rated', skipped: false });
    return ok(null);
  }

  function callStaff(): void {
    releaseStaff();
    const release = idle.hold();
    const cancel = clock.after(SESSION_DELAYS.staffMs, () => releaseStaff());
    releaseStaff = () => {
      cancel();
      release();
    };
    audit('staff.called', { session: number });
    parts.cue('needs-you');
    change({ staffCalled: true });
  }

  async function showProgress(code: ScannedCode): Promise<void> {
    if (open === null) wake();
    if (code.decision === 'unknown') return change({ codeFault: 'code.unknown' });
    const { signal } = work;
    parts.cue('code-read');
    const progress = await upstream.progress(code.text);
    if (!alive(signal) || isBusy()) return;
    audit(
      'progress.opened',
      progress.ok ? { session: number, object: progress.value.serial } : { session: number, result: progress.error },
    );
    if (progress.ok) change({ progress: progress.value, codeFault: null });
    else change({ codeFault: progress.error });
  }

  /** In a journey or a print. */
  function isBusy(): boolean {
    return open !== null && (open.run !== null || open.print !== null);
  }

  function onCode(code: ScannedCode): void {
    // A slip laid down in the middle of a journey must not tear the citizen out of it.
    if (isBusy()) return;
    idle.touch(limits());
    void showProgress(code);
  }

  function perform(act: Act): Result<null, FaultCode> {
    if (open === null) {
      if (act.kind !== 'wake') return err('act.not-now');
      cancelReminder();
      wake();
      return ok(null);
    }
    if (act.kind === 'stay' && act.touch !== true) {
      stays += 1;
      if (stays > parts.limits.staysMax) {
        wipe('idle');
        return ok(null);
      }
    } else stays = 0;
    if (act.kind === 'leave') {
      wipe('left');
      return ok(null);
    }
    idle.touch(limits());
    const done = performOpen(open, act);
    publish();
    return done;
  }

  function performOpen(session: OpenSession, act: Act): Result<null, FaultCode> {
    switch (act.kind) {
      case 'wake':
      case 'stay':
      case 'leave':
        return ok(null);
      case 'go':
        if (session.run !== null) return err('act.not-now');
        if (!catalog.has(act.place)) return err('content.unknown-matter');
        change({ place: act.place, progress: null, codeFault: null });
        return ok(null);
      case 'return':
        change({ run: null, progress: null, place: { page: 'home' }, codeFault: null, identity: identityAfterMatter(session) });
        return ok(null);
      case 'start': {
        if (session.run !== null) return err('act.not-now');
        const journey = catalog.journey(act.journey);
        if (journey === null) return err('content.unknown-matter');
        const { id, progressCode } = parts.makeNumbers();
        const run = beginRun(journey, id);
        change({ run, progressCode, progress: null, codeFault: null });
        enter(run);
        return ok(null);
      }
      case 'draft':
      case 'next':
      case 'edit':
      case 'confirm':
      case 'retry':
        if (session.run === null) return err('act.not-now');
        move(act);
        return ok(null);
      case 'back':
        if (session.run === null) return err('act.not-now');
        if (leavesJourney(session.run)) change({ run: null });
        else move(act);
        return ok(null);
      case 'choose':
        change({ situations: { ...session.situations, [`${act.guide}:${act.situation}`]: act.choice } });
        return ok(null);
      case 'print': {
        if (session.print?.state === 'printing') return err('device.busy');
        const wanted = workOf(act.what, session);
        if (wanted === null) return err('act.not-now');
        void print(wanted, act.what === 'again');
        return ok(null);
      }
      case 'dismiss-print':
        if (session.print?.state === 'printing') return err('device.busy');
        change({ print: null });
        return ok(null);
      case 'to-rating':
        move({ kind: 'rate' });
        return ok(null);
      case 'rate':
        return rate(act);
      case 'skip-rating':
        if (session.run?.step.at !== 'rating') return err('act.not-now');
        audit('rating.skipped', { session: number, object: session.run.submission });
        move({ kind: 'rated', skipped: true });
        return ok(null);
      case 'prefer':
        change({ preferences: act.preferences });
        idle.touch(limits());
        return ok(null);
      case 'call-staff':
        callStaff();
        return ok(null);
      default:
        return assertNever(act);
    }
  }

  const removers = [
    reader.status.watch((status) => {
      if (status.media !== 'present' && cardLeft) {
        cardLeft = false;
        cancelReminder();
      }
      if (status.media !== 'present') cardLifted();
      if (open === null || open.run?.step.at === 'identifying') publish();
    }),
    upstream.onSettled((id, outcome) => {
      if (open?.run?.submission === id) move({ kind: 'handed-in', outcome });
    }),
    scanner.listen(onCode),
  ];

  return {
    picture,
    get active() {
      return open !== null;
    },
    act(seen, act) {
      if (seen.session !== number && act.kind !== 'wake') return err('act.stale');
      if (seen.rev !== rev && !ALWAYS.has(act.kind)) return err('act.stale');
      return perform(act);
    },
    refresh: publish,
    stop() {
      wipe('stopped');
      cancelReminder();
      for (const remove of removers) remove();
    },
  };
}

/** What the screen shows of a print: the document, or the form's name alone. */
function shownOf(wanted: PrintWork): ReceiptDocument {
  if (wanted.on === 'slip') return wanted.document;
  const { sheet } = wanted;
  return sheet.kind === 'document' ? sheet.document : { purpose: 'form', title: sheet.form.title, blocks: [] };
}

/** The 情形 answers of the guide at hand: `situation` → `choice`. */
function situationsAt({ place, situations }: OpenSession): Readonly<Record<string, string>> {
  const prefix = place.page === 'guide' ? `${place.id}:` : null;
  if (prefix === null) return {};
  return Object.fromEntries(
    Object.entries(situations).flatMap(([key, choice]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), choice]] : [])),
  );
}

/** 返回 at the first page of a journey, or where nothing was sent yet, leads back to where the citizen came from. */
function leavesJourney(run: JourneyRun): boolean {
  const { step } = run;
  return step.at === 'identifying' || step.at === 'query-failed' || (step.at === 'answering' && step.question === 0 && !step.returnToCheck);
}

/** The word of the record: the proof, or what went wrong; a slip with a drawn 〓 is printed and yet not whole. */
function printResult(outcome: PrintOutcome): string {
  if (outcome.kind !== 'done') return outcome.fault;
  return outcome.missing === undefined || outcome.missing.length === 0 ? outcome.proof : 'printer.missing-glyph';
}
