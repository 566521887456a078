/** What the page may send: acts that change the session, questions that only read. Everything is bounded and checked. */
import * as v from 'valibot';
import { kindOf } from '../base/kind-of.ts';
import { GUIDED_QUESTIONS_MAX } from '../catalog/guided.ts';
import { slug } from '../catalog/text.ts';
import { NARROWS } from '../catalog/views.ts';
import { RATING_TEXT_MAX } from '../evaluation/evaluation.ts';

export { PROTOCOL } from './protocol.ts';

const short = (max: number) => v.pipe(v.string(), v.maxLength(max));
const pageNumber = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000));

/** What a loan is reckoned from; what is left out has not been said yet. */
const loanAsk = {
  id: slug,
  /** Kind of loan: place in the calculator's list. */
  option: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20))),
  yuan: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999_999_999))),
  years: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99))),
  /** 等额本息 / 等额本金. */
  repayment: v.optional(v.picklist(['instalment', 'principal'])),
  /** Page of the schedule, from 0. */
  at: v.optional(pageNumber),
};

/** A form that a matter asks for: of which guide, for which material, empty or as a filled sample. */
const formWhich = { id: slug, material: slug, form: v.picklist(['blank', 'sample']) };
/** An event of life with what was answered so far, as `question:choice` in the order of its questions. */
const guidedAsk = { id: slug, answers: v.optional(v.pipe(v.array(short(130)), v.maxLength(GUIDED_QUESTIONS_MAX))) };
const narrow = v.optional(v.picklist(NARROWS));

/** A public page. Where the citizen stands is the agent's to know: a reloaded page shows the same place. */
export const placeSchema = kindOf('page', [
  v.strictObject({ page: v.literal('home') }),
  v.strictObject({ page: v.literal('search'), text: short(60) }),
  v.strictObject({ page: v.literal('theme'), id: slug, narrow }),
  v.strictObject({ page: v.literal('shelf'), id: slug, narrow, department: v.optional(short(100)), at: v.optional(pageNumber) }),
  v.strictObject({ page: v.literal('map'), id: slug }),
  v.strictObject({ page: v.literal('spot'), id: slug, plan: v.optional(v.boolean()) }),
  v.strictObject({ page: v.literal('notice'), id: slug }),
  v.strictObject({ page: v.literal('faq'), id: slug }),
  v.strictObject({ page: v.literal('guided'), ...guidedAsk }),
  v.strictObject({
    page: v.literal('guide'),
    id: slug,
    tab: v.optional(v.picklist(['summary', 'materials', 'process', 'basis', 'fee', 'faq'])),
  }),
  v.strictObject({
    page: v.literal('dataset'),
    id: slug,
    region: v.optional(short(6)),
    word: v.optional(short(60)),
    at: v.optional(pageNumber),
    /** A row of that page, opened by itself. */
    row: v.optional(pageNumber),
  }),
  v.strictObject({ page: v.literal('unconnected'), id: slug }),
  v.strictObject({ page: v.literal('loan'), ...loanAsk }),
  v.strictObject({ page: v.literal('form'), ...formWhich }),
  v.strictObject({ page: v.literal('help') }),
]);
/** A public page. */
export type Place = v.InferOutput<typeof placeSchema>;

/** What the citizen can have printed here and now: a slip, the same on A4, the form that is shown. `again` is a 补打 after an uncertain print. */
export const printWhatSchema = v.picklist(['here', 'sheet', 'form', 'again']);

/** How the screen looks; reset for the next person. */
export const preferencesSchema = v.strictObject({
  theme: v.picklist(['standard', 'contrast']),
  size: v.picklist(['standard', 'large']),
  low: v.boolean(),
});
/** How the screen looks. */
export type Preferences = v.InferOutput<typeof preferencesSchema>;

/** An act of the citizen. */
export const actSchema = kindOf('kind', [
  v.strictObject({ kind: v.literal('wake') }),
  /** `touch`: the page saw a finger but had no act to send; no answer to 还在吗, so it does not count against the limit of answers. */
  v.strictObject({ kind: v.literal('stay'), touch: v.optional(v.literal(true)) }),
  v.strictObject({ kind: v.literal('leave') }),
  v.strictObject({ kind: v.literal('go'), place: placeSchema }),
  v.strictObject({ kind: v.literal('return') }),
  v.strictObject({ kind: v.literal('start'), journey: slug }),
  v.strictObject({ kind: v.literal('draft'), question: slug, value: short(400) }),
  v.strictObject({ kind: v.literal('next') }),
  v.strictObject({ kind: v.literal('back') }),
  v.strictObject({ kind: v.literal('edit'), question: slug }),
  v.strictObject({ kind: v.literal('confirm') }),
  v.strictObject({ kind: v.literal('retry') }),
  v.strictObject({ kind: v.literal('choose'), guide: slug, situation: slug, choice: slug }),
  v.strictObject({ kind: v.literal('print'), what: printWhatSchema }),
  v.strictObject({ kind: v.literal('dismiss-print') }),
  /** Takes an A4 print back that has not ended. */
  v.strictObject({ kind: v.literal('stop-print') }),
  v.strictObject({ kind: v.literal('to-rating') }),
  v.strictObject({
    kind: v.literal('rate'),
    level: v.picklist([1, 2, 3, 4, 5]),
    reasons: v.pipe(v.array(v.pipe(v.string(), v.regex(/^\d{3}$/))), v.maxLength(8)),
    text: short(RATING_TEXT_MAX),
  }),
  v.strictObject({ kind: v.literal('skip-rating') }),
  v.strictObject({ kind: v.literal('prefer'), preferences: preferencesSchema }),
  v.strictObject({ kind: v.literal('call-staff') }),
]);
/** An act of the citizen. */
export type Act = v.InferOutput<typeof actSchema>;

/** A question that changes nothing. */
export const askSchema = kindOf('kind', [
  v.strictObject({ kind: v.literal('home') }),
  v.strictObject({ kind: v.literal('theme'), id: slug, narrow }),
  v.strictObject({ kind: v.literal('shelf'), id: slug, narrow, department: v.optional(short(100)), at: v.optional(pageNumber) }),
  v.strictObject({ kind: v.literal('map'), id: slug }),
  v.strictObject({ kind: v.literal('spot'), id: slug }),
  v.strictObject({ kind: v.literal('notice'), id: slug }),
  v.strictObject({ kind: v.literal('notices') }),
  v.strictObject({ kind: v.literal('faq'), id: slug }),
  v.strictObject({ kind: v.literal('guided'), ...guidedAsk }),
  v.strictObject({ kind: v.literal('search'), text: short(60) }),
  v.strictObject({ kind: v.literal('guide'), id: slug }),
  v.strictObject({
    kind: v.literal('dataset'),
    id: slug,
    region: v.optional(short(6)),
    word: v.optional(short(60)),
    at: v.optional(pageNumber),
  }),
  v.strictObject({ kind: v.literal('unconnected'), id: slug }),
  v.strictObject({ kind: v.literal('loan'), ...loanAsk }),
  v.strictObject({ kind: v.literal('form'), ...formWhich }),
  v.strictObject({ kind: v.literal('reasons') }),
]);
/** A question that changes nothing. */
export type Ask = v.InferOutput<typeof askSchema>;

const requestId = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(Number.MAX_SAFE_INTEGER));

/** Page → agent. `rev` is that of the snapshot which the citizen saw: a press meant for an older screen is refused as stale. */
export const pageMessageSchema = kindOf('t', [
  v.strictObject({ t: v.literal('hello'), protocol: v.pipe(v.number(), v.integer()) }),
  v.strictObject({
    t: v.literal('act'),
    id: requestId,
    session: v.pipe(v.number(), v.integer(), v.minValue(0)),
    rev: v.pipe(v.number(), v.integer(), v.minValue(0)),
    act: actSchema,
  }),
  v.strictObject({ t: v.literal('ask'), id: requestId, ask: askSchema }),
  v.strictObject({ t: v.literal('alive') }),
]);
/** Page → agent. */
export type PageMessage = v.InferOutput<typeof pageMessageSchema>;
