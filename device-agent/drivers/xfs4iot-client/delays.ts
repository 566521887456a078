/** Every wait and every bound of the XFS4IoT client, with its reason. */

/** Waits, in milliseconds. */
export const XFS4IOT_CLIENT_DELAYS = {
  /** Opening the WebSocket; on one machine it takes milliseconds. */
  connectMs: 3_000,
  /** The standard says "at once"; a service that is busy loading may take a moment. */
  acknowledgeMs: 3_000,
  /** Status and capabilities pass the queue by and need no device. */
  answerMs: 5_000,
  /** After a command's own time limit the completion is due; so long it may be late. */
  overdueMs: 10_000,
  /** After a cancel the completion is due; a service that forgets it must not hold up a citizen. */
  canceledMs: 2_000,
  /** One `BarcodeReader.Read`; it is repeated while somebody listens. */
  scanRoundMs: 60_000,
  /** Before a refused or failed read is tried again. */
  scanRetryMs: 1_000,
  /** Before the next read where the last one brought nothing new: a code that still lies there would be read without end. */
  scanPauseMs: 100,
  /** A code seen this short a time ago still lies there: the read was only repeated. */
  sameCodeMs: 1_500,
  /** One print. */
  printMs: 120_000,
  /** First and longest pause before a lost service is looked for again. */
  reopenFirstMs: 250,
  reopenLongestMs: 1_500,
  /** Between two pings; one that stays unanswered ends the line. */
  pingMs: 10_000,
} as const;

/** Bounds. */
export const XFS4IOT_CLIENT_LIMITS = {
  /** The reference framework's own cap for one message. */
  messageBytes: 2 * 1024 * 1024,
  /** Messages that are none before the service counts as garbled. */
  nonsense: 32,
  /** Codes in one `readOutput`. */
  codes: 16,
} as const;
