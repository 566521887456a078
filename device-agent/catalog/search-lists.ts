/** Which lists of the index a reading of the query asks for, the shortest first. */
import { READINGS_MAX, TERM } from './search-index.ts';
import type { SearchIndex } from './search-index.ts';
import type { Reading } from './search-query.ts';
import { QUERY_TOKENS_MAX } from './search-text.ts';

/** Of a single initial all characters with it are asked for; a query of more asks for pairs and threes. */
const LISTS_MAX = QUERY_TOKENS_MAX * (READINGS_MAX * READINGS_MAX + 1);
/** A character alone tells less than a pair. */
const CHARACTER_SHARE = 0.6;

/** The lists of one reading, good until the next is asked for. */
export class Lists {
  count = 0;
  /** What all of them tell together. */
  weightSum = 0;
  readonly terms: Uint32Array;
  readonly weights: Float64Array;
  private readonly index: SearchIndex;
  private readonly lengths: Uint32Array;

  constructor(index: SearchIndex) {
    this.index = index;
    const most = Math.max(LISTS_MAX, index.codeCount);
    this.terms = new Uint32Array(most);
    this.weights = new Float64Array(most);
    this.lengths = new Uint32Array(most);
  }

  /** Pairs of syllables and runs of first letters that the reading holds, with what each tells. */
  runsOf({ tokens }: Reading): void {
    this.count = 0;
    this.weightSum = 0;
    for (let at = 0; at + 1 < tokens.length; at += 1) {
      const first = tokens[at];
      const second = tokens[at + 1];
      if (first === undefined || second === undefined) continue;
      const weight = first.weight + second.weight;
      for (let one = 0; one < first.syllables.length && one < READINGS_MAX; one += 1)
        for (let two = 0; two < second.syllables.length && two < READINGS_MAX; two += 1)
          this.take(TERM.syllables(first.syllables[one] ?? 0, second.syllables[two] ?? 0), weight);
      if (first.letter < 0 || second.letter < 0) continue;
      const third = tokens[at + 2]?.letter ?? -1;
      if (third >= 0) this.take(TERM.threeLetters(first.letter, second.letter, third), weight);
      else if (at === 0 || tokens.length < 3) this.take(TERM.twoLetters(first.letter, second.letter), weight);
    }
  }

  /** Single characters, for short queries and those whose pairs occur nowhere. */
  charactersOf({ tokens }: Reading): void {
    this.count = 0;
    this.weightSum = 0;
    for (const token of tokens) {
      if (token.code >= 0) this.take(TERM.char(token.code), token.weight * CHARACTER_SHARE);
      else if (tokens.length === 1)
        token.fits.forEach((fit, code) => {
          if (fit > 0) this.take(TERM.char(code), CHARACTER_SHARE);
        });
    }
  }

  /** Sorted in by length; a term that was taken already counts once, as it told last. */
  private take(term: number, weight: number): void {
    const { terms, weights, lengths } = this;
    const length = this.index.frequency(term);
    if (length === 0) return;
    let place = this.count;
    for (; place > 0 && (lengths[place - 1] ?? 0) >= length; place -= 1)
      if (terms[place - 1] === term) {
        this.weightSum += weight - (weights[place - 1] ?? 0);
        weights[place - 1] = weight;
        return;
      }
    for (let at = this.count; at > place; at -= 1) {
      terms[at] = terms[at - 1] ?? 0;
      weights[at] = weights[at - 1] ?? 0;
      lengths[at] = lengths[at - 1] ?? 0;
    }
    terms[place] = term;
    weights[place] = weight;
    lengths[place] = length;
    this.count += 1;
    this.weightSum += weight;
  }
}
