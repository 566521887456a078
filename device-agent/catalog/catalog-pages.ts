/** The pages of what is published, each as the view that a screen draws. A new kind of page is added here. */
import { missingElements } from '../../shared/catalog/elements.ts';
import type { Guide } from '../../shared/catalog/guide.ts';
import { openNow } from '../../shared/catalog/opening.ts';
import type {
  DatasetView,
  Entry,
  FaqView,
  FormView,
  GuidedView,
  GuideView,
  HomeView,
  LoanView,
  MapView,
  Narrow,
  NoticeView,
  SearchView,
  ShelfView,
  SpotView,
  ThemeView,
  UnconnectedView,
} from '../../shared/catalog/views.ts';
import type { Content } from './content.ts';
import { datasetPage } from './dataset-page.ts';
import type { DatasetAsk } from './dataset-page.ts';
import { isInForce } from './entries.ts';
import type { Listed } from './entries.ts';
import { faqPage } from './faq-page.ts';
import { formPage } from './form-page.ts';
import type { FormWhich } from './form-page.ts';
import { guidedPage } from './guided-page.ts';
import type { GuidedAsk } from './guided-page.ts';
import type { Hall } from './hall.ts';
import { mapView, spotView } from './hall-map.ts';
import { homeView } from './home.ts';
import { loanPage, loanRoom } from './loan-page.ts';
import type { LoanQuestion } from './loan-page.ts';
import { noticeEntry, noticesInForce, noticeView } from './notices.ts';
import { searchOf } from './search-page.ts';
import { shelfPage } from './shelves.ts';
import type { ShelfAsk } from './shelves.ts';
import { themePage } from './theme-page.ts';

/** Views of content; null where the content does not know the id, or not today. */
export interface CatalogPages {
  home(): HomeView;
  theme(id: string, narrow?: Narrow): ThemeView | null;
  /** A shelf: authored, of a department, of a division. */
  shelf(ask: ShelfAsk): ShelfView | null;
  /** 办事地图 of a theme or `all`. */
  map(id: string): MapView | null;
  /** One place of the map. */
  spot(id: string): SpotView | null;
  /** Null outside its dates. */
  notice(id: string): NoticeView | null;
  /** In force today, newest first. */
  notices(): readonly Entry[];
  /** An answered question; null while its guide is not in force. */
  faq(id: string): FaqView | null;
  /** An event of life; null for answers that are none of its own. */
  guided(ask: GuidedAsk): GuidedView | null;
  search(text: string): SearchView;
  guide(id: string): GuideView | null;
  dataset(ask: DatasetAsk): DatasetView | null;
  unconnected(id: string): UnconnectedView | null;
  loan(question: LoanQuestion): LoanView | null;
  form(which: FormWhich): FormView | null;
}

/** What the pages stand on. */
export interface PagesParts {
  readonly content: Content;
  readonly listed: readonly Listed[];
  readonly hall: () => Hall;
  /** Where the hall's network offers the forms under their hashes; null where it does not. */
  readonly formsBaseUrl: string | null;
}

/** Builds the search index once; everything else is made when it is asked for. */
export function catalogPages({ content, listed, hall, formsBaseUrl }: PagesParts): CatalogPages {
  const search = searchOf(content, listed);
  return {
    home: () => homeView(hall()),
    theme: (id, narrow) => themePage(id, narrow, listed, hall()),
    shelf: (ask) => shelfPage(ask, hall()),
    map: (id) => mapView(id, hall()),
    spot: (id) => spotView(id, hall()),
    notice(id) {
      const notice = noticesInForce(hall()).find((one) => one.id === id);
      return notice === undefined ? null : noticeView(notice);
    },
    notices: () => noticesInForce(hall()).map(noticeEntry),
    faq: (id) => faqPage(id, hall()),
    guided: (ask) => guidedPage(ask, hall()),
    search: (text) => search(text, hall()),
    guide: (id) => guidePage(id, hall()),
    dataset(ask) {
      const dataset = content.datasets.get(ask.id);
      return dataset === undefined ? null : datasetPage(dataset, ask, content.regions, hall().today);
    },
    unconnected(id) {
      const application = content.applications.get(id);
      if (application === undefined || !application.enabled || application.opens !== undefined) return null;
      return { id, title: application.name, department: application.department, ...content.unconnected };
    },
    loan(question) {
      const room = loanRoom(question.id, content);
      return room === null ? null : loanPage(room, question, hall().today);
    },
    form(which) {
      const guide = guidePage(which.id, hall())?.guide;
      return guide === undefined ? null : formPage(content, guide, which, formsBaseUrl);
    },
  };
}

function guidePage(id: string, { content, today, now }: Hall): GuideView | null {
  const guide = content.guides.get(id);
  if (guide === undefined || !isInForce(guide, today)) return null;
  const open = guide.hours === undefined ? null : openNow(guide.hours, now, content.calendar);
  return { guide, openNow: open, missing: missingElements(guide), powers: powersOf(guide, content) };
}

/** Back from a guide to the 权责清单 that leads to it. */
function powersOf(guide: Guide, content: Content): GuideView['powers'] {
  const powers = content.powers.filter((power) => power.guides.includes(guide.id));
  const shelf = [...content.shelves.values()].find(({ gathers }) => gathers === 'powers');
  const [first] = powers;
  return first === undefined || shelf === undefined
    ? null
    : { names: powers.map(({ name }) => name), shelf: shelf.id, department: first.department };
}
