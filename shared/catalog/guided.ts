/**
 * `guided.json`: an event of life, a few large questions, and the matters that the answers leave over, each with its 情形 already chosen.
 * 不清楚 can always be answered; it hides nothing and chooses nothing.
 */
import * as v from 'valibot';
import { targetSchema } from './package.ts';
import { slug, text } from './text.ts';

/** Choice id of 不清楚. */
export const UNCLEAR = 'unclear';
/** Questions of one event. */
export const GUIDED_QUESTIONS_MAX = 6;

/** `question:choice`. */
const answer = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}:[a-z0-9][a-z0-9-]{0,63}$/));
/** Answers under which it counts: of each question named, one of the answers named; absent = always. */
const onlyWhen = v.optional(v.pipe(v.array(answer), v.minLength(1), v.maxLength(12)));

/** An event of life with its questions. */
export const guidedSchema = v.strictObject({
  id: slug,
  title: text(20),
  subtitle: text(40),
  icon: slug,
  aliases: v.optional(v.array(text(60))),
  questions: v.pipe(
    v.array(
      v.strictObject({
        id: slug,
        question: text(40),
        /** With 不清楚 four at most, so that each is large. */
        choices: v.pipe(v.array(v.strictObject({ id: slug, label: text(20) })), v.minLength(2), v.maxLength(3)),
        onlyWhen,
      }),
    ),
    v.minLength(1),
    v.maxLength(GUIDED_QUESTIONS_MAX),
  ),
  leads: v.pipe(
    v.array(
      v.strictObject({
        opens: targetSchema,
        onlyWhen,
        /** Why it is on the list, in a few words. */
        why: v.optional(text(40)),
        /** 情形 of the guide that is chosen with it. */
        chooses: v.optional(v.pipe(v.array(v.strictObject({ situation: slug, choice: slug, onlyWhen })), v.maxLength(8))),
      }),
    ),
    v.minLength(1),
    v.maxLength(24),
  ),
});
/** An event of life with its questions. */
export type Guided = v.InferOutput<typeof guidedSchema>;
/** One of its questions. */
export type GuidedQuestion = Guided['questions'][number];
