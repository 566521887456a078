/** Who may do what at the console: two roles (GB/T 22239-2019, 8.1.4.2: no more power than the work needs). */
import type { ConsoleAct } from './acts.ts';

/** `technician` sets the machine up; `operator` keeps it running. */
export const CONSOLE_ROLES = ['technician', 'operator'] as const;
/** One of the roles. */
export type ConsoleRole = (typeof CONSOLE_ROLES)[number];

/** Acts that change which devices the machine has and who may log in. */
const TECHNICIAN_ONLY: ReadonlySet<ConsoleAct['kind']> = new Set(['enrol', 'find', 'take', 'vacate']);

/** Whether a role may do an act once it is logged in. */
export function mayDo(role: ConsoleRole, kind: ConsoleAct['kind']): boolean {
  return role === 'technician' || !TECHNICIAN_ONLY.has(kind);
}
