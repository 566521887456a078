/** Who is enrolled, on the agent's database: PIN as a hash, TOTP secret sealed, recovery codes as hashes that are used up. */
import type { Result } from '../../shared/base/result.ts';
import { CONSOLE_ROLES, type ConsoleRole } from '../../shared/console/roles.ts';
import type { Secret } from '../platform/secret.ts';
import type { StoreFault } from '../platform/store-faults.ts';
import type { Store } from '../platform/store.ts';
import type { PinHash } from './pin.ts';
import { recoveryHash } from './recovery-codes.ts';

/** What is kept of a role's holder. */
export interface StaffMember {
  readonly pin: PinHash;
  readonly totpSecret: Uint8Array;
  /** The newest TOTP step that was used. */
  readonly usedStep: number;
}

/** The enrolled roles. */
export interface StaffStore {
  enrolled(): readonly ConsoleRole[];
  /** Null where the role is not enrolled, or its secret cannot be opened any more. */
  find(role: ConsoleRole): StaffMember | null;
  /** Enrols, or enrols anew: old PIN, secret and recovery codes are gone in the same transaction. */
  enrol(role: ConsoleRole, member: StaffMember, recoveryCodes: readonly string[], at: string): Result<null, StoreFault>;
  useStep(role: ConsoleRole, step: number): Result<null, StoreFault>;
  /** Uses a recovery code up; `false` where it is none. */
  useRecoveryCode(role: ConsoleRole, code: string): Result<boolean, StoreFault>;
  /** Nobody is enrolled any more. A log-in that is locked stays locked. */
  forgetAll(): Result<null, StoreFault>;
}

/** Opens it. */
export function openStaffStore(store: Store, secret: Secret): StaffStore {
  const all = store.prepare('SELECT role FROM console_staff');
  const one = store.prepare('SELECT * FROM console_staff WHERE role = ?');
  const put = store.prepare(
    'INSERT OR REPLACE INTO console_staff (role, salt, pin_hash, key_id, totp, used_step, enrolled_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const step = store.prepare('UPDATE console_staff SET used_step = ? WHERE role = ?');
  const addCode = store.prepare('INSERT INTO console_recovery (role, hash) VALUES (?, ?)');
  const dropCodes = store.prepare('DELETE FROM console_recovery WHERE role = ?');
  const dropCode = store.prepare('DELETE FROM console_recovery WHERE role = ? AND hash = ?');
  const dropAllStaff = store.prepare('DELETE FROM console_staff');
  const dropAllCodes = store.prepare('DELETE FROM console_recovery');
  const boundTo = (role: ConsoleRole): string => `console-totp:${role}`;
  const done = (written: Result<unknown, StoreFault>): Result<null, StoreFault> => (written.ok ? { ok: true, value: null } : written);

  return {
    enrolled: () => {
      const roles = new Set(all.all().map((row) => String(row['role'])));
      return CONSOLE_ROLES.filter((role) => roles.has(role));
    },
    find(role) {
      const row = one.get(role);
      if (row === undefined) return null;
      const { salt, pin_hash: hash, totp, key_id: keyId } = row;
      if (!(salt instanceof Uint8Array && hash instanceof Uint8Array && totp instanceof Uint8Array)) return null;
      const opened = secret.open(String(keyId), totp, boundTo(role));
      return opened.ok ? { pin: { salt, hash }, totpSecret: opened.value, usedStep: Number(row['used_step']) } : null;
    },
    enrol: (role, { pin, totpSecret, usedStep }, recoveryCodes, at) =>
      done(
        store.transaction(() => {
          put.run(role, pin.salt, pin.hash, secret.keyId, secret.seal(totpSecret, boundTo(role)), usedStep, at);
          dropCodes.run(role);
          for (const code of recoveryCodes) addCode.run(role, recoveryHash(code));
        }),
      ),
    useStep: (role, used) => done(store.transaction(() => step.run(used, role))),
    useRecoveryCode: (role, code) => store.transaction(() => dropCode.run(role, recoveryHash(code)).changes > 0),
    forgetAll: () =>
      done(
        store.transaction(() => {
          dropAllStaff.run();
          dropAllCodes.run();
        }),
      ),
  };
}
