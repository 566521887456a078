/** Every wait of the ID-card reader in one place, in milliseconds; id-card.md §6 recommends them from what drivers in the field use. */
export const ID_READER_DELAYS = {
  /** Answer to status, SAM id or reset. */
  controlMs: 500,
  /** Answer to find. */
  findMs: 800,
  /** Answer to select. */
  selectMs: 800,
  /** Answer to read: about 1 s of radio and proof, at 9600 bit/s 1.4 s of line. */
  readMs: 3_500,
  /** Answer to the presence question (appended address). */
  presenceMs: 1_000,
  /** A frame that pauses longer than this will not go on; an answer this late after a time-out is thrown away. */
  frameGapMs: 300,
  /** Between two looks for a card: the makers ask for at least 300. */
  pollMs: 300,
  /** A SAM needs this long after power-up or reset before it answers. */
  samStartMs: 2_000,
  /** At most one reset in this time: a module that needs more is broken. */
  resetAgainMs: 300_000,
  /** A thing at the path that is no ID-card reader is asked again only this much later, or when it was plugged anew. */
  strangerAgainMs: 30_000,
  /** A reader that nobody uses is asked for its status this often, so that staff learn of a dead one before a citizen does. */
  idleCheckMs: 30_000,
} as const;
