/** Every wait of the socket, in one place. */
export const LINK_DELAYS = {
  /** From dialling to `welcome`; an agent on the same machine answers within milliseconds, so this only ends a hang. */
  welcomeMs: 5_000,
  /** From a request to its reply. A reply only says that the act was taken; long work shows in later snapshots. */
  replyMs: 8_000,
  /** The page's own heartbeat: a crashed renderer leaves the socket open, so silence is the agent's only witness. */
  aliveEveryMs: 2_000,
  /** First pause before dialling again; doubled each time, with jitter. */
  redialFirstMs: 250,
  /** Longest pause before dialling again. */
  redialMaxMs: 5_000,
} as const;
