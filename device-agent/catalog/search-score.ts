/** How well a reading of the query fits one phrase: the longest common runs in any order (greedy string tiling, Wise 1993). */
import type { Token } from './search-query.ts';
import { SEARCH_TEXT_MAX } from './search-text.ts';

/** What was covered and how. */
export interface Tiling {
  /** Share of what the query tells that the phrase answers, 0–1, runs and order counted in. */
  readonly covered: number;
  /** Share of the phrase that the query names, 0–1. */
  readonly named: number;
  /** True when the phrase begins with the query's beginning. */
  readonly leads: boolean;
  /** Length of the longest run in common. */
  readonly longest: number;
  /** True when a character was taken for another one. */
  readonly corrected: boolean;
}

/** Single characters matched alone say less than runs. */
const LONE_SHARE = 0.45;

/** What is worked out for one phrase; kept, because a query looks at hundreds. */
const scratch = {
  /** Fit of every token with every character, in hundredths. */
  fits: new Uint8Array(SEARCH_TEXT_MAX * SEARCH_TEXT_MAX),
  /** Where a token and a character fit at all, by token, then by character. */
  places: new Uint16Array(SEARCH_TEXT_MAX * SEARCH_TEXT_MAX),
  taken: new Uint8Array(SEARCH_TEXT_MAX),
  pairs: new Int16Array(SEARCH_TEXT_MAX),
} as const;

/** Scores tokens against the characters of a phrase. `weightSum` is that of all tokens. */
export function tile(tokens: readonly Token[], weightSum: number, codes: Uint16Array): Tiling {
  const { score, fitted, longest, corrected } = lay(tokens, codes);
  const width = codes.length;
  return {
    covered: score / 100 / weightSum,
    named: width === 0 ? 0 : fitted / 100 / width,
    leads: scratch.pairs[0] === 0,
    longest,
    corrected,
  };
}

/** The character of a phrase for each token, -1 where none fits. */
export function pairsOf(tokens: readonly Token[], codes: Uint16Array): Int16Array {
  lay(tokens, codes);
  return scratch.pairs.slice(0, tokens.length);
}

/** Takes the weightiest run that is left, until none is. */
function lay(tokens: readonly Token[], codes: Uint16Array) {
  const { fits, places, taken, pairs } = scratch;
  const width = codes.length;
  const count = tokens.length;
  taken.fill(0, 0, width);
  pairs.fill(-1, 0, count);
  let placeCount = 0;
  for (let t = 0; t < count; t += 1) {
    const token = tokens[t];
    if (token === undefined) continue;
    for (let c = 0; c < width; c += 1) {
      const at = t * width + c;
      const code = codes[c] ?? 0;
      const fit = token.code === code ? 100 : (token.fits[code] ?? 0);
      fits[at] = fit;
      if (fit === 0) continue;
      places[placeCount] = at;
      placeCount += 1;
    }
  }
  let score = 0;
  let fitted = 0;
  let longest = 0;
  let corrected = false;
  for (;;) {
    let bestAt = 0;
    let bestLength = 0;
    let bestValue = 0;
    for (let place = 0; place < placeCount; place += 1) {
      const at = places[place] ?? 0;
      let t = Math.floor(at / width);
      let c = at - t * width;
      let value = 0;
      let length = 0;
      while (t < count && c < width && pairs[t] === -1 && taken[c] === 0) {
        const one = fits[t * width + c] ?? 0;
        if (one === 0) break;
        value += one * (tokens[t]?.weight ?? 0);
        length += 1;
        t += 1;
        c += 1;
      }
      if (value > bestValue && length >= bestLength) {
        bestAt = at;
        bestLength = length;
        bestValue = value;
      }
    }
    if (bestLength === 0) return { score, fitted, longest, corrected };
    if (bestLength > longest) longest = bestLength;
    score += bestLength === 1 && count > 1 ? bestValue * LONE_SHARE : bestValue;
    const firstToken = Math.floor(bestAt / width);
    const firstChar = bestAt - firstToken * width;
    for (let step = 0; step < bestLength; step += 1) {
      pairs[firstToken + step] = firstChar + step;
      taken[firstChar + step] = 1;
      const fit = fits[(firstToken + step) * width + firstChar + step] ?? 0;
      fitted += fit;
      if (fit < 100 && (tokens[firstToken + step]?.letter ?? 0) < 0) corrected = true;
    }
  }
}
