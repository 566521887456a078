/** Picks the phrases that a reading of the query may mean, from the index's lists, before any is looked at closely. */
import { TERM } from './search-index.ts';
import type { SearchIndex } from './search-index.ts';
import type { Reading } from './search-query.ts';

/** Phrases that are looked at closely per reading of the query. */
const CLOSE_LOOKS = 24;
/** Entries of the index's lists that one reading may add up; the close look sorts out the rest. */
const POSTINGS_MAX = 12_000;
/** Phrases that share much less with the reading than the best one are not looked at, beyond the first few. */
const WORTH_A_LOOK = 0.35;
const LOOKS_MIN = 8;

/** Adds up the index's lists; one per index, because its sums are as long as the list of phrases. */
export class Candidates {
  private readonly index: SearchIndex;
  private readonly sums: Float32Array;
  private readonly touched: Uint32Array;
  private readonly priors: Float32Array;
  private readonly picked = new Uint32Array(CLOSE_LOOKS);
  private readonly values = new Float64Array(CLOSE_LOOKS);

  constructor(index: SearchIndex, popularity: (phrase: number) => number) {
    this.index = index;
    this.sums = new Float32Array(index.phraseCount);
    this.touched = new Uint32Array(index.phraseCount);
    // Among equals the shorter and the more asked-for phrase is looked at first.
    this.priors = Float32Array.from(
      { length: index.phraseCount },
      (_, phrase) => popularity(phrase) * 0.2 - index.codesOf(phrase).length * 0.01,
    );
  }

  /** Phrases worth a close look, likeliest first; good until the next call. */
  of(reading: Reading): Uint32Array {
    let count = this.add(termsOf(reading, this.index), 0);
    if (count < CLOSE_LOOKS) count = this.add(charTermsOf(reading), count);
    return this.best(count);
  }

  /** Adds up the lists, the rarest term first; common ones are left out once the rare ones have filled the allowance. */
  private add(terms: ReadonlyMap<number, number>, countBefore: number): number {
    const { sums, touched } = this;
    let count = countBefore;
    let read = 0;
    const lists = Array.from(terms, ([term, weight]) => ({ phrases: this.index.holding(term), weight }));
    for (const { phrases, weight } of lists.sort((a, b) => a.phrases.length - b.phrases.length)) {
      if (read > 0 && read + phrases.length > POSTINGS_MAX) break;
      read += phrases.length;
      for (let at = 0; at < phrases.length; at += 1) {
        const phrase = phrases[at] ?? 0;
        const sum = sums[phrase] ?? 0;
        if (sum === 0) {
          touched[count] = phrase;
          count += 1;
        }
        sums[phrase] = sum + weight;
      }
    }
    return count;
  }

  /** The best of the touched phrases, and all sums back to zero. */
  private best(count: number): Uint32Array {
    const { sums, touched, priors, picked, values } = this;
    let top = 0;
    for (let at = 0; at < count; at += 1) {
      const phrase = touched[at] ?? 0;
      const value = (sums[phrase] ?? 0) + (priors[phrase] ?? 0);
      sums[phrase] = value;
      if (value > top) top = value;
    }
    const least = top * WORTH_A_LOOK;
    let kept = 0;
    let worthy = 0;
    for (let at = 0; at < count; at += 1) {
      const phrase = touched[at] ?? 0;
      const value = sums[phrase] ?? 0;
      sums[phrase] = 0;
      const worth = value >= least;
      // Of those not worth it only as many are sorted in as may be looked at.
      const room = worth ? CLOSE_LOOKS : LOOKS_MIN;
      if (kept >= room && value <= (values[room - 1] ?? 0)) continue;
      if (worth) worthy += 1;
      let place = Math.min(kept, CLOSE_LOOKS - 1);
      for (; place > 0 && (values[place - 1] ?? 0) < value; place -= 1) {
        values[place] = values[place - 1] ?? 0;
        picked[place] = picked[place - 1] ?? 0;
      }
      values[place] = value;
      picked[place] = phrase;
      if (kept < CLOSE_LOOKS) kept += 1;
    }
    return picked.subarray(0, Math.min(kept, Math.max(worthy, LOOKS_MIN)));
  }
}

/** Pairs of syllables and runs of first letters that the reading holds, with what each tells. */
function termsOf(reading: Reading, index: SearchIndex): ReadonlyMap<number, number> {
  const terms = new Map<number, number>();
  const { tokens } = reading;
  for (let at = 0; at + 1 < tokens.length; at += 1) {
    const [first, second, third] = [tokens[at], tokens[at + 1], tokens[at + 2]];
    if (first === undefined || second === undefined) continue;
    const weight = first.weight + second.weight;
    for (const one of first.syllables.slice(0, 3))
      for (const two of second.syllables.slice(0, 3)) terms.set(TERM.syllables(one, two), weight);
    if (first.letter < 0 || second.letter < 0) continue;
    if (third !== undefined && third.letter >= 0) terms.set(TERM.threeLetters(first.letter, second.letter, third.letter), weight);
    else if (at === 0 || tokens.length < 3) terms.set(TERM.twoLetters(first.letter, second.letter), weight);
  }
  for (const [term] of terms) if (index.frequency(term) === 0) terms.delete(term);
  return terms;
}

/** Single characters, for short queries and those whose pairs occur nowhere. */
function charTermsOf(reading: Reading): ReadonlyMap<number, number> {
  const terms = new Map<number, number>();
  for (const token of reading.tokens) {
    if (token.code >= 0) terms.set(TERM.char(token.code), token.weight * 0.6);
    else if (reading.tokens.length === 1)
      token.fits.forEach((fit, code) => {
        if (fit > 0) terms.set(TERM.char(code), 0.6);
      });
  }
  return terms;
}
