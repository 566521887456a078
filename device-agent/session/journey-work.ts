/** A citizen's way through a journey: what the machine does at each step, and what its answers change. */
import { chinaDay } from '../../shared/base/china-time.ts';
import { assertNever } from '../../shared/base/never.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { factsOf, type FaultCode } from '../../shared/fault/fault.ts';
import type { IdentityCard } from '../../shared/identity/card.ts';
import { advance, beginRun, type JourneyEvent, type JourneyRun } from '../../shared/journey/run.ts';
import type { Act } from '../../shared/kiosk/acts.ts';
import type { IdCardReader } from '../devices/interfaces.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import { SESSION_DELAYS } from './limits.ts';
import type { DrawPhoto, MakeNumbers, PlayCue, SessionAudit, SessionCatalog, SessionUpstream } from './ports.ts';
import type { SessionRoom } from './room.ts';
import type { OpenSession } from './state.ts';

/** What a journey needs of the agent. */
export interface JourneyParts {
  readonly clock: Clock;
  readonly reader: IdCardReader;
  readonly catalog: SessionCatalog;
  readonly upstream: SessionUpstream;
  readonly audit: SessionAudit;
  readonly cue: PlayCue;
  /** Null where photos are not drawn. */
  readonly drawPhoto: DrawPhoto | null;
  readonly makeNumbers: MakeNumbers;
  /** True where the card on the reader is the last person's: it must not be read. */
  readonly cardIsLeft: () => boolean;
}

/** Moves the run of the room's session. */
export class JourneyWork {
  private readonly room: SessionRoom;
  private readonly parts: JourneyParts;
  private cancelThanks: CancelTimer = () => {};

  constructor(room: SessionRoom, parts: JourneyParts) {
    this.room = room;
    this.parts = parts;
  }

  start(id: string): Result<null, FaultCode> {
    const { room, parts } = this;
    if (room.current === null || room.current.run !== null) return err('act.not-now');
    const journey = parts.catalog.journey(id);
    if (journey === null) return err('content.unknown-matter');
    const { id: submission, progressCode } = parts.makeNumbers();
    const run = beginRun(journey, submission);
    room.change({ run, progressCode, progress: null, codeFault: null });
    this.enter(run);
    return ok(null);
  }

  /** 返回 at the first page of a journey, or where nothing was sent yet, leads back to where the citizen came from. */
  back(): Result<null, FaultCode> {
    const run = this.room.current?.run ?? null;
    if (run === null) return err('act.not-now');
    const { step } = run;
    const first = step.at === 'answering' && step.question === 0 && !step.returnToCheck;
    if (step.at === 'identifying' || step.at === 'query-failed' || first) this.room.change({ run: null });
    else this.move({ kind: 'back' });
    return ok(null);
  }

  move(event: JourneyEvent): void {
    const before = this.room.current?.run ?? null;
    if (before === null) return;
    const after = advance(before, event);
    if (after === before) return;
    this.room.change({ run: after, codeFault: null });
    if (after.step.at !== before.step.at || event.kind === 'retry' || event.kind === 'identify-failed') this.enter(after);
  }

  rate(act: Extract<Act, { kind: 'rate' }>): Result<null, FaultCode> {
    const run = this.room.current?.run;
    if (run?.step.at !== 'rating') return err('act.not-now');
    const kept = this.parts.upstream.rate(
      { projectNo: run.submission, serviceNumber: 1 },
      { level: act.level, reasons: act.reasons, text: act.text },
      { title: run.journey.title, item: run.journey.item },
    );
    if (!kept.ok) return kept;
    this.parts.audit('rating.given', { session: this.room.number, object: run.submission });
    this.move({ kind: 'rated', skipped: false });
    return ok(null);
  }

  skipRating(): Result<null, FaultCode> {
    const run = this.room.current?.run;
    if (run?.step.at !== 'rating') return err('act.not-now');
    this.parts.audit('rating.skipped', { session: this.room.number, object: run.submission });
    this.move({ kind: 'rated', skipped: true });
    return ok(null);
  }

  /**
   * Who lifts a card that could not be used lays it down again, or another one: both are read without a press. Who lifts it between two
   * matters may be gone.
   */
  cardLifted(): void {
    const open = this.room.current;
    if (open !== null && open.run === null && open.identity !== null) this.room.change(this.personAfterMatter(open));
    const step = open?.run?.step;
    if (step?.at === 'identifying' && step.fault !== null && factsOf(step.fault).whose === 'citizen') this.move({ kind: 'retry' });
  }

  /** Whose card has gone may be gone too: the next matter asks for a card again, so that nobody finds another person's name in it. */
  personAfterMatter({ identity, portrait }: OpenSession): Pick<OpenSession, 'identity' | 'portrait'> {
    if (this.parts.reader.status.current.media === 'present') return { identity, portrait };
    identity?.photo.fill(0);
    return { identity: null, portrait: null };
  }

  /** Ends the page of thanks' own clock. */
  stopThanks(): void {
    this.cancelThanks();
  }

  private enter(run: JourneyRun): void {
    switch (run.step.at) {
      case 'identifying':
        if (run.step.fault === null) void this.identify(run);
        return;
      case 'querying':
        void this.ask(run);
        return;
      case 'handing-in':
        void this.handIn(run);
        return;
      case 'rated':
        this.cancelThanks();
        this.cancelThanks = this.parts.clock.after(SESSION_DELAYS.thanksMs, () => {
          if (this.room.current?.run?.step.at === 'rated') this.room.wipe('left');
        });
        return;
      case 'left':
        this.room.change({ run: null });
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

  /** An effect may only report back while the run that began it still stands in the session that began it. */
  private stillAt(run: JourneyRun, signal: AbortSignal): boolean {
    return !signal.aborted && this.room.current?.run?.submission === run.submission;
  }

  private async identify(run: JourneyRun): Promise<void> {
    const { room, parts } = this;
    const { signal } = room;
    if (room.current?.identity) return this.move({ kind: 'identified' });
    if (parts.cardIsLeft()) return this.move({ kind: 'identify-failed', fault: 'card.left-behind' });
    const stopped = new AbortController();
    const unwatch = room.picture.watch(() => {
      if (!this.stillAt(run, signal)) stopped.abort();
    });
    const read = await parts.reader.read({ deadlineMs: SESSION_DELAYS.cardMs, signal: AbortSignal.any([stopped.signal, signal]) });
    unwatch();
    if (!this.stillAt(run, signal)) {
      if (read.ok) read.value.photo.fill(0);
      return;
    }
    const checked = read.ok ? this.usable(read.value) : read;
    if (!checked.ok) {
      parts.audit('identity.failed', { session: room.number, result: checked.error });
      return this.move({ kind: 'identify-failed', fault: checked.error });
    }
    const recorded = parts.audit('identity.read', { session: room.number, object: checked.value.type, person: checked.value });
    if (!recorded.ok) return this.move({ kind: 'identify-failed', fault: recorded.error });
    parts.cue('card-read');
    room.change({ identity: checked.value });
    void this.draw(checked.value);
    room.touch();
    this.move({ kind: 'identified' });
  }

  /** Beside the journey: nobody waits for a picture. */
  private async draw(card: IdentityCard): Promise<void> {
    const { room, parts } = this;
    const portrait = (await parts.drawPhoto?.(card.photo, room.signal)) ?? null;
    if (portrait !== null && room.current?.identity === card) room.change({ portrait });
  }

  private usable(card: IdentityCard): Result<IdentityCard, FaultCode> {
    const expired = /^\d{8}$/.test(card.validTo) && card.validTo < chinaDay(this.parts.clock.wall());
    if (!expired) return ok(card);
    card.photo.fill(0);
    return err('card.expired');
  }

  private async ask(run: JourneyRun): Promise<void> {
    const { room, parts } = this;
    const { signal } = room;
    const person = room.current?.identity;
    if (!person) throw new Error('a query needs a person');
    const recorded = parts.audit('query.asked', { session: room.number, object: run.journey.id, person });
    if (!recorded.ok) return this.move({ kind: 'query-failed', fault: recorded.error });
    const release = room.hold();
    const deadline = new AbortController();
    const cancel = parts.clock.after(SESSION_DELAYS.queryMs, () => deadline.abort());
    const answer = await parts.upstream.query(run.journey, person, run.answers, AbortSignal.any([deadline.signal, signal]));
    cancel();
    release();
    if (!this.stillAt(run, signal)) return;
    if (answer.ok) return this.move({ kind: 'answered', answer: answer.value });
    this.move({ kind: 'query-failed', fault: deadline.signal.aborted ? 'platform.timeout' : answer.error });
  }

  private async handIn(run: JourneyRun): Promise<void> {
    const { room, parts } = this;
    const { signal, current } = room;
    if (current === null || current.identity === null) throw new Error('a hand-in needs a person');
    const { identity: person, progressCode } = current;
    const recorded = parts.audit('submission.confirmed', { session: room.number, object: run.submission, person });
    if (!recorded.ok) return this.move({ kind: 'hand-in-failed', fault: recorded.error });
    const release = room.hold();
    const outcome = await parts.upstream.handIn({ id: run.submission, progressCode, journey: run.journey, person, answers: run.answers });
    release();
    if (!this.stillAt(run, signal)) return;
    this.move(outcome.ok ? { kind: 'handed-in', outcome: outcome.value } : { kind: 'hand-in-failed', fault: outcome.error });
  }
}
