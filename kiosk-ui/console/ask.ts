/** The two verbs that every part of the console is given. */
import type { VNode } from 'preact';
import type { ConsoleAct } from '../../shared/console/acts.ts';

/** Sends an act; the answer says whether it was done. Refusals are shown by the page itself. */
export type Ask = (act: ConsoleAct) => Promise<boolean>;

/** Puts something above the whole page, or takes it away. */
export type Cover = (over: VNode | null) => void;
