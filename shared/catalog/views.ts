/** What the catalog answers to the page's questions: plain data, ready to be drawn, no file names or internals. */
import type { DatasetColumn } from './dataset.ts';
import type { Guide } from './guide.ts';
import type { Source } from './text.ts';

/** What a tile or a search hit leads to. */
export type Target =
  | { readonly kind: 'guide'; readonly id: string }
  /** `word`: opened already filtered, when one of its rows was found. */
  | { readonly kind: 'dataset'; readonly id: string; readonly word?: string }
  | { readonly kind: 'journey'; readonly id: string }
  | { readonly kind: 'theme'; readonly id: string }
  | { readonly kind: 'unconnected'; readonly id: string };

/** A tile, list row or search hit. */
export interface Entry {
  readonly target: Target;
  readonly title: string;
  readonly subtitle: string;
  /** Icon key of `kiosk-ui/parts/icons`; unknown keys fall back to a neutral one. */
  readonly icon: string;
  readonly badges: readonly string[];
}

/** The home screen's content. */
export interface HomeView {
  readonly hot: readonly Entry[];
  readonly themes: readonly Entry[];
  readonly contentVersion: string;
}

/** A theme page. */
export interface ThemeView {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** Hits by kind, best first. `didYouMean` is set when a wrong character was read as the right one. */
export interface SearchView {
  readonly query: string;
  readonly hits: readonly Entry[];
  readonly themes: readonly Entry[];
  readonly didYouMean: string | null;
}

/** 现在可办 / 下次开门 computed with the holiday calendar. */
export interface OpenNow {
  readonly open: boolean;
  /** `今天 17:00 关门`, `明天 09:00 开门`. */
  readonly words: string;
}

/** A guide with what depends on today and on the chosen 情形. */
export interface GuideView {
  readonly guide: Guide;
  readonly openNow: OpenNow | null;
  /** How many of the 24 indicators' elements are present, and which are not, by their Chinese names. */
  readonly missing: readonly string[];
}

/** A page of a dataset after filtering. */
export interface DatasetView {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly DatasetColumn[];
  readonly rows: readonly (readonly string[])[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly regions: readonly { readonly code: string; readonly name: string }[];
  readonly source: Source;
  readonly asOf: string;
  readonly stale: boolean;
  readonly licence: string;
  readonly example: boolean;
  /** Set where a number column can be drawn as bars. */
  readonly chart: { readonly label: number; readonly value: number } | null;
}

/** A matter that is not connected: the honest page, with window, phone and code. */
export interface UnconnectedView {
  readonly id: string;
  readonly title: string;
  readonly department: string;
  readonly why: string;
  readonly window: string;
  readonly phone: string;
  readonly url: string | null;
}
