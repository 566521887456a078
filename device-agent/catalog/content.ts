/** All published content of a machine, checked and whole. */
import type { HolidayCalendar } from '../../shared/base/working-days.ts';
import type { Calculator } from '../../shared/catalog/calculator.ts';
import type { DatasetHead } from '../../shared/catalog/dataset.ts';
import type { Faq } from '../../shared/catalog/faq.ts';
import type { FormFile } from '../../shared/catalog/form-file.ts';
import type { Guide } from '../../shared/catalog/guide.ts';
import type { Guided } from '../../shared/catalog/guided.ts';
import type { Floor, Notice, Profile, Shelf } from '../../shared/catalog/hall.ts';
import type {
  Application,
  ContentPlace,
  HolidayYear,
  Hot,
  Joint,
  Manifest,
  PinyinTable,
  Power,
  Region,
  Saying,
  Theme,
  UnconnectedWords,
} from '../../shared/catalog/package.ts';
import type { Journey } from '../../shared/journey/definition.ts';
import type { Attachment } from './attachments.ts';

/** A dataset with its rows; every row has a cell for every column. */
export interface Dataset {
  readonly head: DatasetHead;
  readonly rows: readonly (readonly string[])[];
}

/** What a package's files hold, each checked by itself. */
export interface PackageParts {
  readonly manifest: Manifest;
  readonly guides: readonly Guide[];
  readonly journeys: readonly Journey[];
  readonly datasets: readonly Dataset[];
  readonly themes: readonly Theme[];
  readonly applications: readonly Application[];
  readonly places: readonly ContentPlace[];
  readonly powers: readonly Power[];
  readonly joints: readonly Joint[];
  readonly regions: readonly Region[];
  readonly holidays: readonly HolidayYear[];
  readonly sayings: readonly Saying[];
  readonly shelves: readonly Shelf[];
  readonly profiles: readonly Profile[];
  readonly notices: readonly Notice[];
  readonly floors: readonly Floor[];
  readonly faqs: readonly Faq[];
  readonly guided: readonly Guided[];
  readonly calculators: readonly Calculator[];
  readonly forms: readonly FormFile[];
  readonly hot: Hot | null;
  readonly unconnected: UnconnectedWords | null;
  readonly pinyin: PinyinTable | null;
  /** The forms and pictures that the package carries. */
  readonly attachments: readonly Attachment[];
}

/** What an increment did, for the operator's log. */
export interface IncrementCounts {
  readonly version: string;
  readonly added: number;
  readonly changed: number;
  readonly withdrawn: number;
}

/** Everything that a machine publishes, cross-checked. */
export interface Content {
  readonly id: string;
  readonly version: string;
  /** What each increment added, changed and withdrew, for the operator's log. */
  readonly history: readonly IncrementCounts[];
  readonly guides: ReadonlyMap<string, Guide>;
  readonly journeys: ReadonlyMap<string, Journey>;
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly themes: ReadonlyMap<string, Theme>;
  readonly applications: ReadonlyMap<string, Application>;
  readonly powers: readonly Power[];
  readonly joints: ReadonlyMap<string, Joint>;
  readonly regions: ReadonlyMap<string, Region>;
  readonly places: ReadonlyMap<string, ContentPlace>;
  readonly shelves: ReadonlyMap<string, Shelf>;
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly notices: ReadonlyMap<string, Notice>;
  /** By the place whose floor it is. */
  readonly floors: ReadonlyMap<string, Floor>;
  readonly faqs: ReadonlyMap<string, Faq>;
  readonly guided: ReadonlyMap<string, Guided>;
  readonly calculators: ReadonlyMap<string, Calculator>;
  /** By file name. */
  readonly forms: ReadonlyMap<string, FormFile>;
  readonly holidays: readonly HolidayYear[];
  readonly calendar: HolidayCalendar;
  readonly sayings: readonly Saying[];
  readonly hot: Hot;
  readonly unconnected: UnconnectedWords;
  readonly pinyin: PinyinTable;
  /** By path. */
  readonly attachments: ReadonlyMap<string, Attachment>;
}

/** The calendar made of the announced years; a gap between years ends what counts as announced. */
export function calendarOf(years: readonly HolidayYear[]): HolidayCalendar {
  const sorted = [...years].sort((a, b) => a.year - b.year);
  const last = sorted.at(-1);
  let first = last;
  for (const year of sorted.toReversed()) if (first !== undefined && first.year - year.year <= 1) first = year;
  return {
    from: first === undefined ? '9999-12-31' : `${first.year}-01-01`,
    through: last === undefined ? '0000-01-01' : `${last.year}-12-31`,
    off: new Set(years.flatMap((year) => year.off)),
    work: new Set(years.flatMap((year) => year.work)),
  };
}
