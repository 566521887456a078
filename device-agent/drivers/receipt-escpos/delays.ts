/** Every wait of the receipt printer in one place. */

/** Deadlines and pauses in milliseconds. */
export const PRINTER_DELAYS = {
  /** Answer to the first question on a fresh line. */
  helloMs: 2_500,
  /** Between further questions to a printer that is silent: it is back within 2 s of its fault, clearing up included. */
  helloAgainMs: 500,
  /** Silence on a fresh line after which there is no back channel, or the printer counts as silent. */
  giveUpMs: 10_000,
  /** Between two questions to a printer that never answered on this line; it may have been off when the line was opened. */
  muteAskMs: 30_000,
  /** Answer to a real-time question; Epson answers within some milliseconds, clones within a few hundred. */
  answerMs: 1_000,
  /** Unanswered questions in a row, after which the printer counts as silent. */
  misses: 3,
  /** Rest behind each answer, in which a second copy of it is dropped: answers carry no question number. */
  betweenAnswersMs: 20,
  /** Silence that ends an unfinished answer. */
  answerGapMs: 200,
  /** First automatic status after it was switched on. */
  asbMs: 2_000,
  /** Between two rounds of questions while nothing is wrong and status comes unasked. */
  heartbeatMs: 2_000,
  /** The same where status must be asked for, and while something is wrong. */
  pollMs: 400,
  /** `37 25 00` after `DLE DC4 8`. */
  clearedMs: 2_000,
  /** What could not be cleared is printed out; longest such rest of a receipt. */
  drainMs: 30_000,
  /** The same when answers have come: none follows for so long. */
  drainQuietMs: 1_000,
  /** `DLE ENQ 2`: the cutter goes home. */
  recoverMs: 1_000,
  /** Added to the time that the paper must take, for data and cutter. */
  printReserveMs: 3_000,
  /** A printer that can prove a print is given so many times the estimated time before the grade goes down. */
  proofPatience: 3,
  /** After the queued status was answered, for the process id that stands before it. */
  lateProofMs: 500,
  /** A hot head is waited for, before and during a job. */
  coolDownMs: 120_000,
  /** The printer takes no bytes for so long: its buffer is full and does not empty. */
  writeStallMs: 10_000,
  /** Answers to the questions of enrolment. */
  enrolMs: 1_500,
  /** A job waits so long for a printer that is only just coming up. */
  readyMs: 5_000,
} as const;
