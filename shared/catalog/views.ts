/** What the catalog answers to the page's questions: plain data, ready to be drawn, no file names or internals. */
import type { DatasetColumn } from './dataset.ts';
import type { Guide } from './guide.ts';
import type { LoanMonth } from './loan.ts';
import type { Floor } from './hall.ts';
import type { Source } from './text.ts';

/** What a tile or a search hit leads to. */
export type Target =
  | { readonly kind: 'guide'; readonly id: string }
  /** `word`: opened already filtered, when one of its rows was found. */
  | { readonly kind: 'dataset'; readonly id: string; readonly word?: string }
  | { readonly kind: 'journey'; readonly id: string }
  | { readonly kind: 'theme'; readonly id: string }
  | { readonly kind: 'loan'; readonly id: string }
  | { readonly kind: 'unconnected'; readonly id: string }
  | { readonly kind: 'shelf'; readonly id: string }
  /** 办事地图: the id is a theme, or `all`. */
  | { readonly kind: 'map'; readonly id: string }
  /** One place of the map. */
  | { readonly kind: 'spot'; readonly id: string }
  | { readonly kind: 'notice'; readonly id: string }
  /** An answered question. */
  | { readonly kind: 'faq'; readonly id: string }
  /** An event of life that asks a few questions. */
  | { readonly kind: 'guided'; readonly id: string };

/** A tile, list row or search hit. */
export interface Entry {
  readonly target: Target;
  readonly title: string;
  readonly subtitle: string;
  /** Icon key of `kiosk-ui/parts/icons`; unknown keys fall back to a neutral one. */
  readonly icon: string;
  readonly badges: readonly string[];
}

/** Entries under a heading. */
export interface EntryGroup {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** The home screen's content: what this kind of place is asked for most, the themes, the other ways in. */
export interface HomeView {
  readonly groups: readonly EntryGroup[];
  readonly themes: readonly Entry[];
  readonly ways: readonly Entry[];
  readonly contentVersion: string;
}

/** A theme page. */
export interface ThemeView {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly Entry[];
  /** The filters that would leave something. */
  readonly narrows: readonly Narrow[];
}

/** Filters of a list: 不用跑 (depth Ⅳ), 即办, 周末可办, the six kinds of power that are exercised on application, 公共服务. */
export const NARROWS = [
  'no-visit',
  'instant',
  'weekend',
  'permit',
  'benefit',
  'confirmation',
  'award',
  'ruling',
  'other-power',
  'public',
] as const;
/** A filter of a list. */
export type Narrow = (typeof NARROWS)[number];

/** A group of a shelf: matters that open, facts that do not. */
export interface ShelfGroup extends EntryGroup {
  readonly look: 'tiles' | 'list';
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

/** A page of a shelf after filtering. */
export interface ShelfView {
  readonly id: string;
  readonly title: string;
  readonly lead: string | null;
  /** What to say where there is nothing on it. */
  readonly empty: string;
  readonly steps: readonly string[];
  readonly groups: readonly ShelfGroup[];
  /** Departments to filter by; fewer than two are none. */
  readonly departments: readonly string[];
  readonly narrows: readonly Narrow[];
  readonly source: Source | null;
  readonly example: boolean;
  readonly page: number;
  readonly pages: number;
}

/** A place of the map. */
export interface SpotEntry {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly phone: string | null;
  /** From this machine, as the crow flies, in words; null where either point is unknown. */
  readonly distance: string | null;
  readonly openNow: OpenNow | null;
}

/** 办事地图 as a list, the nearest first. */
export interface MapView {
  readonly id: string;
  readonly title: string;
  readonly spots: readonly SpotEntry[];
  readonly themes: readonly { readonly id: string; readonly title: string }[];
  readonly example: boolean;
}

/** One place with its floor plan. */
export interface SpotView extends SpotEntry {
  readonly region: string;
  readonly hours: readonly string[];
  /** `geo:` address (RFC 5870) for a phone's map; null where the point is unknown. */
  readonly geo: string | null;
  readonly floor: Floor | null;
  readonly example: boolean;
}

/** A notice in full. */
export interface NoticeView {
  readonly id: string;
  readonly title: string;
  readonly issue: string | null;
  readonly publisher: string;
  readonly date: string;
  readonly paragraphs: readonly string[];
  readonly example: boolean;
}

/** Where a person answers. */
export interface Contact {
  readonly window: string;
  readonly phone: string;
}

/** An answered question with what it is read from. */
export interface FaqView {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  /** Name of the guide, or publisher and title of the source. */
  readonly from: string;
  readonly date: string;
  /** The guide, where one stands behind it. */
  readonly guide: string | null;
  /** The guide was changed after the answer was read there. */
  readonly stale: boolean;
  readonly example: boolean;
  /** Other questions about the same guide. */
  readonly others: readonly Entry[];
  readonly contact: Contact;
}

/** A matter that an event of life leads to, with the 情形 that are chosen when it is opened. */
export interface GuidedLead {
  readonly entry: Entry;
  readonly chooses: readonly { readonly situation: string; readonly choice: string }[];
}

/** An event of life: the next question, or the matters when all are answered. */
export interface GuidedView {
  readonly id: string;
  readonly title: string;
  /** What was answered, in order; the answer in words. */
  readonly answered: readonly { readonly answer: string; readonly question: string; readonly label: string }[];
  readonly question: {
    readonly title: string;
    /** From 1. */
    readonly number: number;
    /** `answer` is what the place takes up; 不清楚 comes last. */
    readonly choices: readonly { readonly answer: string; readonly label: string }[];
  } | null;
  /** Empty while a question is open. */
  readonly leads: readonly GuidedLead[];
  readonly contact: Contact;
}

/** Hits by kind, best first. `didYouMean` is set when a wrong character was read as the right one. */
export interface SearchView {
  readonly query: string;
  readonly hits: readonly Entry[];
  /** Answered questions that fit. */
  readonly questions: readonly Entry[];
  /** A question fits better than any matter. */
  readonly questionsFirst: boolean;
  /** Who is asked where nothing fits. */
  readonly contact: Contact;
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
  /** The entries of the department's 权责清单 that lead to it; null where none does, or no page shows them. */
  readonly powers: { readonly names: readonly string[]; readonly shelf: string; readonly department: string } | null;
}

/** A page of a dataset after filtering. */
export interface DatasetView {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly DatasetColumn[];
  /** Place of the column whose cells name the rows. */
  readonly nameAt: number;
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
  /** Set where a number column can be drawn as bars; `without`: rows of this page that are the sum of the others. */
  readonly chart: { readonly label: number; readonly value: number; readonly without: readonly number[] } | null;
}

/** A loan calculator: what it can be asked, and what it answers once amount and years are known. */
export interface LoanView {
  readonly id: string;
  readonly title: string;
  /** Kinds of loan, as the rates name them. */
  readonly options: readonly string[];
  /** Published yearly rates in percent. */
  readonly rates: readonly { readonly option: string; readonly term: string; readonly percent: string }[];
  readonly limits: { readonly yuanMax: number; readonly yearsMax: number };
  readonly note: string;
  readonly source: Source;
  readonly asOf: string;
  readonly stale: boolean;
  readonly licence: string;
  readonly result: LoanResult | null;
}

/** A reckoned loan; money in fen. */
export interface LoanResult {
  readonly option: string;
  readonly yuan: number;
  readonly years: number;
  readonly repayment: 'instalment' | 'principal';
  readonly percent: string;
  readonly firstFen: number;
  readonly lastFen: number;
  readonly interestFen: number;
  readonly totalFen: number;
  /** One page of the schedule. */
  readonly months: readonly LoanMonth[];
  readonly page: number;
  readonly pages: number;
}

/** A form as it can be seen, printed and carried away. */
export interface FormView {
  readonly guide: string;
  readonly guideName: string;
  readonly material: string;
  readonly materialName: string;
  readonly form: 'blank' | 'sample';
  /** Null where the package does not say. */
  readonly pages: number | null;
  readonly bytes: number;
  /** SHA-256 of the file: the same on paper, screen and phone. */
  readonly sha256: string;
  /** Path of a picture of its first page at this agent; null where none was made. */
  readonly picture: string | null;
  /** Address of the same file on the hall's network; null where the hall offers none. */
  readonly phoneUrl: string | null;
  /** True where the other of blank and sample is there too. */
  readonly hasOther: boolean;
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
