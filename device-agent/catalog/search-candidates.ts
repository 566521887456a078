/** Picks the phrases that a reading of the query may mean, from the index's lists, before any is looked at closely. */
import type { SearchIndex } from './search-index.ts';
import { Lists } from './search-lists.ts';
import type { Reading } from './search-query.ts';

/** Phrases that are looked at closely per reading of the query. */
const CLOSE_LOOKS = 24;
/** Entries of the index's lists that one reading may add up; the close look sorts out the rest. */
const POSTINGS_MAX = 12_000;
/** Phrases that share much less with the reading than the best one are not looked at, beyond the first few. */
const WORTH_A_LOOK = 0.3;
const LOOKS_MIN = 8;

/** Adds up the index's lists; one per index, because its sums are as long as the list of phrases. */
export class Candidates {
  private readonly index: SearchIndex;
  private readonly sums: Float32Array;
  private readonly touched: Uint32Array;
  private readonly priors: Float32Array;
  private readonly lists: Lists;
  /** How many are touched, and the greatest of their sums. */
  private count = 0;
  private top = 0;
  readonly picked = new Uint32Array(CLOSE_LOOKS);
  private readonly values = new Float64Array(CLOSE_LOOKS);

  constructor(index: SearchIndex, popularity: (phrase: number) => number) {
    this.index = index;
    this.lists = new Lists(index);
    this.sums = new Float32Array(index.phraseCount);
    this.touched = new Uint32Array(index.phraseCount);
    // Among equals the shorter and the more asked-for phrase is looked at first.
    this.priors = Float32Array.from(
      { length: index.phraseCount },
      (_, phrase) => popularity(phrase) * 0.2 - index.codesOf(phrase).length * 0.01,
    );
  }

  /** Phrases worth a close look, likeliest first: they lie in `picked`, and so many of them are good until the next call. */
  pick(reading: Reading): number {
    this.count = 0;
    this.top = 0;
    this.lists.runsOf(reading);
    this.add();
    if (this.count < CLOSE_LOOKS) {
      this.lists.charactersOf(reading);
      this.add();
    }
    return this.best();
  }

  /** Adds up the lists, the rarest term first; common ones are left out once the rare ones have filled the allowance. */
  private add(): void {
    const { sums, touched, lists } = this;
    const { starts, postings } = this.index;
    let { count, top } = this;
    let read = 0;
    let rest = lists.weightSum;
    for (let list = 0; list < lists.count; list += 1) {
      const term = lists.terms[list] ?? 0;
      const weight = lists.weights[list] ?? 0;
      const end = starts[term + 1] ?? 0;
      let at = starts[term] ?? 0;
      read += end - at;
      if (list > 0 && read > POSTINGS_MAX) break;
      // What is first met here can gain no more than the rest of the lists.
      const admits = count < LOOKS_MIN || rest >= top * WORTH_A_LOOK;
      rest -= weight;
      for (; at < end; at += 1) {
        const phrase = postings[at] ?? 0;
        const before = sums[phrase] ?? 0;
        if (before === 0) {
          if (!admits) continue;
          touched[count] = phrase;
          count += 1;
        }
        const sum = before + weight;
        sums[phrase] = sum;
        if (sum > top) top = sum;
      }
    }
    this.count = count;
    this.top = top;
  }

  /** Sorts in the best of the touched phrases, and sets all sums back to zero. */
  private best(): number {
    const { sums, touched, priors, picked, values, count } = this;
    const least = this.top * WORTH_A_LOOK;
    let kept = 0;
    let worthy = 0;
    for (let at = 0; at < count; at += 1) {
      const phrase = touched[at] ?? 0;
      const sum = sums[phrase] ?? 0;
      sums[phrase] = 0;
      const worth = sum >= least;
      const value = sum + (priors[phrase] ?? 0);
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
    return Math.min(kept, Math.max(worthy, LOOKS_MIN));
  }
}
