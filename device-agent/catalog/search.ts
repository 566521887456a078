/** The offline search of a kiosk: names, aliases, everyday words, pinyin in full, by first letters or mixed, wrong characters, several words. */
import type { PinyinTable, Saying } from '../../shared/catalog/package.ts';
import { Pinyin } from './pinyin.ts';
import { SearchIndex, TERM } from './search-index.ts';
import type { Phrase } from './search-index.ts';
import { readQuery } from './search-query.ts';
import type { Reading } from './search-query.ts';
import { tile } from './search-score.ts';
import type { Tiling } from './search-score.ts';
import { words } from './search-text.ts';

/** Something to find. The first phrase is its name. */
export interface SearchItem {
  readonly phrases: readonly string[];
  /** 1–100: how often it is asked for; breaks ties. */
  readonly weight: number;
  /** Scales its score; absent = 1. A row of a dataset stands behind a matter of the same name. */
  readonly trust?: number;
}

/** A hit: the item's place in the given list, its score (about 0–1.3) and the query as it was understood, where a wrong character was read as the right one. */
interface Hit {
  readonly item: number;
  readonly score: number;
  readonly understood: string | null;
}

/** The search over one list of items. */
export interface Search {
  /** Best first, at most `limit`. Bounded work whatever is typed. */
  find(query: string, limit: number): readonly Hit[];
}

/** Phrases that are looked at closely per reading of the query. */
const CLOSE_LOOKS = 64;
/** Entries of the index's lists that one reading may add up; the close look sorts out the rest. */
const POSTINGS_MAX = 12_000;
/** Phrases that share much less with the reading than the best one are not looked at, beyond the first few. */
const WORTH_A_LOOK = 0.35;
const LOOKS_MIN = 8;
/** Rewritten forms of a query by everyday words. */
const REWRITES_MAX = 4;
/** A rewritten query is a guess. */
const REWRITE_TRUST = 0.94;
/** Below this share of the query a phrase is no hit … */
const COVERED_MIN = 0.5;
/** … unless the query, perhaps a whole sentence, names this much of a short phrase. */
const PARTLY = { covered: 0.22, named: 0.65 } as const;
/** When nothing fits well, the few that share a run with this much of the query are offered. */
const WEAK_COVERED_MIN = 0.25;
const WEAK_HITS_MAX = 6;
/** A hit this far behind the best one is noise. */
const BEHIND_MAX = 0.45;

/** Builds the search: index at once, then only queries. */
export function createSearch(items: readonly SearchItem[], table: PinyinTable, sayings: readonly Saying[]): Search {
  const pinyin = new Pinyin(table);
  const phrases: Phrase[] = items.flatMap((item, entry) => item.phrases.map((text) => ({ entry, text })));
  const nameOf = new Set<number>();
  let first = 0;
  for (const item of items) {
    nameOf.add(first);
    first += item.phrases.length;
  }
  const index = new SearchIndex(phrases, pinyin);
  const candidates = new Candidates(index, (phrase) => (items[index.entryOf(phrase)]?.weight ?? 1) / 100);
  const rewrite = rewriter(sayings);

  return {
    find(query, limit) {
      const strong = new Map<number, Hit>();
      const weak = new Map<number, Hit>();
      for (const { text, trust } of rewrite(query)) {
        for (const reading of readQuery(words(text), index, pinyin)) {
          const weightSum = reading.tokens.reduce((sum, token) => sum + token.weight, 0);
          for (const phrase of candidates.of(reading)) {
            const tiling = tile(reading.tokens, weightSum, index.codesOf(phrase), index);
            const hits = isStrong(tiling) ? strong : tiling.covered >= WEAK_COVERED_MIN && tiling.longest > 1 ? weak : null;
            if (hits === null) continue;
            const item = index.entryOf(phrase);
            const score = scoreOf(tiling, items[item]?.weight ?? 1, nameOf.has(phrase)) * reading.trust * trust * (items[item]?.trust ?? 1);
            const known = hits.get(item);
            if (known === undefined || score > known.score)
              hits.set(item, { item, score, understood: understoodAs(reading, tiling, phrase, index) });
          }
        }
      }
      // Half an answer is better than none, but never beside a whole one.
      return strong.size > 0 ? ranked(strong, limit) : ranked(weak, Math.min(limit, WEAK_HITS_MAX));
    },
  };
}

function isStrong(tiling: Tiling): boolean {
  return tiling.covered >= COVERED_MIN || (tiling.covered >= PARTLY.covered && tiling.named >= PARTLY.named);
}

function ranked(found: ReadonlyMap<number, Hit>, limit: number): readonly Hit[] {
  const hits = [...found.values()].sort((a, b) => b.score - a.score || a.item - b.item);
  const least = (hits[0]?.score ?? 0) * BEHIND_MAX;
  return hits.filter((hit) => hit.score >= least).slice(0, limit);
}

function scoreOf(tiling: Tiling, weight: number, isName: boolean): number {
  return tiling.covered + 0.2 * tiling.named + (tiling.leads ? 0.04 : 0) + (isName ? 0.01 : 0) + 0.08 * (weight / 100);
}

/** The query with its wrong characters set right, or null when none was wrong. */
function understoodAs(reading: Reading, tiling: Tiling, phrase: number, index: SearchIndex): string | null {
  const codes = index.codesOf(phrase);
  let wrong = false;
  const chars = reading.tokens.map((token, at) => {
    const pair = tiling.pairs[at] ?? -1;
    const right = pair < 0 ? -1 : (codes[pair] ?? -1);
    if (token.letter < 0 && right >= 0 && token.code !== right) wrong = true;
    return right >= 0 ? index.charOf(right) : token.code >= 0 ? index.charOf(token.code) : '';
  });
  return wrong ? chars.join('') : null;
}

/** Picks the phrases worth a close look by adding up the index's lists. */
class Candidates {
  private readonly index: SearchIndex;
  private readonly sums: Float32Array;
  private readonly touched: Uint32Array;
  private readonly priors: Float32Array;

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

  of(reading: Reading): readonly number[] {
    let count = this.add(termsOf(reading, this.index), 0);
    if (count < CLOSE_LOOKS) count = this.add(charTermsOf(reading, this.index), count);
    return this.best(count);
  }

  /** Adds up the lists, the rarest term first; common ones are left out once the rare ones have filled the allowance. */
  private add(terms: ReadonlyMap<number, number>, countBefore: number): number {
    let count = countBefore;
    let read = 0;
    const rareFirst = [...terms].sort(([a], [b]) => this.index.frequency(a) - this.index.frequency(b));
    for (const [term, weight] of rareFirst) {
      const phrases = this.index.holding(term);
      if (read > 0 && read + phrases.length > POSTINGS_MAX) break;
      read += phrases.length;
      for (const phrase of phrases) {
        const sum = this.sums[phrase] ?? 0;
        if (sum === 0) {
          this.touched[count] = phrase;
          count += 1;
        }
        this.sums[phrase] = sum + weight;
      }
    }
    return count;
  }

  /** The best of the touched phrases, and all sums back to zero. */
  private best(count: number): readonly number[] {
    const picked: number[] = [];
    const values: number[] = [];
    for (let at = 0; at < count; at += 1) {
      const phrase = this.touched[at] ?? 0;
      const value = (this.sums[phrase] ?? 0) + (this.priors[phrase] ?? 0);
      this.sums[phrase] = 0;
      if (picked.length === CLOSE_LOOKS && value <= (values[CLOSE_LOOKS - 1] ?? 0)) continue;
      let place = Math.min(picked.length, CLOSE_LOOKS - 1);
      for (; place > 0 && (values[place - 1] ?? 0) < value; place -= 1) {
        values[place] = values[place - 1] ?? 0;
        picked[place] = picked[place - 1] ?? 0;
      }
      values[place] = value;
      picked[place] = phrase;
    }
    const least = (values[0] ?? 0) * WORTH_A_LOOK;
    const worth = values.findIndex((value, at) => at >= LOOKS_MIN && value < least);
    return worth < 0 ? picked : picked.slice(0, worth);
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
function charTermsOf(reading: Reading, index: SearchIndex): ReadonlyMap<number, number> {
  const terms = new Map<number, number>();
  for (const token of reading.tokens) {
    if (token.code >= 0) terms.set(TERM.char(token.code), token.weight * 0.6);
    else if (reading.tokens.length === 1) for (const code of index.codesRead(token.fits)) terms.set(TERM.char(code), 0.6);
  }
  return terms;
}

/** Rewrites a query by everyday words: 房本 becomes 不动产权证书. The query itself comes first. */
function rewriter(sayings: readonly Saying[]): (query: string) => readonly { readonly text: string; readonly trust: number }[] {
  const rules = sayings
    .flatMap((saying) => saying.said.map((said) => ({ said, means: saying.means })))
    .sort((a, b) => b.said.length - a.said.length);
  return (query) => {
    const forms = [{ text: query, trust: 1 }];
    for (const rule of rules) {
      const rewritten = forms
        .filter((form) => form.text.includes(rule.said))
        .flatMap((form) =>
          rule.means
            .filter((means) => !form.text.includes(means))
            .map((means) => ({ text: form.text.replace(rule.said, means), trust: form.trust * REWRITE_TRUST })),
        );
      forms.push(...rewritten);
      if (forms.length > REWRITES_MAX) break;
    }
    return forms.slice(0, REWRITES_MAX + 1);
  };
}
