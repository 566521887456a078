/** The one place that answers what is published here: pages, journeys, and what is printed at a place. */
import type { Situations } from '../../shared/catalog/materials.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';
import type { Journey } from '../../shared/journey/definition.ts';
import type { Place } from '../../shared/kiosk/acts.ts';
import type { Clock } from '../platform/clock.ts';
import { existsAt, formAt, sheetAt, slipAt } from './at-place.ts';
import type { Printing } from './at-place.ts';
import { catalogPages } from './catalog-pages.ts';
import type { CatalogPages } from './catalog-pages.ts';
import type { Content } from './content.ts';
import { listAll } from './entries.ts';
import type { FormPrint } from './form-page.ts';
import type { CatalogTerminal, HallTotals } from './hall.ts';
import { hallOf } from './hall-now.ts';

/** Answers from content; null where the content does not know the id. */
export interface Catalog extends CatalogPages {
  readonly version: string;
  journey(id: string): Journey | null;
  /** Whether the place exists in the content. */
  has(place: Place): boolean;
  /** What is printed at a place; null where there is nothing to print. */
  slip(place: Place, situations: Situations, terminal: SlipTerminal): ReceiptDocument | null;
  /** The same on A4, where there is room for all of it. */
  sheet(place: Place, situations: Situations, terminal: SlipTerminal): ReceiptDocument | null;
  /** The form that is shown at a place; null where none is. */
  formAt(place: Place): FormPrint | null;
}

/** What the catalog stands on beside its content. */
export interface CatalogParts {
  /** Tells what is in force, open and stale. */
  readonly clock: Clock;
  readonly terminal?: CatalogTerminal;
  /** Sums for 办理结果 and 好差评结果; without them the two lists say 未提供. */
  readonly totals?: () => HallTotals;
  /** Where the hall's network offers the forms under their hashes; left out where it does not. */
  readonly formsBaseUrl?: string | undefined;
}

const NO_TOTALS: HallTotals = { ratings: [], outcomes: { accepted: 0, refused: 0, waiting: 0 } };

/** Builds lists and index once. */
export function createCatalog(
  content: Content,
  { clock, terminal: here = {}, totals = () => NO_TOTALS, formsBaseUrl }: CatalogParts,
): Catalog {
  const listed = listAll(content);
  const hall = hallOf({ content, listed, clock, terminal: here, totals });
  const pages = catalogPages({ content, listed, hall, formsBaseUrl: formsBaseUrl ?? null });
  const printing = (situations: Situations, terminal: SlipTerminal): Printing => ({
    hall: hall(),
    pages,
    terminal,
    situations,
    now: clock.wall(),
  });
  return {
    ...pages,
    version: content.version,
    journey: (id) => content.journeys.get(id) ?? null,
    has: (place) => existsAt(place, hall(), pages),
    slip: (place, situations, terminal) => slipAt(place, printing(situations, terminal)),
    sheet: (place, situations, terminal) => sheetAt(place, printing(situations, terminal)),
    formAt: (place) => formAt(place, hall()),
  };
}
