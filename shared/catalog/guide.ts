/**
 * An item and its guide (办事指南) after GB/T 39554.2 and the 24 indicators. An element that the hall has not supplied is absent and
 * shown as 未提供; it is never guessed.
 */
import * as v from 'valibot';
import { dateText, regionCode, slug, sourceSchema, text } from './text.ts';

/** 时限: a number with its unit; 0 工作日 with `instant` item type means 当场. */
const limitSchema = v.strictObject({
  days: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3650)),
  unit: v.picklist(['工作日', '自然日']),
  note: v.optional(text(200)),
});

/** 申请材料: indicators 18–20. */
const materialSchema = v.strictObject({
  id: slug,
  name: text(200),
  necessity: v.optional(v.picklist(['必要', '非必要', '容缺后补'])),
  source: v.optional(text(200)),
  copies: v.optional(text(60)),
  type: v.optional(v.picklist(['原件', '复印件', '原件和复印件'])),
  form: v.optional(v.picklist(['纸质', '电子', '纸质和电子'])),
  note: v.optional(text(400)),
  /** 需要申请人填写的表格: indicators 23 and 24 ask for its blank and its sample. */
  filledIn: v.optional(v.boolean()),
  /** File names of the blank and the sample form in the package's `files` folder. */
  blankForm: v.optional(text(120)),
  sampleForm: v.optional(text(120)),
  /** 情形 answers under which it is asked for, as `question:choice`; absent = always. */
  onlyWhen: v.optional(v.array(text(80))),
});

/** 办理地点: street, number, room, window (indicator 14). */
const counterSchema = v.strictObject({
  name: text(100),
  address: text(200),
  room: v.optional(text(60)),
  window: v.optional(text(60)),
  phone: v.optional(text(40)),
});

/** A step of 办理流程 (indicator 21). */
const processStepSchema = v.strictObject({
  name: text(60),
  limit: v.optional(text(60)),
  criteria: v.optional(text(400)),
  result: v.optional(text(200)),
});

/** A 情形 question that shortens the list of materials (indicator 11). */
const situationSchema = v.strictObject({
  id: slug,
  question: text(100),
  choices: v.pipe(v.array(v.strictObject({ id: slug, label: text(80) })), v.minLength(2), v.maxLength(8)),
});

/** Weekly hours: per ISO weekday 1–7 the open spans as `HH:MM-HH:MM`. */
export const hoursSchema = v.strictObject({
  weekly: v.record(v.picklist(['1', '2', '3', '4', '5', '6', '7']), v.array(v.pipe(v.string(), v.regex(/^\d{2}:\d{2}-\d{2}:\d{2}$/)))),
  holidays: v.picklist(['closed', 'open']),
  note: v.optional(text(200)),
});
/** Weekly hours of a counter. */
export type Hours = v.InferOutput<typeof hoursSchema>;

/** 事项类型, GB/T 39554. */
export const ITEM_TYPES = [
  '行政许可',
  '行政处罚',
  '行政强制',
  '行政征收',
  '行政给付',
  '行政检查',
  '行政确认',
  '行政奖励',
  '行政裁决',
  '其他行政权力',
  '公共服务',
] as const;

/** An item with its guide. */
export const guideSchema = v.strictObject({
  id: slug,
  /** 事项名称. */
  name: text(100),
  /** 基本编码, opaque text of up to 36 characters. */
  catalogCode: v.optional(text(36)),
  /** 实施编码, opaque. */
  taskCode: v.optional(text(50)),
  type: v.picklist(ITEM_TYPES),
  department: text(100),
  aliases: v.optional(v.array(text(60))),
  themes: v.array(slug),
  /** True where the hall must still put its own data in; every screen and slip then says 示例. */
  example: v.boolean(),
  updated: dateText,
  effective: v.optional(dateText),
  cancelled: v.optional(dateText),
  source: v.optional(sourceSchema),
  summary: v.optional(text(300)),
  /** 服务对象. */
  audience: v.optional(v.array(v.picklist(['自然人', '企业法人', '事业法人', '社会组织法人', '非法人企业', '行政机关', '其他']))),
  /** 办件类型. */
  caseType: v.optional(v.picklist(['即办件', '承诺件'])),
  /** 办理深度 Ⅰ–Ⅳ. */
  depth: v.optional(v.picklist(['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'])),
  statutoryLimit: v.optional(limitSchema),
  promisedLimit: v.optional(limitSchema),
  /** 到办事现场次数. */
  visits: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9))),
  fee: v.optional(v.strictObject({ charged: v.boolean(), standard: v.optional(text(400)), basis: v.optional(text(400)) })),
  basis: v.optional(v.array(text(600))),
  conditions: v.optional(v.array(text(600))),
  counters: v.optional(v.array(counterSchema)),
  hours: v.optional(hoursSchema),
  consultation: v.optional(text(100)),
  complaint: v.optional(text(100)),
  /** 中介服务或特殊环节: `无`, or its name with the legal basis. */
  intermediary: v.optional(text(400)),
  materials: v.optional(v.array(materialSchema)),
  situations: v.optional(v.array(situationSchema)),
  process: v.optional(v.array(processStepSchema)),
  results: v.optional(v.array(text(200))),
  faq: v.optional(v.array(v.strictObject({ question: text(200), answer: text(800) }))),
  /** 行使层级: at which of the five levels it is done. */
  levels: v.optional(v.array(v.picklist(['自治区', '盟市', '旗县', '苏木', '嘎查']))),
  /** Divisions whose item this is; absent = every one. */
  regions: v.optional(v.array(regionCode)),
  /** Lists of 公示 that it belongs to. */
  offers: v.optional(v.array(v.picklist(['延时服务', '告知承诺', '帮办代办']))),
  /** The journey at this machine that does it, if there is one. */
  journey: v.optional(slug),
});
/** An item with its guide. */
export type Guide = v.InferOutput<typeof guideSchema>;
/** 时限 with its unit. */
export type Limit = v.InferOutput<typeof limitSchema>;
/** One 申请材料. */
export type Material = v.InferOutput<typeof materialSchema>;
