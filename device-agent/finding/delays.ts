/** Every wait and bound of the search for devices. */

/** Waits in milliseconds. */
export const FINDING_DELAYS = {
  /** Answer of a printer to a real-time question; clones need some hundred. */
  printerAnswerMs: 1_000,
  /** Answers to "who are you"; a model that does not know the question stays silent. */
  printerIdentityMs: 700,
  /** Answer of a scanner to a command. */
  scannerAnswerMs: 700,
} as const;

/** Bounds of what comes from outside. */
export const FINDING_LIMITS = {
  /** Bytes of one answer; the longest is three `GS I` texts of 80. */
  answerBytes: 512,
  /** Letters of an answer that are shown. */
  saidChars: 60,
  /** Things that one search shows. */
  things: 64,
} as const;
