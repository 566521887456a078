/** Every wait and bound of the console. */

/** Waits in milliseconds. */
export const CONSOLE_DELAYS = {
  /** Without a touch the log-in ends (GB/T 22239-2019, 8.1.4.1). */
  idleMs: 600_000,
  /** A test waits so long for a card or a code to be laid down. */
  testMs: 30_000,
  /** The A4 test: warm-up of a cold laser printer and one page. */
  documentTestMs: 120_000,
} as const;

/** Bounds. */
export const CONSOLE_LIMITS = {
  events: 50,
  records: 60,
  ratings: 10_000,
  stuck: 200,
  /** Log lines that are kept in memory for a support bundle. */
  logLines: 400,
  logLineChars: 1_000,
  /** Items named under an indicator that they fail. */
  failing: 10,
  /** Bundles and tables of a kind that are kept; older ones are deleted. */
  bundles: 5,
  /** Letters of a scanned code that the screen shows; nothing of it is kept. */
  codeChars: 60,
} as const;
