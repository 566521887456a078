import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLockout, LOCKOUT, type Lockout } from '../../device-agent/console/lockout.ts';
import { hashPin, isWeakPin, pinMatches } from '../../device-agent/console/pin.ts';
import { makeRecoveryCodes } from '../../device-agent/console/recovery-codes.ts';
import { openStaffStore } from '../../device-agent/console/staff-store.ts';
import { acceptedStep, base32, hotp, stepAt, totpUri } from '../../device-agent/console/totp.ts';
import { loadSecret } from '../../device-agent/platform/secret.ts';
import { openStore, type Store } from '../../device-agent/platform/store.ts';
import { ManualClock } from '../support/manual-clock.ts';

/** The secret of RFC 4226 appendix D and RFC 6238 appendix B. */
const RFC_SECRET = new TextEncoder().encode('12345678901234567890');

describe('one-time passwords', () => {
  it.each(
    ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'].map((code, step) => [step, code]),
  )('RFC 4226 appendix D: count %i gives %s', (step, code) => {
    expect(hotp(RFC_SECRET, Number(step))).toBe(code);
  });

  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('RFC 6238 appendix B: second %i gives %s', (second, code) => {
    expect(hotp(RFC_SECRET, stepAt(new Date(second * 1000)), 8)).toBe(code);
  });

  it('accepts the code before and after, no other, and each once', () => {
    const now = new Date('2026-03-02T09:00:00Z');
    const step = stepAt(now);
    for (const drift of [-1, 0, 1]) expect(acceptedStep(RFC_SECRET, hotp(RFC_SECRET, step + drift), now, 0)).toBe(step + drift);
    for (const drift of [-2, 2]) expect(acceptedStep(RFC_SECRET, hotp(RFC_SECRET, step + drift), now, 0)).toBeNull();
    expect(acceptedStep(RFC_SECRET, hotp(RFC_SECRET, step), now, step)).toBeNull();
  });

  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('RFC 4648: %j is %s in base32', (plain, encoded) => {
    expect(base32(new TextEncoder().encode(plain))).toBe(encoded);
  });

  it('is told to an authenticator as a URI', () => {
    expect(totpUri(RFC_SECRET, 'demo-001', 'technician')).toBe(
      'otpauth://totp/demo-001%3Atechnician?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=demo-001',
    );
  });
});

describe('PINs', () => {
  it.each([
    ['12345', true, 'too short'],
    ['111111', true, 'all alike'],
    ['123456', true, 'running up'],
    ['987654', true, 'running down'],
    ['482916', false, 'six digits at random'],
    ['121212', false, 'no single step'],
  ])('%s is weak: %s (%s)', (pin, weak) => {
    expect(isWeakPin(pin)).toBe(weak);
  });

  it('a kept PIN matches itself only, and two equal PINs are kept differently', async () => {
    const [one, other] = [await hashPin('482916'), await hashPin('482916')];
    expect(Buffer.from(one.hash).equals(other.hash)).toBe(false);
    expect(await pinMatches('482916', one)).toBe(true);
    expect(await pinMatches('482917', one)).toBe(false);
  });
});

describe('what is kept', () => {
  let folder: string;
  let store: Store;
  let clock: ManualClock;

  function reopen(wall?: string): void {
    store.close();
    clock = new ManualClock(wall);
    const opened = openStore(folder, clock);
    if (!opened.ok) throw new Error(opened.error);
    store = opened.value;
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'console-'));
    clock = new ManualClock();
    const opened = openStore(folder, clock);
    if (!opened.ok) throw new Error(opened.error);
    store = opened.value;
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });

  function fail(lockout: Lockout, times: number): void {
    for (let time = 0; time < times; time += 1) lockout.wrong();
  }

  it('five wrong tries lock for ten minutes, not for less', async () => {
    const lockout = openLockout(store, clock);
    fail(lockout, 4);
    expect(lockout.state.current).toEqual({ triesLeft: 1, untilMs: null });
    fail(lockout, 1);
    expect(lockout.state.current).toEqual({ triesLeft: 0, untilMs: LOCKOUT.lockMs });
    await clock.advance(LOCKOUT.lockMs - 1);
    expect(lockout.state.current.untilMs).not.toBeNull();
    await clock.advance(1);
    expect(lockout.state.current).toEqual({ triesLeft: 5, untilMs: null });
  });

  it('a right try forgets the wrong ones', () => {
    const lockout = openLockout(store, clock);
    fail(lockout, 4);
    lockout.right();
    expect(lockout.state.current.triesLeft).toBe(5);
  });

  it.each([
    ['a minute later', '2026-03-02T09:01:00+08:00', 540_000],
    ['with the wall clock set back to 1970', '1970-01-01T00:00:00Z', 600_000],
    ['with the wall clock set back by an hour', '2026-03-02T08:00:00+08:00', 600_000],
  ])('restarted %s, it is locked for the rest and never longer than ten minutes', (_when, wall, restMs) => {
    fail(openLockout(store, clock), 5);
    reopen(wall);
    expect(openLockout(store, clock).state.current).toEqual({ triesLeft: 0, untilMs: restMs });
  });

  it('restarted between two tries, it still counts', () => {
    fail(openLockout(store, clock), 3);
    reopen();
    expect(openLockout(store, clock).state.current.triesLeft).toBe(2);
  });

  it('restarted after the ten minutes, it is open', () => {
    fail(openLockout(store, clock), 5);
    reopen('2026-03-02T09:10:00+08:00');
    expect(openLockout(store, clock).state.current).toEqual({ triesLeft: 5, untilMs: null });
  });

  it('neither PIN, secret nor recovery code stands in the database as it is', async () => {
    const secret = loadSecret(folder);
    if (!secret.ok) throw new Error(secret.error);
    const staff = openStaffStore(store, secret.value);
    const codes = makeRecoveryCodes();
    expect(new Set(codes).size).toBe(8);
    staff.enrol('technician', { pin: await hashPin('482916'), totpSecret: RFC_SECRET, usedStep: 0 }, codes, '2026-03-02T01:00:00Z');
    expect(staff.enrolled()).toEqual(['technician']);
    expect(staff.find('technician')?.totpSecret).toEqual(Buffer.from(RFC_SECRET));
    const rows = JSON.stringify(
      ['console_staff', 'console_recovery'].map((table) =>
        store
          .prepare(`SELECT * FROM ${table}`)
          .all()
          .map((row) => Object.values(row).map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value))),
      ),
    );
    for (const kept of ['482916', '12345678901234567890', ...codes]) expect(rows).not.toContain(kept);
  });

  it('a recovery code works once, and none of an earlier enrolment works', async () => {
    const secret = loadSecret(folder);
    if (!secret.ok) throw new Error(secret.error);
    const staff = openStaffStore(store, secret.value);
    const member = { pin: await hashPin('482916'), totpSecret: RFC_SECRET, usedStep: 0 };
    const [first, second] = [makeRecoveryCodes(), makeRecoveryCodes()];
    staff.enrol('operator', member, first, '2026-03-02T01:00:00Z');
    expect(staff.useRecoveryCode('operator', first[0] ?? '')).toEqual({ ok: true, value: true });
    expect(staff.useRecoveryCode('operator', first[0] ?? '')).toEqual({ ok: true, value: false });
    expect(staff.useRecoveryCode('technician', first[1] ?? '')).toEqual({ ok: true, value: false });
    staff.enrol('operator', member, second, '2026-03-02T02:00:00Z');
    expect(staff.useRecoveryCode('operator', first[1] ?? '')).toEqual({ ok: true, value: false });
    expect(staff.useRecoveryCode('operator', second[1] ?? '')).toEqual({ ok: true, value: true });
  });
});
