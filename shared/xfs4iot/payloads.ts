/** Shapes that several commands share. */
import * as v from 'valibot';

/** A command without members; whatever a client adds is passed over. */
export const emptyPayload = v.object({});

/** An optional yes or no. */
export const flag = v.optional(v.boolean());

const whole = (text: string): boolean => text.length % 4 === 0;

/** Standard base64, not empty. Its length is bounded by the length of a message. */
export const base64 = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.check((text) => whole(text) && /^[A-Za-z0-9+/]*={0,2}$/.test(text), 'base64'),
);

/** The same where whole documents come: what stands in them shows when they are decoded, and is not looked at twice. */
export const longBase64 = v.pipe(v.string(), v.nonEmpty(), v.check(whole, 'base64'));
