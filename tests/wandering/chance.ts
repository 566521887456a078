/** The same wandering for the same number, so that what was found can be walked again. */

/** The first wanderer's number; others walk other ways: `WANDER_FROM=100 npm run wander`. */
const FIRST = Number(process.env['WANDER_FROM'] ?? 0);

/** Numerical Recipes' linear congruential generator: 0 to below 1. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Panels of halls, in CSS pixels: upright, small, wide. */
const PANELS = [
  [1080, 1920],
  [1280, 800],
  [1920, 1080],
] as const;

/** So many wanderers from the first on, each with its number and its panel. */
export function wanderers(count: number): readonly { readonly seed: number; readonly width: number; readonly height: number }[] {
  return Array.from({ length: count }, (_, at) => {
    const seed = FIRST + at;
    const [width, height] = PANELS[seed % PANELS.length] ?? PANELS[0];
    return { seed, width, height };
  });
}
