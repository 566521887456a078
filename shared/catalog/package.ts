/** The content package, format 1: what the files of a folder in `config/content` hold beside guides, journeys and datasets. */
import * as v from 'valibot';
import { hoursSchema, ITEM_TYPES } from './guide.ts';
import { dateText, locationSchema, regionCode, slug, sourceSchema, text } from './text.ts';

/** Version of the package format. */
const PACKAGE_FORMAT = 1;

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** A file's path inside its package. */
const packagePath = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)?$/), v.maxLength(120));

/** What an increment takes away, by kind and id. */
export const withdrawalSchema = v.strictObject({
  kind: v.picklist([
    'guide',
    'journey',
    'dataset',
    'theme',
    'calculator',
    'application',
    'place',
    'power',
    'joint',
    'shelf',
    'profile',
    'notice',
    'floor',
    'faq',
    'guided',
  ]),
  id: slug,
});

/** `manifest.json`: which files there are and what each must hash to. */
export const manifestSchema = v.strictObject({
  format: v.literal(PACKAGE_FORMAT),
  id: slug,
  /** `2026.11.1`: year, month, serial. */
  version: v.pipe(v.string(), v.regex(/^\d{4}\.\d{1,2}\.\d{1,4}$/)),
  created: dateText,
  kind: v.picklist(['full', 'increment']),
  /** For an increment: the version of the package that it changes. */
  base: v.optional(text(20)),
  withdraw: v.optional(v.array(withdrawalSchema)),
  files: v.record(packagePath, sha256),
});
/** `manifest.json`. */
export type Manifest = v.InferOutput<typeof manifestSchema>;

/** `themes.json`: a domain that tiles lead to. Items name the themes they belong to. */
export const themeSchema = v.strictObject({
  id: slug,
  title: text(20),
  subtitle: text(60),
  icon: slug,
  aliases: v.optional(v.array(text(60))),
});
/** A theme. */
export type Theme = v.InferOutput<typeof themeSchema>;

/** What a tile opens. */
export const targetSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('guide'), id: slug }),
  v.strictObject({ kind: v.literal('dataset'), id: slug }),
  v.strictObject({ kind: v.literal('journey'), id: slug }),
  v.strictObject({ kind: v.literal('theme'), id: slug }),
  v.strictObject({ kind: v.literal('loan'), id: slug }),
  v.strictObject({ kind: v.literal('unconnected'), id: slug }),
  v.strictObject({ kind: v.literal('shelf'), id: slug }),
  v.strictObject({ kind: v.literal('map'), id: slug }),
  v.strictObject({ kind: v.literal('spot'), id: slug }),
  v.strictObject({ kind: v.literal('notice'), id: slug }),
  v.strictObject({ kind: v.literal('faq'), id: slug }),
  v.strictObject({ kind: v.literal('guided'), id: slug }),
]);

/** `hot.json`: 热门, in order, with the weight that breaks ties in the search (1 least, 100 most asked for). */
export const hotSchema = v.strictObject({
  home: v.array(targetSchema),
  weights: v.record(slug, v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100))),
});
/** Hot entries and search weights. */
export type Hot = v.InferOutput<typeof hotSchema>;

/**
 * `applications.json`: a named service of the documents' lists (服务登记). With `opens` it leads there; without, it is shown
 * honestly as 未接入. `name` is kept as printed.
 */
export const applicationSchema = v.strictObject({
  id: slug,
  name: text(100),
  /** 自治区各部门PC端应用 / 移动端高频应用 / 帮您办 / 下沉便民服务中心（站）. */
  list: v.picklist(['query', 'high-frequency', 'assist', 'grassroots']),
  department: text(100),
  /** 内容概述. */
  summary: v.optional(text(200)),
  themes: v.array(slug),
  aliases: v.optional(v.array(text(60))),
  /** What is wanted of it upstream, for the registry: 查询, 预约, 进度, 办理, 缴费 … */
  service: text(20),
  /** 接入方式, once agreed. */
  access: v.optional(v.picklist(['H5页面', '数据接口', '内置数据', '自助机办理'])),
  contact: v.optional(text(100)),
  note: v.optional(text(200)),
  opens: v.optional(targetSchema),
  /** A switched-off application leaves no trace in lists and search. */
  enabled: v.boolean(),
});
/** A named service. */
export type Application = v.InferOutput<typeof applicationSchema>;

/** `powers.json`: an entry of the 权责清单 of a department and the guides that it leads to (m:n). */
export const powerSchema = v.strictObject({
  id: slug,
  name: text(200),
  type: v.picklist(ITEM_TYPES),
  department: text(100),
  guides: v.array(slug),
});
/** A 权责清单 entry. */
export type Power = v.InferOutput<typeof powerSchema>;

/** `joints/*.json`: 一件事一次办, several matters in one go with one merged list of materials. */
export const jointSchema = v.strictObject({
  id: slug,
  name: text(100),
  aliases: v.optional(v.array(text(60))),
  themes: v.array(slug),
  summary: text(300),
  source: sourceSchema,
  example: v.boolean(),
  updated: dateText,
  guides: v.pipe(v.array(slug), v.minLength(2), v.maxLength(12)),
  /** Where it is done: 盟市 of a pilot; absent = everywhere. */
  cities: v.optional(v.array(regionCode)),
  /** 集中办理的时段, in words: `每年 7 月至 8 月（示例）`. */
  season: v.optional(text(60)),
});
/** A joint matter. */
export type Joint = v.InferOutput<typeof jointSchema>;

/** `unconnected.json`: what the honest page says when a service is not connected. */
export const unconnectedWordsSchema = v.strictObject({
  why: text(100),
  window: text(60),
  phone: text(40),
  url: v.nullable(text(200)),
});
/** Words of the 未接入 page. */
export type UnconnectedWords = v.InferOutput<typeof unconnectedWordsSchema>;

/** `places.json`: a place where matters are handled. */
export const placeSchema = v.strictObject({
  id: slug,
  name: text(100),
  region: regionCode,
  address: text(200),
  phone: v.optional(text(40)),
  hours: v.optional(text(200)),
  /** The same hours for reckoning 现在开门吗. */
  weekly: v.optional(hoursSchema),
  /** WGS 84, degrees. */
  location: v.optional(locationSchema),
  themes: v.array(slug),
  example: v.boolean(),
});
/** A place. */
export type ContentPlace = v.InferOutput<typeof placeSchema>;

/** `holidays.json`: announced days off and make-up working days, one entry per announcement. */
export const holidayYearSchema = v.strictObject({
  year: v.pipe(v.number(), v.integer(), v.minValue(2000), v.maxValue(2100)),
  source: sourceSchema,
  off: v.array(dateText),
  work: v.array(dateText),
});
/** One year's announcement. */
export type HolidayYear = v.InferOutput<typeof holidayYearSchema>;

/** `regions.json`: divisions by code; a name lies under the division whose code it begins with. */
export const regionSchema = v.strictObject({ code: regionCode, name: text(60) });
/** A division. */
export type Region = v.InferOutput<typeof regionSchema>;

/** `words.json`: what people say and what the items call it. */
export const sayingSchema = v.strictObject({
  said: v.pipe(v.array(text(20)), v.minLength(1)),
  means: v.pipe(v.array(text(20)), v.minLength(1)),
});
/** Everyday words for one thing. */
export type Saying = v.InferOutput<typeof sayingSchema>;

/** `pinyin.json`: syllables without tone, each with the characters that can be read so; written by `content build`. */
export const pinyinSchema = v.record(v.pipe(v.string(), v.regex(/^[a-z]{1,6}$/)), text(2000));
/** Syllable → characters. */
export type PinyinTable = v.InferOutput<typeof pinyinSchema>;
