/** Every wait and every bound of the IPP driver in one place. */

/** Deadlines and pauses, in milliseconds. */
export const IPP_DELAYS = {
  /** One request without a document, from connecting to the last byte of the answer. */
  answerMs: 5_000,
  /** One request with a document: a slow printer takes it no faster than it renders. */
  uploadMs: 60_000,
  /** Pause between two looks at a printer that rests. */
  idlePollMs: 5_000,
  /** Pause between two looks at a printer that is away or blocked: it is back within 2 s of its fault. */
  faultPollMs: 1_000,
  /** Pause between two looks at a running job. */
  jobPollMs: 500,
  /** A job waits so long for somebody to bring paper, close a cover or clear a jam; then it is taken back. */
  handMs: 45_000,
  /** A job that says nothing of a reason may stand still so long: a laser printer warms up for up to a minute. */
  standstillMs: 120_000,
  /** A printer that stops answering in mid-job may come back within this time. */
  lostMs: 15_000,
  /** After Cancel-Job the job must have ended within this time. */
  cancelMs: 10_000,
  /** A print that is asked for while the printer is only coming up waits so long for the first answer. */
  readyMs: 6_000,
  /** Printers that announce themselves answer within this time, asked twice at most: RFC 6762 lets them take 120 ms. */
  announceMs: 1_200,
  /** At the end of the agent a running job is taken back; it has this long to say so. */
  stopMs: 1_000,
} as const;

/** Bounds of what comes from outside and of what goes out. */
export const IPP_LIMITS = {
  /** One answer: all attributes of a large printer take under 100 KB. */
  answerBytes: 262_144,
  /** One document. */
  documentBytes: 33_554_432,
  /** Collections within collections: `media-col-database` has three levels. */
  depth: 8,
  /** Jobs of an earlier life that one sweep takes back. */
  sweptJobs: 50,
  /** `job-name` in characters: RFC 8011 §5.1.3 allows 255 octets, a hanzi has three. */
  titleCharacters: 60,
} as const;
