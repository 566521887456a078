/** What every page of the hall is reckoned from: the content, today's entries, this machine, the totals of its ledgers. */
import type { Day } from '../../shared/base/working-days.ts';
import type { Guide } from '../../shared/catalog/guide.ts';
import type { HallTime } from '../../shared/catalog/opening.ts';
import type { Location } from '../../shared/catalog/text.ts';
import type { Entry, Target } from '../../shared/catalog/views.ts';
import type { SatisfactionLevel } from '../../shared/evaluation/evaluation.ts';
import type { Content } from './content.ts';

/** What the catalog knows of the machine it stands in. */
export interface CatalogTerminal {
  /** Id in `profiles.json`. */
  readonly profile?: string | undefined;
  /** Division that the machine is bound to. */
  readonly region?: string | undefined;
  readonly location?: Location | undefined;
}

/** Sums of this machine's own ledgers, without persons. */
export interface HallTotals {
  readonly ratings: readonly { readonly level: SatisfactionLevel; readonly count: number }[];
  /** Hand-ins by what became of them. */
  readonly outcomes: { readonly accepted: number; readonly refused: number; readonly waiting: number };
}

/** The hall at one moment. */
export interface Hall {
  readonly content: Content;
  readonly terminal: CatalogTerminal;
  readonly today: Day;
  readonly now: HallTime;
  /** The tile of a target; null when it is not there or not in force today. */
  entry(target: Target): Entry | null;
  /** Guides in force, joint matters included. */
  guides(): readonly Guide[];
  totals(): HallTotals;
}
