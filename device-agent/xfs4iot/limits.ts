/** Every wait and every size of the XFS4IoT server, with its reason. */

/** Waits, in milliseconds. Tests move a manual clock by them. */
export const XFS4IOT_DELAYS = {
  /** After a time-out or a cancel the device gets so long to say how far it came; then the command ends without it. */
  afterStopMs: 5_000,
  /** A device that says nothing for so long after being stopped no longer holds up the queue; it reports busy by itself. */
  abandonMs: 60_000,
  /** One round of waiting for a card. A command without a time limit goes from round to round. */
  cardRoundMs: 60_000,
  /** A look whether a card lies there at all: three rounds of finding. */
  lookMs: 1_500,
  /** Pause before looking again at a card of a wrong kind that still lies there. */
  wrongCardMs: 700,
  /** A print that sets no limit of its own. A long A4 job on a slow printer takes about two minutes. */
  printMs: 180_000,
  /** A restarted device must be back by then; a USB printer re-enumerates in about 5 s. */
  resetMs: 15_000,
  /** Other applications get so long to let go of the machine before a technician, or to come back after. */
  handOverMs: 10_000,
  /** Between two pings; a client that let one go unanswered until the next is gone. */
  pingMs: 20_000,
} as const;

/** Sizes and numbers. Those a hall may change are in the settings. */
export const XFS4IOT_LIMITS = {
  /** A client that reads too slowly is cut off at so many unsent bytes. */
  backlogBytes: 4 * 1024 * 1024,
  /** Connections over all services: a few applications, one connection for each service. */
  connections: 64,
  /** Refusals that a client may provoke in one go before it is cut off. */
  refusals: 20_000,
  /** The longest wait that timers keep; a longer `timeout` is as good as this one. */
  longestTimeoutMs: 2_147_483_647,
} as const;
