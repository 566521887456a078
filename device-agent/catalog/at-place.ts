/** What stands at a public place: whether there is such a place, and what is printed there. A new kind of page is added here. */
import { assertNever } from '../../shared/base/never.ts';
import type { Situations } from '../../shared/catalog/materials.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';
import type { Place } from '../../shared/kiosk/acts.ts';
import type { CatalogPages } from './catalog-pages.ts';
import { datasetSlip } from './dataset-page.ts';
import { isInForce } from './entries.ts';
import { faqSlip } from './faq-page.ts';
import { formPrint } from './form-page.ts';
import type { FormPrint } from './form-page.ts';
import { guidedSlip } from './guided-page.ts';
import { guideSheet } from './guide-sheet.ts';
import { guideSlip } from './guide-slip.ts';
import type { GuideSlip } from './guide-slip.ts';
import type { Hall } from './hall.ts';
import { mapSlip, spotSlip } from './hall-map.ts';
import { loanDocument, loanRoom } from './loan-page.ts';
import type { LoanQuestion } from './loan-page.ts';
import { noticesInForce, noticeSlip } from './notices.ts';
import { shelfSlip } from './shelves.ts';
import { unconnectedSlip } from './unconnected-slip.ts';

/** What is printed and for whom. */
export interface Printing {
  readonly hall: Hall;
  readonly pages: CatalogPages;
  readonly terminal: SlipTerminal;
  /** 情形 answers of the guide that is shown. */
  readonly situations: Situations;
  readonly now: Date;
}

/** Whether the place exists in the content today. */
export function existsAt(place: Place, hall: Hall, pages: CatalogPages): boolean {
  const { content } = hall;
  switch (place.page) {
    case 'home':
    case 'search':
    case 'help':
      return true;
    case 'theme':
      return content.themes.has(place.id);
    case 'guide':
      return pages.guide(place.id) !== null;
    case 'dataset':
      return content.datasets.has(place.id);
    case 'unconnected':
      return pages.unconnected(place.id) !== null;
    case 'shelf':
      return pages.shelf(place) !== null;
    case 'map':
      return pages.map(place.id) !== null;
    case 'spot':
      return content.places.has(place.id);
    case 'notice':
      return pages.notice(place.id) !== null;
    case 'faq':
      return pages.faq(place.id) !== null;
    case 'guided':
      return pages.guided(place) !== null;
    case 'loan':
      return content.calculators.has(place.id);
    case 'form':
      return formAt(place, hall) !== null;
    default:
      return assertNever(place);
  }
}

/** The slip of the place; null where there is nothing to print. */
export function slipAt(place: Place, printing: Printing): ReceiptDocument | null {
  const { hall, pages, terminal, now } = printing;
  switch (place.page) {
    case 'guide':
      return whenThere(guideOf(place.id, printing), (guide) => guideSlip(terminal, guide));
    case 'dataset':
      return whenThere(hall.content.datasets.get(place.id), (dataset) =>
        datasetSlip(terminal, dataset, place, hall.content.regions, now, hall.today),
      );
    case 'unconnected':
      return whenThere(pages.unconnected(place.id), (view) => unconnectedSlip(terminal, view, now));
    case 'shelf':
      return shelfSlip(terminal, place, hall, now);
    case 'map':
      return whenThere(pages.map(place.id), (view) => mapSlip(terminal, view, now));
    case 'spot':
      return whenThere(pages.spot(place.id), (view) => spotSlip(terminal, view, now));
    case 'notice': {
      const notice = noticesInForce(hall).find((one) => one.id === place.id);
      return whenThere(notice, (found) => noticeSlip(terminal, found, now));
    }
    case 'faq':
      return whenThere(pages.faq(place.id), (view) => faqSlip(terminal, view, now));
    case 'guided':
      return whenThere(pages.guided(place), (view) => guidedSlip(terminal, view, now));
    case 'loan':
      return loanPaper(place, 'slip', printing);
    case 'form':
    case 'home':
    case 'search':
    case 'theme':
    case 'help':
      return null;
    default:
      return assertNever(place);
  }
}

/** The same on A4, where a guide and a schedule have room for all of it. */
export function sheetAt(place: Place, printing: Printing): ReceiptDocument | null {
  if (place.page === 'loan') return loanPaper(place, 'sheet', printing);
  if (place.page !== 'guide') return slipAt(place, printing);
  return whenThere(guideOf(place.id, printing), (guide) => guideSheet(printing.terminal, guide));
}

/** The form that is shown at the place; null where none is. */
export function formAt(place: Place, { content, today }: Hall): FormPrint | null {
  if (place.page !== 'form') return null;
  const guide = content.guides.get(place.id);
  return guide === undefined || !isInForce(guide, today) ? null : formPrint(content, guide, place);
}

function guideOf(id: string, { hall, situations, now }: Printing): GuideSlip | null {
  const guide = hall.content.guides.get(id);
  if (guide === undefined || !isInForce(guide, hall.today)) return null;
  return { guide, situations, calendar: hall.content.calendar, contentVersion: hall.content.version, now };
}

function loanPaper(question: LoanQuestion, on: 'slip' | 'sheet', { hall, terminal, now }: Printing): ReceiptDocument | null {
  return whenThere(loanRoom(question.id, hall.content), (room) => loanDocument(terminal, room, question, { on, now, today: hall.today }));
}

function whenThere<T>(found: T | null | undefined, make: (value: T) => ReceiptDocument | null): ReceiptDocument | null {
  return found === null || found === undefined ? null : make(found);
}
