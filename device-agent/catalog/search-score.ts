/** How well a reading of the query fits one phrase: the longest common runs in any order (greedy string tiling, Wise 1993). */
import type { SearchIndex } from './search-index.ts';
import type { Reading } from './search-query.ts';
import { QUERY_TOKENS_MAX } from './search-text.ts';
import type { Token } from './search-tokens.ts';

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

/**
 * A place is a token and a character as one number, both counted from one: the token above, the character in the lower bits. Rows are
 * longer than any phrase: what lies before and behind a run is always a place that fits nothing.
 */
const TOKEN_SHIFT = 6;
const CHAR_MASK = 2 ** TOKEN_SHIFT - 1;
/** One token and one character further. */
const DIAGONAL = 2 ** TOKEN_SHIFT + 1;
const PLACES = (QUERY_TOKENS_MAX + 2) << TOKEN_SHIFT;

/** What is worked out for one phrase; kept, because a query looks at dozens. */
const scratch = {
  /** Fit of a token with a character by place, in hundredths; all zero between two phrases. */
  fits: new Uint8Array(PLACES),
  /** Places with any fit, by character. */
  places: new Uint16Array(PLACES),
  pairs: new Int16Array(QUERY_TOKENS_MAX),
} as const;

/** Scores readings against the phrases of one index. */
export class Tiler {
  private readonly codes: Uint16Array;
  private readonly starts: Uint32Array;
  /** Which tokens of the reading fit a character at all, by its code, one bit each. */
  private readonly fitting: Uint32Array;
  private reading: Reading = { tokens: [], weightSum: 0, trust: 0 };

  constructor(index: SearchIndex) {
    this.codes = index.phraseCodes;
    this.starts = index.phraseStarts;
    this.fitting = new Uint32Array(index.codeCount);
  }

  /** Takes up a reading; what follows is scored against it. */
  take(reading: Reading): void {
    const { fitting } = this;
    const { tokens: before } = this.reading;
    for (const { fitting: codes } of before) for (let at = 0; at < codes.length; at += 1) fitting[codes[at] ?? 0] = 0;
    this.reading = reading;
    reading.tokens.forEach(({ fitting: codes }, t) => {
      for (let at = 0; at < codes.length; at += 1) {
        const code = codes[at] ?? 0;
        fitting[code] = (fitting[code] ?? 0) | (1 << t);
      }
    });
  }

  /** How well the reading fits a phrase. */
  tile(phrase: number): Tiling {
    const { tokens, weightSum } = this.reading;
    const width = (this.starts[phrase + 1] ?? 0) - (this.starts[phrase] ?? 0);
    const { score, fitted, longest, corrected } = lay(tokens, this.place(phrase));
    return {
      covered: score / 100 / weightSum,
      named: width === 0 ? 0 : fitted / 100 / width,
      leads: scratch.pairs[0] === 0,
      longest,
      corrected,
    };
  }

  /** The character of a phrase for each token, counted from its first; -1 where none fits. */
  pairs(phrase: number): Int16Array {
    const { tokens } = this.reading;
    lay(tokens, this.place(phrase));
    return scratch.pairs.slice(0, tokens.length);
  }

  /** Finds the places where a token and a character fit; how many. */
  private place(phrase: number): number {
    const { fitting, codes, starts } = this;
    const { tokens } = this.reading;
    const { fits, places } = scratch;
    const begin = starts[phrase] ?? 0;
    const end = starts[phrase + 1] ?? 0;
    let count = 0;
    for (let at = begin; at < end; at += 1) {
      const code = codes[at] ?? 0;
      for (let bits = fitting[code] ?? 0; bits !== 0;) {
        const t = 31 - Math.clz32(bits & -bits);
        bits &= bits - 1;
        const token = tokens[t];
        if (token === undefined) continue;
        const place = ((t + 1) << TOKEN_SHIFT) + at - begin + 1;
        fits[place] = token.code === code ? 100 : (token.fits[code] ?? 0);
        places[count] = place;
        count += 1;
      }
    }
    return count;
  }
}

/** Takes the weightiest run that is left of `placed` places, until none is. */
function lay(tokens: readonly Token[], placed: number) {
  const { fits, places, pairs } = scratch;
  const count = tokens.length;
  for (let t = 0; t < count; t += 1) pairs[t] = -1;
  let left = placed;
  let score = 0;
  let fitted = 0;
  let longest = 0;
  let corrected = false;
  while (left > 0) {
    let bestPlace = 0;
    let bestLength = 0;
    let bestValue = 0;
    for (let at = 0; at < left; at += 1) {
      const head = places[at] ?? 0;
      if ((fits[head - DIAGONAL] ?? 0) > 0) continue;
      let value = 0;
      let place = head;
      for (let fit = fits[place] ?? 0; fit > 0; fit = fits[place] ?? 0) {
        value += fit * (tokens[(place >> TOKEN_SHIFT) - 1]?.weight ?? 0);
        place += DIAGONAL;
      }
      const length = (place - head) / DIAGONAL;
      if (value > bestValue && length >= bestLength) {
        bestPlace = head;
        bestLength = length;
        bestValue = value;
      }
    }
    if (bestLength === 0) throw new Error('a token of the query tells nothing');
    if (bestLength > longest) longest = bestLength;
    score += bestLength === 1 && count > 1 ? bestValue * LONE_SHARE : bestValue;
    const firstToken = (bestPlace >> TOKEN_SHIFT) - 1;
    const firstChar = (bestPlace & CHAR_MASK) - 1;
    for (let step = 0; step < bestLength; step += 1) {
      pairs[firstToken + step] = firstChar + step;
      const fit = fits[bestPlace + step * DIAGONAL] ?? 0;
      fitted += fit;
      if (fit < 100 && (tokens[firstToken + step]?.letter ?? 0) < 0) corrected = true;
    }
    left = withoutRun(bestPlace, bestLength, left);
  }
  return { score, fitted, longest, corrected };
}

/** Strikes out the places of a run's tokens and characters; how many are left. */
function withoutRun(first: number, length: number, count: number): number {
  const { fits, places } = scratch;
  const firstRow = first >> TOKEN_SHIFT;
  const firstChar = first & CHAR_MASK;
  let left = 0;
  for (let at = 0; at < count; at += 1) {
    const place = places[at] ?? 0;
    const row = (place >> TOKEN_SHIFT) - firstRow;
    const char = (place & CHAR_MASK) - firstChar;
    if ((row >= 0 && row < length) || (char >= 0 && char < length)) fits[place] = 0;
    else {
      places[left] = place;
      left += 1;
    }
  }
  return left;
}
