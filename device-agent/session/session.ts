/**
 * The citizen's session: the one authority for where a person stands, who they are and what they confirmed. It turns acts and the
 * news of devices and platform into changes of the room.
 */
import type { SubmissionId } from '../../shared/base/brand.ts';
import { assertNever } from '../../shared/base/never.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Watchable } from '../../shared/base/watchable.ts';
import type { ScannedCode } from '../../shared/device/code.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { Act } from '../../shared/kiosk/acts.ts';
import type { CodeScanner } from '../devices/interfaces.ts';
import type { CancelTimer } from '../platform/clock.ts';
import { JourneyWork, type JourneyParts } from './journey-work.ts';
import { SESSION_DELAYS, type SessionLimits } from './limits.ts';
import { PrintDesk, type PrintParts } from './print-desk.ts';
import { SessionRoom, type SessionPicture, type WipeReason } from './room.ts';
import type { OpenSession } from './state.ts';

/** What main joins to a session. */
export interface SessionParts extends Omit<JourneyParts, 'cardIsLeft'>, PrintParts {
  readonly limits: SessionLimits;
  readonly scanner: Pick<CodeScanner, 'listen'>;
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
  const { clock, reader, scanner, catalog, upstream, audit } = parts;
  let cardLeft = false;
  let stays = 0;
  let releaseStaff: () => void = () => {};
  let cancelReminder: CancelTimer = () => {};
  const cardPresent = (): boolean => reader.status.current.media === 'present';
  const room = new SessionRoom({ ...parts, cardPresent, cardLeft: () => cardLeft, onWiped });
  const journey = new JourneyWork(room, { ...parts, cardIsLeft });
  const desk = new PrintDesk(room, parts);

  function wake(): void {
    stays = 0;
    room.open();
  }

  function onWiped(why: WipeReason): void {
    releaseStaff();
    journey.stopThanks();
    if (!cardPresent() || why === 'stopped') return;
    cardLeft = true;
    remindOfCard();
  }

  function remindOfCard(): void {
    if (!cardLeft || room.current !== null) return;
    parts.cue('card-forgotten');
    cancelReminder = clock.after(SESSION_DELAYS.cardLeftCueMs, remindOfCard);
  }

  /** Asked before a read; a card that has gone meanwhile is forgotten. */
  function cardIsLeft(): boolean {
    cardLeft = cardLeft && cardPresent();
    return cardLeft;
  }

  function callStaff(): void {
    releaseStaff();
    const release = room.hold();
    const cancel = clock.after(SESSION_DELAYS.staffMs, () => releaseStaff());
    releaseStaff = () => {
      cancel();
      release();
    };
    audit('staff.called', { session: room.number });
    parts.cue('needs-you');
    room.change({ staffCalled: true });
  }

  /** In a journey or a print. */
  function isBusy(): boolean {
    return room.current !== null && (room.current.run !== null || room.current.print !== null);
  }

  async function showProgress(code: ScannedCode): Promise<void> {
    if (room.current === null) wake();
    if (code.decision === 'unknown') return room.change({ codeFault: 'code.unknown' });
    const { signal, number } = room;
    parts.cue('code-read');
    const progress = await upstream.progress(code.text);
    if (signal.aborted || isBusy()) return;
    audit(
      'progress.opened',
      progress.ok ? { session: number, object: progress.value.serial } : { session: number, result: progress.error },
    );
    if (progress.ok) room.change({ progress: { codeText: code.text, view: progress.value }, codeFault: null });
    else room.change({ codeFault: progress.error });
  }

  /** A case that is being looked at has moved on: the citizen need not lay down the slip again. */
  async function renewProgress(id: SubmissionId): Promise<void> {
    const shown = room.current?.progress ?? null;
    if (shown?.view.serial !== id) return;
    const progress = await upstream.progress(shown.codeText);
    if (progress.ok && room.current?.progress === shown) room.change({ progress: { ...shown, view: progress.value } });
  }

  function onCode(code: ScannedCode): void {
    // A slip laid down in the middle of a journey must not tear the citizen out of it.
    if (isBusy()) return;
    room.touch();
    void showProgress(code);
  }

  function perform(act: Act): Result<null, FaultCode> {
    if (room.current === null) {
      if (act.kind !== 'wake') return err('act.not-now');
      cancelReminder();
      wake();
      return ok(null);
    }
    stays = act.kind === 'stay' && act.touch !== true ? stays + 1 : 0;
    if (act.kind === 'leave' || stays > parts.limits.staysMax) {
      room.wipe(act.kind === 'leave' ? 'left' : 'idle');
      return ok(null);
    }
    room.touch();
    const done = performOpen(room.current, act);
    room.publish();
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
        room.change({ place: act.place, progress: null, codeFault: null });
        return ok(null);
      case 'return': {
        room.change({ run: null, progress: null, place: { page: 'home' }, codeFault: null, ...journey.personAfterMatter(session) });
        return ok(null);
      }
      case 'start':
        return journey.start(act.journey);
      case 'draft':
      case 'next':
      case 'edit':
      case 'confirm':
      case 'retry':
        if (session.run === null) return err('act.not-now');
        journey.move(act);
        return ok(null);
      case 'back':
        return journey.back();
      case 'choose':
        room.change({ situations: { ...session.situations, [`${act.guide}:${act.situation}`]: act.choice } });
        return ok(null);
      case 'print':
        return desk.print(act.what);
      case 'dismiss-print':
        return desk.dismiss();
      case 'stop-print':
        return desk.stop();
      case 'to-rating':
        journey.move({ kind: 'rate' });
        return ok(null);
      case 'rate':
        return journey.rate(act);
      case 'skip-rating':
        return journey.skipRating();
      case 'prefer':
        room.change({ preferences: act.preferences });
        room.touch();
        return ok(null);
      case 'call-staff':
        callStaff();
        return ok(null);
      default:
        return assertNever(act);
    }
  }

  const removers = [
    reader.status.watch(({ media }) => {
      if (media !== 'present' && cardLeft) {
        cardLeft = false;
        cancelReminder();
      }
      if (media !== 'present') journey.cardLifted();
      if (room.current === null || room.current.run?.step.at === 'identifying') room.publish();
    }),
    upstream.onSettled((id, outcome) => {
      if (room.current?.run?.submission === id) journey.move({ kind: 'handed-in', outcome });
      void renewProgress(id);
    }),
    scanner.listen(onCode),
  ];

  return {
    picture: room.picture,
    get active() {
      return room.current !== null;
    },
    act(seen, act) {
      if (seen.session !== room.number && act.kind !== 'wake') return err('act.stale');
      if (seen.rev !== room.rev && !ALWAYS.has(act.kind)) return err('act.stale');
      return perform(act);
    },
    refresh: () => room.publish(),
    stop() {
      room.wipe('stopped');
      cancelReminder();
      for (const remove of removers) remove();
    },
  };
}
