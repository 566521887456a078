/**
 * The gate of the console: first set-up, enrolment, log-in and log-out. It never lets anybody in while a citizen's session runs, closes the
 * machine to citizens as long as somebody is in, and shuts after ten minutes without a touch.
 */
import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { refusal, type ConsoleRefusal } from '../../shared/console/refusal.ts';
import type { ConsoleRole } from '../../shared/console/roles.ts';
import type { ConsolePrint, GateView } from '../../shared/console/snapshot.ts';
import type { ReceiptPrinter } from '../devices/interfaces.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import { CONSOLE_DELAYS } from './delays.ts';
import type { Lockout } from './lockout.ts';
import { hashPin, isWeakPin, pinMatches } from './pin.ts';
import type { CitizenSide, ConsoleAudit } from './ports.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';
import { recoverySlip } from './recovery-slip.ts';
import type { StaffStore } from './staff-store.ts';
import type { ConsoleTerminal } from './test-page.ts';
import { acceptedStep, base32, TOTP_SECRET_BYTES, totpUri } from './totp.ts';

/** Answer of every verb. */
type Done = Result<null, ConsoleRefusal>;

/** What the gate stands on. */
export interface GateParts {
  readonly clock: Clock;
  readonly terminal: ConsoleTerminal;
  readonly staff: StaffStore;
  readonly lockout: Lockout;
  readonly citizen: CitizenSide;
  readonly printer: ReceiptPrinter;
  readonly audit: ConsoleAudit;
  /** Something of the view has changed. */
  changed(): void;
  /** Nobody is in any more. */
  left(): void;
}

interface Enrolment {
  readonly role: ConsoleRole;
  readonly pin: string;
  readonly secret: Uint8Array;
  readonly recoveryCodes: readonly string[];
  readonly slip: ConsolePrint;
}

const DONE: Done = ok(null);
const SET_UP_DIGITS = 8;

/** The gate. Verbs that try a PIN or code run one at a time; a second one meanwhile is `console.not-now`. */
export class Gate {
  /** Who installed the machine types it once; a new one at every start, null once somebody is enrolled. */
  private setUpCode: string | null;
  private readonly parts: GateParts;
  private role: ConsoleRole | null = null;
  private enrolment: Enrolment | null = null;
  private trying = false;
  private cancelIdle: CancelTimer = () => {};
  /** Counts visits: what was begun in one must not end in the next. */
  private visit = 0;

  constructor(parts: GateParts) {
    this.parts = parts;
    this.setUpCode = parts.staff.enrolled().length > 0 ? null : String(randomInt(10 ** SET_UP_DIGITS)).padStart(SET_UP_DIGITS, '0');
  }

  /** Who is in, once other applications have let go of the machine. */
  get who(): ConsoleRole | null {
    return this.enrolment === null && this.parts.citizen.handedOver.current ? this.role : null;
  }

  /** To be told to who installs the machine, outside of the console; null where it is of no use any more. */
  get codeForSetUp(): string | null {
    return this.setUpCode;
  }

  view(): GateView {
    const { staff, lockout, citizen, clock, terminal } = this.parts;
    if (this.enrolment !== null) {
      const { role, secret, recoveryCodes, slip } = this.enrolment;
      const typed = base32(secret).replace(/(.{4})(?=.)/g, '$1 ');
      return { at: 'enrolling', role, uri: totpUri(secret, terminal.id, role), secret: typed, recoveryCodes, slip };
    }
    if (this.role !== null) return { at: citizen.handedOver.current ? 'in' : 'handing-over', role: this.role };
    const { triesLeft, untilMs } = lockout.state.current;
    const common = {
      lockedMs: untilMs === null ? null : Math.max(0, untilMs - clock.monotonicMs()),
      triesLeft,
      citizen: citizen.busy.current,
    };
    const roles = staff.enrolled();
    return roles.length === 0 ? { at: 'set-up', ...common } : { at: 'log-in', roles, ...common };
  }

  /** First set-up: begins the enrolment of the technician. */
  setUp(code: string, pin: string): Done {
    if (this.parts.staff.enrolled().length > 0) return err(refusal('console.already-set-up'));
    const closed = this.closed();
    if (closed !== null) return err(closed);
    if (!sameText(code, this.setUpCode ?? '')) return this.wrong('technician');
    return this.begin('technician', pin);
  }

  /** A technician enrols a role, or renews the own. */
  enrol(role: ConsoleRole, pin: string): Done {
    return this.begin(role, pin);
  }

  /** Prints the codes of the running enrolment. */
  async printRecovery(): Promise<Done> {
    const { enrolment } = this;
    if (enrolment === null || enrolment.slip.state === 'printing') return err(refusal('console.not-now'));
    const { printer, terminal, clock } = this.parts;
    this.setSlip({ state: 'printing' });
    const outcome = await printer.print(recoverySlip(terminal, enrolment.role, enrolment.recoveryCodes, clock.wall()), { reprint: false });
    if (this.enrolment?.secret === enrolment.secret) this.setSlip({ state: 'ended', outcome });
    return DONE;
  }

  /** The first code of the new authenticator: only now anything is kept. At first set-up the technician is in with it. */
  async confirm(code: string): Promise<Done> {
    const { enrolment } = this;
    if (enrolment === null || this.trying) return err(refusal('console.not-now'));
    const { clock, staff, audit } = this.parts;
    const step = acceptedStep(enrolment.secret, code, clock.wall(), 0);
    if (step === null) return err(refusal('console.wrong'));
    const { visit } = this;
    const pin = await this.alone(() => hashPin(enrolment.pin));
    if (visit !== this.visit) return err(refusal('console.not-now'));
    const audited = audit(this.role ?? 'agent', 'console.enrolled', enrolment.role, 'ok');
    if (!audited.ok) return err(refusal(audited.error));
    const kept = staff.enrol(
      enrolment.role,
      { pin, totpSecret: enrolment.secret, usedStep: step },
      enrolment.recoveryCodes,
      clock.wall().toISOString(),
    );
    if (!kept.ok) return err(refusal(kept.error));
    this.setUpCode = null;
    this.enrolment = null;
    if (this.role === null) this.enter(enrolment.role);
    this.parts.changed();
    return DONE;
  }

  /** Forgets a running enrolment. */
  giveUp(): Done {
    if (this.enrolment === null) return err(refusal('console.not-now'));
    this.enrolment.secret.fill(0);
    this.enrolment = null;
    if (this.role === null) this.shut();
    this.parts.changed();
    return DONE;
  }

  /** Lets somebody in with PIN and second factor; which of the two was wrong is not told. */
  async logIn(role: ConsoleRole, pin: string, code: string): Promise<Done> {
    const { staff, clock, audit } = this.parts;
    if (this.role !== null || this.enrolment !== null || this.trying) return err(refusal('console.not-now'));
    const closed = this.closed();
    if (closed !== null) {
      audit('agent', 'maintenance.refused', role, closed.code);
      return err(closed);
    }
    const member = staff.find(role);
    const { visit } = this;
    const pinRight = member !== null && (await this.alone(() => pinMatches(pin, member.pin)));
    // The page went, or a citizen came, while the PIN was being tried.
    if (visit !== this.visit) return err(refusal('console.not-now'));
    if (this.parts.citizen.busy.current) return err(refusal('console.citizen-here'));
    if (member === null || !pinRight) return this.wrong(role);
    const second = /^\d{6}$/.test(code) ? this.useTotp(role, member, code, clock.wall()) : staff.useRecoveryCode(role, code);
    if (!second.ok) return err(refusal(second.error));
    if (!second.value) return this.wrong(role);
    const audited = audit(role, 'maintenance.entered', null, 'ok');
    if (!audited.ok) return err(refusal(audited.error));
    this.parts.lockout.right();
    this.enter(role);
    this.parts.changed();
    return DONE;
  }

  /** Ends the log-in and whatever enrolment runs: asked for, ten minutes without a touch, the page gone, the agent stopping. */
  logOut(why: 'asked' | 'idle' | 'page-gone' | 'stopped'): void {
    const wasIn = this.role;
    this.visit += 1;
    this.enrolment?.secret.fill(0);
    const wasOpen = wasIn !== null || this.enrolment !== null;
    this.enrolment = null;
    this.role = null;
    if (!wasOpen) return;
    this.shut();
    if (wasIn !== null) this.parts.audit(wasIn, 'maintenance.left', null, why);
    this.parts.left();
    this.parts.changed();
  }

  /** A finger on the screen. */
  touch(): void {
    if (this.role === null && this.enrolment === null) return;
    this.cancelIdle();
    this.cancelIdle = this.parts.clock.after(CONSOLE_DELAYS.idleMs, () => this.logOut('idle'));
  }

  private begin(role: ConsoleRole, pin: string): Done {
    if (this.enrolment !== null) return err(refusal('console.not-now'));
    if (isWeakPin(pin)) return err(refusal('console.weak-pin'));
    this.enrolment = { role, pin, secret: randomBytes(TOTP_SECRET_BYTES), recoveryCodes: makeRecoveryCodes(), slip: { state: 'none' } };
    this.parts.citizen.setMaintenance(true);
    this.touch();
    this.parts.changed();
    return DONE;
  }

  private enter(role: ConsoleRole): void {
    this.role = role;
    this.parts.citizen.setMaintenance(true);
    this.touch();
  }

  private shut(): void {
    this.cancelIdle();
    this.parts.citizen.setMaintenance(false);
  }

  private closed(): ConsoleRefusal | null {
    if (this.parts.lockout.state.current.untilMs !== null) return refusal('console.locked');
    return this.parts.citizen.busy.current ? refusal('console.citizen-here') : null;
  }

  private wrong(role: ConsoleRole): Done {
    const { lockout, audit } = this.parts;
    lockout.wrong();
    const locked = lockout.state.current.untilMs !== null;
    audit('agent', 'maintenance.refused', role, locked ? 'console.locked' : 'console.wrong');
    return err(refusal(locked ? 'console.locked' : 'console.wrong'));
  }

  private useTotp(
    role: ConsoleRole,
    member: { readonly totpSecret: Uint8Array; readonly usedStep: number },
    code: string,
    now: Date,
  ): ReturnType<StaffStore['useRecoveryCode']> {
    const step = acceptedStep(member.totpSecret, code, now, member.usedStep);
    if (step === null) return ok(false);
    const used = this.parts.staff.useStep(role, step);
    return used.ok ? ok(true) : used;
  }

  private setSlip(slip: ConsolePrint): void {
    if (this.enrolment !== null) this.enrolment = { ...this.enrolment, slip };
    this.parts.changed();
  }

  /** One scrypt at a time: it takes 32 MB and a tenth of a second. */
  private async alone<T>(work: () => Promise<T>): Promise<T> {
    this.trying = true;
    try {
      return await work();
    } finally {
      this.trying = false;
    }
  }
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
