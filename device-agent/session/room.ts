/**
 * The room in which one citizen stands: the state, its number, its picture and its idle clock. Every change is published at once; `wipe`
 * is the only way out, whatever ended the session.
 */
import { Watched, type Watchable } from '../../shared/base/watchable.ts';
import type { SessionView } from '../../shared/kiosk/snapshot.ts';
import type { Clock } from '../platform/clock.ts';
import { IdleClock, type IdleLimits } from './idle-clock.ts';
import type { SessionLimits } from './limits.ts';
import type { PlayCue, SessionAudit } from './ports.ts';
import { FRESH, type OpenSession } from './state.ts';
import { screenKey, viewOf } from './view.ts';

/** What the snapshot shows of the session. */
export interface SessionPicture {
  readonly session: number;
  readonly rev: number;
  readonly view: SessionView;
}

/** Why a session ended. */
export type WipeReason = 'left' | 'idle' | 'stopped';

/** What the room stands on. */
export interface RoomParts {
  readonly clock: Clock;
  readonly limits: SessionLimits;
  readonly audit: SessionAudit;
  readonly cue: PlayCue;
  readonly cardPresent: () => boolean;
  /** The last person's card still lies there and the room is empty. */
  readonly cardLeft: () => boolean;
  /** The state is gone already when this is called. */
  readonly onWiped: (why: WipeReason) => void;
}

/** Empty until `open`. */
export class SessionRoom {
  private readonly parts: RoomParts;
  private readonly shown = new Watched<SessionPicture>({ session: 0, rev: 0, view: { state: 'idle' } });
  private readonly idle: IdleClock;
  private shownKey = 'idle';
  private sessionNumber = 0;
  private shownRev = 0;
  private state: OpenSession | null = null;
  private work = new AbortController();

  constructor(parts: RoomParts) {
    this.parts = parts;
    this.idle = new IdleClock(
      parts.clock,
      () => {
        parts.cue('idle-warning');
        this.publish();
      },
      () => this.wipe('idle'),
    );
  }

  get picture(): Watchable<SessionPicture> {
    return this.shown;
  }

  /** Grows with every citizen and every wipe: acts of an earlier session are refused. */
  get number(): number {
    return this.sessionNumber;
  }

  get rev(): number {
    return this.shownRev;
  }

  get current(): OpenSession | null {
    return this.state;
  }

  /** Aborts when this citizen's session ends; what was begun for it may report back no more. */
  get signal(): AbortSignal {
    return this.work.signal;
  }

  open(): void {
    this.sessionNumber += 1;
    this.state = FRESH;
    this.work = new AbortController();
    this.touch();
    this.parts.audit('session.opened', { session: this.sessionNumber });
    this.publish();
  }

  change(next: Partial<OpenSession>): void {
    if (this.state === null) throw new Error('no session is open');
    this.state = { ...this.state, ...next };
    this.publish();
  }

  /** A new stretch of the idle clock. */
  touch(): void {
    this.idle.touch(this.idleLimits());
  }

  /** No count until the returned release is called: the machine works, or a person helps. */
  hold(): () => void {
    return this.idle.hold();
  }

  wipe(why: WipeReason): void {
    this.work.abort();
    this.idle.stop();
    this.state?.identity?.photo.fill(0);
    const wasOpen = this.state !== null;
    this.state = null;
    if (wasOpen) {
      this.parts.audit('session.wiped', { session: this.sessionNumber, result: why });
      this.sessionNumber += 1;
      this.parts.onWiped(why);
    }
    this.publish();
  }

  publish(): void {
    const view = this.view();
    const key = screenKey(view);
    if (key !== this.shownKey) {
      this.shownKey = key;
      this.shownRev += 1;
    }
    this.shown.set({ session: this.sessionNumber, rev: this.shownRev, view });
  }

  private view(): SessionView {
    if (this.state === null) return { state: this.parts.cardLeft() ? 'card-left' : 'idle' };
    return viewOf(this.state, this.idle.state(), this.parts.cardPresent());
  }

  private idleLimits(): IdleLimits {
    const { idleMs, identifiedIdleMs, warningMs, largeFactor } = this.parts.limits;
    const factor = this.state?.preferences.size === 'large' ? largeFactor : 1;
    return { quietMs: (this.state?.identity ? identifiedIdleMs : idleMs) * factor, warningMs: warningMs * factor };
  }
}
