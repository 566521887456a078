/** The console protocol's version alone, so that the page can know it without carrying the agent's checks. */

/** Version of this protocol. A page of another version is told so and reloads. */
export const CONSOLE_PROTOCOL = 1;
