/** A journey as data: what is asked, in which order, and what happens at the end. A new service is a file, not a release. */
import * as v from 'valibot';
import { slug, text } from '../catalog/text.ts';

const questionBase = {
  id: slug,
  title: text(60),
  hint: v.optional(text(120)),
  /** What is said beside the field when it is empty or does not fit, e.g. 请填写门牌号. */
  misfit: text(60),
};

/** One question, one page. */
export const questionSchema = v.variant('input', [
  v.strictObject({
    ...questionBase,
    input: v.literal('text'),
    maxLength: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
    required: v.boolean(),
  }),
  v.strictObject({
    ...questionBase,
    input: v.literal('digits'),
    length: v.tuple([v.pipe(v.number(), v.integer(), v.minValue(0)), v.pipe(v.number(), v.integer(), v.maxValue(30))]),
    /** A regular expression for the whole value, for numbers with a known beginning (手机号 `1[3-9]\d{9}`). */
    pattern: v.optional(text(80)),
    required: v.boolean(),
  }),
  v.strictObject({
    ...questionBase,
    input: v.literal('choice'),
    choices: v.pipe(v.array(v.strictObject({ id: slug, label: text(60) })), v.minLength(2), v.maxLength(12)),
    required: v.boolean(),
  }),
]);
/** One question. */
export type Question = v.InferOutput<typeof questionSchema>;

/** A whole journey. */
export const journeySchema = v.strictObject({
  id: slug,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  title: text(60),
  /** The guide it belongs to. */
  item: slug,
  kind: v.picklist(['query', 'submission']),
  /** Why the card is asked for, in a clerk's words. */
  identifyReason: text(80),
  questions: v.array(questionSchema),
  /** `query`: the name of the platform's query application. `submission`: the platform's matter code. */
  upstream: text(64),
  /** Said on the check page before 确认: nothing is sent yet. */
  checkNote: v.optional(text(200)),
  /** 承诺时限 printed on the acceptance slip. */
  afterwards: v.optional(text(200)),
});
/** A whole journey. */
export type Journey = v.InferOutput<typeof journeySchema>;
