/** How well a reading of the query fits one phrase: the longest common runs in any order (greedy string tiling, Wise 1993). */
import type { SearchIndex } from './search-index.ts';
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
  /** Character of the phrase for each token, -1 where none fits. */
  readonly pairs: Int16Array;
}

/** Single characters matched alone say less than runs. */
const LONE_SHARE = 0.45;

/** Cells of the table that is filled for one phrase; kept, because it is filled thousands of times per query. */
const cells = new Float32Array(SEARCH_TEXT_MAX * SEARCH_TEXT_MAX);

/** Scores tokens against the characters of a phrase. `weightSum` is that of all tokens. */
export function tile(tokens: readonly Token[], weightSum: number, codes: Uint16Array, index: SearchIndex): Tiling {
  const width = codes.length;
  const fit = cells;
  for (let t = 0; t < tokens.length; t += 1) {
    const token = tokens[t];
    if (token === undefined) continue;
    for (let c = 0; c < width; c += 1) fit[t * width + c] = fitOf(token, codes[c] ?? 0, index);
  }
  const pairs = new Int16Array(tokens.length).fill(-1);
  const taken = new Uint8Array(width);
  let score = 0;
  let fitted = 0;
  let longest = 0;
  for (;;) {
    let bestAt = -1;
    let bestTo = 0;
    let bestLength = 0;
    let bestValue = 0;
    for (let t = 0; t < tokens.length; t += 1) {
      if (pairs[t] !== -1) continue;
      for (let c = 0; c < width; c += 1) {
        let length = 0;
        let value = 0;
        while (t + length < tokens.length && c + length < width && pairs[t + length] === -1 && taken[c + length] === 0) {
          const one = fit[(t + length) * width + c + length] ?? 0;
          if (one === 0) break;
          value += one * (tokens[t + length]?.weight ?? 0);
          length += 1;
        }
        if (value > bestValue && length >= bestLength) [bestAt, bestTo, bestLength, bestValue] = [t, c, length, value];
      }
    }
    if (bestLength === 0) break;
    longest = Math.max(longest, bestLength);
    score += bestLength === 1 && tokens.length > 1 ? bestValue * LONE_SHARE : bestValue;
    for (let step = 0; step < bestLength; step += 1) {
      pairs[bestAt + step] = bestTo + step;
      taken[bestTo + step] = 1;
      fitted += fit[(bestAt + step) * width + bestTo + step] ?? 0;
    }
  }
  return { covered: score / weightSum, named: width === 0 ? 0 : fitted / width, leads: pairs[0] === 0, longest, pairs };
}

function fitOf(token: Token, code: number, index: SearchIndex): number {
  if (token.code === code) return 1;
  let best = 0;
  for (const reading of index.readingsOf(code)) {
    const fit = token.fits[reading] ?? 0;
    if (fit > best) best = fit;
  }
  return best / 100;
}
