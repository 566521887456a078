/** The offline search of a kiosk: names, aliases, everyday words, pinyin in full, by first letters or mixed, wrong characters, several words. */
import type { PinyinTable, Saying } from '../../shared/catalog/package.ts';
import { pinyinOf } from './pinyin.ts';
import { Candidates } from './search-candidates.ts';
import { SearchIndex } from './search-index.ts';
import type { Phrase } from './search-index.ts';
import { queryReader } from './search-query.ts';
import type { Reading } from './search-query.ts';
import { rewriter } from './search-rewrite.ts';
import { Tiler } from './search-score.ts';
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

/** A hit with what it was read from. */
interface Candidate {
  readonly item: number;
  readonly score: number;
  readonly reading: Reading;
  readonly phrase: number;
  readonly corrected: boolean;
}

/** The search over one list of items. */
export interface Search {
  /** Best first, at most `limit`. Bounded work whatever is typed. */
  find(query: string, limit: number): readonly Hit[];
}

/** Below this share of the query a phrase is no hit … */
const COVERED_MIN = 0.5;
/** … unless the query, perhaps a whole sentence, names this much of a short phrase. */
const PARTLY = { covered: 0.22, named: 0.65 } as const;
/** A reading of so many characters that a phrase answers to this share is the right one; two may be right by chance (xian, xi’an). */
const ANSWERED = { covered: 0.9, tokens: 3 } as const;
/** When nothing fits well, the few that share a run with this much of the query are offered. */
const WEAK_COVERED_MIN = 0.25;
const WEAK_HITS_MAX = 6;
/** A hit this far behind the best one is noise. */
const BEHIND_MAX = 0.45;

/** Builds the search: index at once, then only queries. `places` are names that a query may carry beside what it looks for. */
export function createSearch(
  items: readonly SearchItem[],
  table: PinyinTable,
  sayings: readonly Saying[],
  places: readonly string[] = [],
): Search {
  const pinyin = pinyinOf(table);
  const phrases: Phrase[] = items.flatMap((item, entry) => item.phrases.map((text) => ({ entry, text })));
  const nameOf = new Set<number>();
  let first = 0;
  for (const item of items) {
    nameOf.add(first);
    first += item.phrases.length;
  }
  const index = new SearchIndex(phrases, pinyin);
  const candidates = new Candidates(index, (phrase) => (items[index.entryOf(phrase)]?.weight ?? 1) / 100);
  const tiler = new Tiler(index);
  const rewrite = rewriter(sayings, places);
  const read = queryReader(index, pinyin);

  return {
    find(query, limit) {
      const strong = new Map<number, Candidate>();
      const weak = new Map<number, Candidate>();
      for (const { text, trust } of rewrite(query)) {
        let answered = false;
        for (const reading of read(words(text))) {
          // Letters that something answers whole were read rightly: other ways to cut them would only bring chance hits.
          if (answered) break;
          tiler.take(reading);
          const looks = candidates.pick(reading);
          for (let look = 0; look < looks; look += 1) {
            const phrase = candidates.picked[look] ?? 0;
            const tiling = tiler.tile(phrase);
            const hits = isStrong(tiling) ? strong : tiling.covered >= WEAK_COVERED_MIN && tiling.longest > 1 ? weak : null;
            if (hits === null) continue;
            if (tiling.covered >= ANSWERED.covered && reading.tokens.length >= ANSWERED.tokens) answered = true;
            const item = index.entryOf(phrase);
            const score = scoreOf(tiling, items[item]?.weight ?? 1, nameOf.has(phrase)) * reading.trust * trust * (items[item]?.trust ?? 1);
            const known = hits.get(item);
            if (known === undefined || score > known.score) hits.set(item, { item, score, reading, phrase, corrected: tiling.corrected });
          }
        }
      }
      // Half an answer is better than none, but never beside a whole one.
      const best = strong.size > 0 ? ranked(strong, limit) : ranked(weak, Math.min(limit, WEAK_HITS_MAX));
      return best.map(({ item, score, reading, phrase, corrected }) => ({
        item,
        score,
        understood: corrected ? understoodAs(reading, phrase, index, tiler) : null,
      }));
    },
  };
}

function isStrong(tiling: Tiling): boolean {
  return tiling.covered >= COVERED_MIN || (tiling.covered >= PARTLY.covered && tiling.named >= PARTLY.named);
}

function ranked(found: ReadonlyMap<number, Candidate>, limit: number): readonly Candidate[] {
  const hits = [...found.values()].sort((a, b) => b.score - a.score || a.item - b.item);
  const least = (hits[0]?.score ?? 0) * BEHIND_MAX;
  return hits.filter((hit) => hit.score >= least).slice(0, limit);
}

function scoreOf(tiling: Tiling, weight: number, isName: boolean): number {
  return tiling.covered + 0.2 * tiling.named + (tiling.leads ? 0.04 : 0) + (isName ? 0.01 : 0) + 0.08 * (weight / 100);
}

/** The query with its wrong characters set right, or null when none was wrong. */
function understoodAs(reading: Reading, phrase: number, index: SearchIndex, tiler: Tiler): string | null {
  const codes = index.codesOf(phrase);
  tiler.take(reading);
  const pairs = tiler.pairs(phrase);
  let wrong = false;
  const chars = reading.tokens.map((token, at) => {
    const pair = pairs[at] ?? -1;
    const right = pair < 0 ? -1 : (codes[pair] ?? -1);
    if (token.letter < 0 && right >= 0 && token.code !== right) wrong = true;
    return right >= 0 ? index.charOf(right) : token.code >= 0 ? index.charOf(token.code) : '';
  });
  return wrong ? chars.join('') : null;
}
