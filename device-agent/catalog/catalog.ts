/** The one place that answers what is published here: lists, search, guides, datasets, journeys and their slips. */
import { chinaDate, chinaTime } from '../../shared/base/china-time.ts';
import { assertNever } from '../../shared/base/never.ts';
import { missingElements } from '../../shared/catalog/elements.ts';
import type { Guide, Material } from '../../shared/catalog/guide.ts';
import { materialsFor } from '../../shared/catalog/materials.ts';
import type { Situations } from '../../shared/catalog/materials.ts';
import { openNow } from '../../shared/catalog/opening.ts';
import type {
  DatasetView,
  Entry,
  FormView,
  GuideView,
  HomeView,
  LoanView,
  MapView,
  Narrow,
  NoticeView,
  SearchView,
  ShelfView,
  SpotView,
  Target,
  ThemeView,
  UnconnectedView,
} from '../../shared/catalog/views.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { Journey } from '../../shared/journey/definition.ts';
import type { Place } from '../../shared/kiosk/acts.ts';
import type { Clock } from '../platform/clock.ts';
import type { Content } from './content.ts';
import { datasetPage, datasetSlip } from './dataset-page.ts';
import type { DatasetAsk } from './dataset-page.ts';
import { isInForce, keyOf, listAll, themeEntry } from './entries.ts';
import { formPage, formPrint } from './form-page.ts';
import type { FormPrint, FormWhich } from './form-page.ts';
import { guideSheet } from './guide-sheet.ts';
import { guideSlip } from './guide-slip.ts';
import type { GuideSlip } from './guide-slip.ts';
import type { CatalogTerminal, Hall, HallTotals } from './hall.ts';
import { mapSlip, mapView, spotSlip, spotTile, spotView } from './hall-map.ts';
import { homeView } from './home.ts';
import { loanDocument, loanPage } from './loan-page.ts';
import type { LoanQuestion, LoanRoom } from './loan-page.ts';
import { narrowsOf, passes } from './narrow.ts';
import { noticeEntry, noticesInForce, noticeSlip, noticeView } from './notices.ts';
import { createSearch } from './search.ts';
import { reckonedEntry, shelfPage, shelfSlip } from './shelves.ts';
import type { ShelfAsk } from './shelves.ts';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';
import { unconnectedSlip } from './unconnected-slip.ts';

/** Hits that a citizen can take in. */
const HITS_MAX = 30;
/** Themes beside the hits. */
const THEME_HITS_MAX = 4;

/** Answers from content; null where the content does not know the id. */
export interface Catalog {
  readonly version: string;
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
  search(text: string): SearchView;
  guide(id: string): GuideView | null;
  dataset(ask: DatasetAsk): DatasetView | null;
  unconnected(id: string): UnconnectedView | null;
  loan(question: LoanQuestion): LoanView | null;
  form(which: FormWhich): FormView | null;
  journey(id: string): Journey | null;
  /** Whether the place exists in the content. */
  has(place: Place): boolean;
  /** 申请材料 under the given 情形 answers; empty for an unknown guide. */
  guideMaterials(guide: string, situations: Situations): readonly Material[];
  /** 一次性告知 slip. */
  guideSlip(guide: string, situations: Situations, terminal: SlipTerminal): ReceiptDocument | null;
  datasetSlip(ask: DatasetAsk, terminal: SlipTerminal): ReceiptDocument | null;
  /** Window, phone and address of a service that is not connected. */
  unconnectedSlip(id: string, terminal: SlipTerminal): ReceiptDocument | null;
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
  const byKey = new Map(listed.map((one) => [keyOf(one.entry.target), one]));
  const search = createSearch(listed, content.pinyin, content.sayings);
  const themes = [...content.themes.values()];
  const themeSearch = createSearch(
    themes.map((theme) => ({ phrases: [theme.title, ...(theme.aliases ?? [])], weight: 1 })),
    content.pinyin,
    content.sayings,
  );
  const today = (): string => chinaDate(clock.wall());
  const guideOf = (id: string): ReturnType<typeof content.guides.get> => {
    const guide = content.guides.get(id);
    return guide !== undefined && isInForce(guide, today()) ? guide : undefined;
  };

  const tile = (target: Target, now: Hall): Entry | null => {
    const one = byKey.get(keyOf(target));
    if (one !== undefined) return one.inForce(now.today) ? one.entry : null;
    switch (target.kind) {
      case 'theme': {
        const theme = content.themes.get(target.id);
        return theme === undefined ? null : themeEntry(theme);
      }
      case 'spot': {
        const place = content.places.get(target.id);
        return place === undefined ? null : spotTile(place);
      }
      case 'notice': {
        const notice = noticesInForce(now).find((each) => each.id === target.id);
        return notice === undefined ? null : noticeEntry(notice);
      }
      case 'map':
        return { target, title: mapView(target.id, now)?.title ?? '', subtitle: '地址、电话、距离、是否开门', icon: 'map', badges: [] };
      case 'shelf':
        return reckonedEntry(target.id, now);
      case 'guide':
      case 'dataset':
      case 'journey':
      case 'loan':
      case 'unconnected':
        return null;
      default:
        return assertNever(target);
    }
  };
  const hall = (): Hall => {
    const wall = chinaTime(clock.wall());
    const day = today();
    const now: Hall = {
      content,
      terminal: here,
      today: day,
      now: { day, minutes: wall.hour * 60 + wall.minute },
      entry: (target) => tile(target, now),
      guides: () => [...content.guides.values()].filter((guide) => isInForce(guide, day)),
      totals,
    };
    return now;
  };
  const guideAt = ({ target }: Entry): Guide | null => (target.kind === 'guide' ? (content.guides.get(target.id) ?? null) : null);
  const guideSlipOf = (id: string, situations: Situations): GuideSlip | null => {
    const guide = guideOf(id);
    if (guide === undefined) return null;
    return { guide, situations, calendar: content.calendar, contentVersion: content.version, now: clock.wall() };
  };
  const loanRoom = (id: string): LoanRoom | null => {
    const calculator = content.calculators.get(id);
    const dataset = calculator === undefined ? undefined : content.datasets.get(calculator.dataset);
    return calculator === undefined || dataset === undefined ? null : { calculator, dataset };
  };
  const loanPaper = (question: LoanQuestion, on: 'slip' | 'sheet', terminal: SlipTerminal): ReceiptDocument | null => {
    const room = loanRoom(question.id);
    return room === null ? null : loanDocument(terminal, room, question, { on, now: clock.wall(), today: today() });
  };

  const catalog: Catalog = {
    version: content.version,

    home: () => homeView(hall()),

    shelf: (ask) => shelfPage(ask, hall()),
    map: (id) => mapView(id, hall()),
    spot: (id) => spotView(id, hall()),
    notice(id) {
      const notice = noticesInForce(hall()).find((one) => one.id === id);
      return notice === undefined ? null : noticeView(notice);
    },
    notices: () => noticesInForce(hall()).map(noticeEntry),

    theme(id, narrow) {
      const theme = content.themes.get(id);
      if (theme === undefined) return null;
      const day = today();
      const entries = listed
        .filter((one) => one.themes.includes(id) && one.inForce(day))
        .sort((a, b) => rank(b.entry) - rank(a.entry) || b.weight - a.weight)
        .map((one) => one.entry);
      const fits = (entry: Entry): boolean => {
        const guide = guideAt(entry);
        return narrow === undefined || (guide !== null && passes(guide, narrow));
      };
      return { id, title: theme.title, entries: entries.filter(fits), narrows: narrowsOf(entries.map(guideAt)) };
    },

    search(text) {
      const day = today();
      const found = search.find(text, HITS_MAX).filter((hit) => listed[hit.item]?.inForce(day) === true);
      return {
        query: text,
        hits: found.flatMap((hit) => listed[hit.item]?.entry ?? []),
        themes: themeSearch.find(text, THEME_HITS_MAX).flatMap((hit) => {
          const theme = themes[hit.item];
          return theme === undefined ? [] : [themeEntry(theme)];
        }),
        didYouMean: found[0]?.understood ?? null,
      };
    },

    guide(id) {
      const guide = guideOf(id);
      if (guide === undefined) return null;
      const now = chinaTime(clock.wall());
      const open =
        guide.hours === undefined ? null : openNow(guide.hours, { day: today(), minutes: now.hour * 60 + now.minute }, content.calendar);
      return { guide, openNow: open, missing: missingElements(guide) };
    },

    dataset(ask) {
      const dataset = content.datasets.get(ask.id);
      return dataset === undefined ? null : datasetPage(dataset, ask, content.regions, today());
    },

    unconnected(id) {
      const application = content.applications.get(id);
      if (application === undefined || !application.enabled || application.opens !== undefined) return null;
      return { id, title: application.name, department: application.department, ...content.unconnected };
    },

    loan(question) {
      const room = loanRoom(question.id);
      return room === null ? null : loanPage(room, question, today());
    },

    form(which) {
      const guide = guideOf(which.id);
      return guide === undefined ? null : formPage(content, guide, which, formsBaseUrl ?? null);
    },

    journey: (id) => content.journeys.get(id) ?? null,

    has(place) {
      switch (place.page) {
        case 'home':
        case 'search':
        case 'help':
          return true;
        case 'theme':
          return content.themes.has(place.id);
        case 'guide':
          return guideOf(place.id) !== undefined;
        case 'dataset':
          return content.datasets.has(place.id);
        case 'unconnected':
          return catalog.unconnected(place.id) !== null;
        case 'shelf':
          return catalog.shelf(place) !== null;
        case 'map':
          return catalog.map(place.id) !== null;
        case 'spot':
          return content.places.has(place.id);
        case 'notice':
          return catalog.notice(place.id) !== null;
        case 'loan':
          return content.calculators.has(place.id);
        case 'form':
          return catalog.formAt(place) !== null;
        default:
          return assertNever(place);
      }
    },

    guideMaterials(id, situations) {
      const guide = guideOf(id);
      return guide === undefined ? [] : materialsFor(guide, situations);
    },

    guideSlip(id, situations, terminal) {
      const slip = guideSlipOf(id, situations);
      return slip === null ? null : guideSlip(terminal, slip);
    },

    datasetSlip(ask, terminal) {
      const dataset = content.datasets.get(ask.id);
      return dataset === undefined ? null : datasetSlip(terminal, dataset, ask, content.regions, clock.wall(), today());
    },

    unconnectedSlip(id, terminal) {
      const view = catalog.unconnected(id);
      return view === null ? null : unconnectedSlip(terminal, view, clock.wall());
    },

    slip(place, situations, terminal) {
      switch (place.page) {
        case 'guide':
          return catalog.guideSlip(place.id, situations, terminal);
        case 'dataset':
          return catalog.datasetSlip(place, terminal);
        case 'unconnected':
          return catalog.unconnectedSlip(place.id, terminal);
        case 'shelf':
          return shelfSlip(terminal, place, hall(), clock.wall());
        case 'map': {
          const view = catalog.map(place.id);
          return view === null ? null : mapSlip(terminal, view, clock.wall());
        }
        case 'spot': {
          const view = catalog.spot(place.id);
          return view === null ? null : spotSlip(terminal, view, clock.wall());
        }
        case 'notice': {
          const notice = noticesInForce(hall()).find((one) => one.id === place.id);
          return notice === undefined ? null : noticeSlip(terminal, notice, clock.wall());
        }
        case 'loan':
          return loanPaper(place, 'slip', terminal);
        case 'form':
        case 'home':
        case 'search':
        case 'theme':
        case 'help':
          return null;
        default:
          return assertNever(place);
      }
    },

    sheet(place, situations, terminal) {
      if (place.page === 'loan') return loanPaper(place, 'sheet', terminal);
      if (place.page !== 'guide') return catalog.slip(place, situations, terminal);
      const slip = guideSlipOf(place.id, situations);
      return slip === null ? null : guideSheet(terminal, slip);
    },

    formAt(place) {
      const guide = place.page === 'form' ? guideOf(place.id) : undefined;
      return place.page !== 'form' || guide === undefined ? null : formPrint(content, guide, place);
    },
  };
  return catalog;
}

/** What can be done here comes before what can be read, and that before what is not connected. */
function rank(entry: Entry): number {
  if (entry.badges.includes('本机可办')) return 3;
  return { journey: 3, loan: 3, guide: 2, dataset: 2, theme: 1, shelf: 1, map: 1, spot: 1, notice: 1, unconnected: 0 }[entry.target.kind];
}
