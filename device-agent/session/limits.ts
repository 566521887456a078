/** Every wait of the session, and what a hall may set of them. */

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
