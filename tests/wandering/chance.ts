/** The same wandering for the same number, so that what was found can be walked again. */

/** The first wanderer's number; others walk other ways: `WANDER_FROM=100 npm run wander`. */
export const FIRST = Number(process.env['WANDER_FROM'] ?? 0);

/** Numerical Recipes' linear congruential generator: 0 to below 1. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
