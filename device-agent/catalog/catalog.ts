/** The one place that answers what is published here: lists, search, guides, datasets, journeys and their slips. */
import { chinaDate, chinaTime } from '../../shared/base/china-time.ts';
import { assertNever } from '../../shared/base/never.ts';
import { missingElements } from '../../shared/catalog/elements.ts';
import type { Material } from '../../shared/catalog/guide.ts';
import { materialsFor } from '../../shared/catalog/materials.ts';
import type { Situations } from '../../shared/catalog/materials.ts';
import { openNow } from '../../shared/catalog/opening.ts';
import type { DatasetView, Entry, GuideView, HomeView, SearchView, ThemeView, UnconnectedView } from '../../shared/catalog/views.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { Journey } from '../../shared/journey/definition.ts';
import type { Place } from '../../shared/kiosk/acts.ts';
import type { Clock } from '../platform/clock.ts';
import type { Content } from './content.ts';
import { datasetPage, datasetSlip } from './dataset-page.ts';
import type { DatasetAsk } from './dataset-page.ts';
import { isInForce, keyOf, listAll, themeEntry } from './entries.ts';
import { guideSlip } from './guide-slip.ts';
import { createSearch } from './search.ts';
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
  theme(id: string): ThemeView | null;
  search(text: string): SearchView;
  guide(id: string): GuideView | null;
  dataset(ask: DatasetAsk): DatasetView | null;
  unconnected(id: string): UnconnectedView | null;
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
}

/** Builds lists and index once; `clock` tells what is in force, open and stale. */
export function createCatalog(content: Content, { clock }: { readonly clock: Clock }): Catalog {
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

  const catalog: Catalog = {
    version: content.version,

    home: () => ({
      hot: content.hot.home.flatMap((target): readonly Entry[] => {
        const one = target.kind === 'theme' ? undefined : byKey.get(keyOf(target));
        return one !== undefined && one.inForce(today()) ? [one.entry] : [];
      }),
      themes: themes.map(themeEntry),
      contentVersion: content.version,
    }),

    theme(id) {
      const theme = content.themes.get(id);
      if (theme === undefined) return null;
      const day = today();
      const entries = listed
        .filter((one) => one.themes.includes(id) && one.inForce(day))
        .sort((a, b) => rank(b.entry) - rank(a.entry) || b.weight - a.weight)
        .map((one) => one.entry);
      return { id, title: theme.title, entries };
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
        default:
          return assertNever(place);
      }
    },

    guideMaterials(id, situations) {
      const guide = guideOf(id);
      return guide === undefined ? [] : materialsFor(guide, situations);
    },

    guideSlip(id, situations, terminal) {
      const guide = guideOf(id);
      if (guide === undefined) return null;
      return guideSlip(terminal, { guide, situations, calendar: content.calendar, contentVersion: content.version, now: clock.wall() });
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
        case 'home':
        case 'search':
        case 'theme':
        case 'help':
          return null;
        default:
          return assertNever(place);
      }
    },
  };
  return catalog;
}

/** What can be done here comes before what can be read, and that before what is not connected. */
function rank(entry: Entry): number {
  if (entry.badges.includes('本机可办')) return 3;
  return { journey: 3, guide: 2, dataset: 2, theme: 1, unconnected: 0 }[entry.target.kind];
}
