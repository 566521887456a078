/** How a handler says that its command ended. */
import type { CompletionCode, JsonObject } from '../../shared/xfs4iot/envelope.ts';

/** The end of a command, before it is written as a completion. */
export type Outcome<E extends string = string> =
  | {
      readonly code: 'success';
      readonly payload?: JsonObject;
      /** Done after the completion was sent: cancelled commands complete after the cancel itself. */
      readonly afterwards?: () => void;
    }
  | { readonly code: 'commandErrorCode'; readonly errorCode: E }
  | { readonly code: PlainCode; readonly why?: string };

/** Codes that stand alone. */
export type PlainCode = Exclude<CompletionCode, 'success' | 'commandErrorCode'>;

/** Codes by which a command is stopped from outside. */
export type StopCode = 'timeOut' | 'canceled' | 'sequenceError';

/** Success without anything to say. */
export const SUCCESS: Outcome<never> = { code: 'success' };

/** A listed failure of the command. */
export function listed<const E extends string>(errorCode: E): Outcome<E> {
  return { code: 'commandErrorCode', errorCode };
}
