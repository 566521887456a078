/** Why the console did not do what it was asked. */
import type { FaultCode } from '../fault/fault.ts';

/** The console's own reasons; a device's or the store's fault is passed on as it is. */
export type ConsoleRefusalCode =
  | 'console.locked'
  | 'console.wrong'
  | 'console.weak-pin'
  | 'console.citizen-here'
  | 'console.already-set-up'
  | 'console.not-allowed'
  | 'console.not-now'
  | 'console.thing-gone'
  | 'console.wrong-role'
  | 'console.role-taken'
  | 'console.thing-in-use'
  | 'console.profile-unfit'
  | 'console.config-not-written'
  | FaultCode;

/** A refusal. `detail`: a sentence about a file or key, in Chinese, where the code alone does not tell; else null. */
export interface ConsoleRefusal {
  readonly code: ConsoleRefusalCode;
  readonly detail: string | null;
}

/** A refusal without a detail. */
export function refusal(code: ConsoleRefusalCode, detail: string | null = null): ConsoleRefusal {
  return { code, detail };
}
