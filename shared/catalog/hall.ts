/** What a hall puts up beside its items: shelves of matters, home pages by kind of place, notices, floor plans. */
import * as v from 'valibot';
import { targetSchema } from './package.ts';
import { dateText, slug, sourceSchema, text } from './text.ts';

/** The five levels of 内政发〔2022〕20号, from the region to the village, as printed. */
export const REGION_LEVELS = ['自治区', '盟市', '旗县', '苏木', '嘎查'] as const;
/** One of the five levels. */
export type RegionLevel = (typeof REGION_LEVELS)[number];

/** What the agent gathers for a shelf out of the loaded content and its own ledgers. */
const GATHERED = [
  'departments',
  'joints',
  'regions',
  'powers',
  'notices',
  'questions',
  'committed',
  'deferrable',
  'delayed',
  'assisted',
  'intermediary',
  'procedures',
  'outcomes',
  'ratings',
] as const;
/** One way of gathering. */
export type Gathered = (typeof GATHERED)[number];

/**
 * `shelves.json`: a page of matters that somebody may want together: a life event, a public list (公示), a zone. `gathers` adds what the
 * content itself knows; a shelf that stays empty says 未提供.
 */
export const shelfSchema = v.strictObject({
  id: slug,
  title: text(40),
  subtitle: text(60),
  icon: slug,
  aliases: v.optional(v.array(text(60))),
  lead: v.optional(text(300)),
  /** 办理流程 of the zone, in order. */
  steps: v.optional(v.array(text(100))),
  source: v.optional(sourceSchema),
  example: v.boolean(),
  gathers: v.optional(v.picklist(GATHERED)),
  /** For `procedures`: the names of 环节 that make a special procedure (现场勘验、技术审查、听证 …). */
  words: v.optional(v.array(text(20))),
  /** Said when there is nothing on it; absent = 未提供. */
  empty: v.optional(text(100)),
  groups: v.optional(
    v.array(
      v.strictObject({
        title: text(60),
        look: v.optional(v.picklist(['tiles', 'list'])),
        opens: v.pipe(v.array(targetSchema), v.maxLength(200)),
      }),
    ),
  ),
});
/** A shelf as published. */
export type Shelf = v.InferOutput<typeof shelfSchema>;

/** `profiles.json`: what stands on the home page of one kind of place (政务服务中心、便民服务站、银行网点 …). */
export const profileSchema = v.strictObject({
  id: slug,
  title: text(40),
  groups: v.pipe(
    v.array(v.strictObject({ title: text(30), opens: v.pipe(v.array(targetSchema), v.minLength(1), v.maxLength(24)) })),
    v.minLength(1),
    v.maxLength(6),
  ),
  /** Themes in the order of this kind of place; those not named follow. */
  themes: v.array(slug),
  /** Other ways in: shelves and the map. */
  ways: v.pipe(v.array(targetSchema), v.maxLength(12)),
});
/** A kind of place. */
export type Profile = v.InferOutput<typeof profileSchema>;

/** `notices.json`: a notice or a policy explained; shown from `from` to `until`. No adverts. */
export const noticeSchema = v.strictObject({
  id: slug,
  title: text(100),
  /** 文号. */
  issue: v.optional(text(60)),
  publisher: text(100),
  date: dateText,
  from: dateText,
  until: v.optional(dateText),
  paragraphs: v.pipe(v.array(text(1000)), v.minLength(1), v.maxLength(60)),
  example: v.boolean(),
});
/** A notice. */
export type Notice = v.InferOutput<typeof noticeSchema>;

const metres = v.pipe(v.number(), v.minValue(0), v.maxValue(500));

/** `floors.json`: the floor of one place, in metres from its upper left corner. */
export const floorSchema = v.strictObject({
  id: slug,
  /** Id of the place in `places.json`. */
  spot: slug,
  title: text(40),
  example: v.boolean(),
  width: v.pipe(metres, v.minValue(1)),
  depth: v.pipe(metres, v.minValue(1)),
  rooms: v.pipe(
    v.array(
      v.strictObject({
        name: text(12),
        /** 功能分区: counters, 自助服务, 休息等候, 帮办代办, 政务公开, an entrance, anything else. */
        kind: v.picklist(['counters', 'self-service', 'waiting', 'assist', 'public', 'door', 'other']),
        x: metres,
        y: metres,
        width: metres,
        depth: metres,
      }),
    ),
    v.minLength(1),
    v.maxLength(60),
  ),
  windows: v.array(v.strictObject({ no: text(6), name: text(20), x: metres, y: metres })),
  /** Where this machine stands. */
  machine: v.optional(v.strictObject({ x: metres, y: metres })),
});
/** A floor plan. */
export type Floor = v.InferOutput<typeof floorSchema>;
