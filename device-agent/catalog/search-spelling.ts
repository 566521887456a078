/** Letters cut into syllables of pinyin: whole ones first, single initials where none fits, the last one perhaps half typed. */
import type { Pinyin } from './pinyin.ts';
import type { Part } from './search-fits.ts';
import { letterAt } from './search-text.ts';

/** How much less likely a part is than a longer one. */
const COST = { syllable: 0.6, half: 0.9, initial: 1 } as const;
/** What each part costs in trust. */
const TRUST = 0.98;

/** A way to cut a run of letters. */
interface Spelling {
  readonly parts: readonly Part[];
  /** 0–1. */
  readonly trust: number;
}

/** A way to cut the beginning of a run: its last part, and how what comes before is cut. */
interface Cut {
  readonly before: Cut | null;
  readonly begin: number;
  readonly end: number;
  readonly kind: Part['kind'];
  readonly cost: number;
}

/** The `most` likeliest ways to cut a run of the letters a–z, likeliest first; none where it cannot be cut. */
export function spellings(run: string, pinyin: Pinyin, most: number): readonly Spelling[] {
  const best: Cut[][] = Array.from({ length: run.length + 1 }, () => []);
  for (let begin = 0; begin < run.length; begin += 1) {
    const cuts = begin === 0 ? [null] : (best[begin] ?? []);
    if (cuts.length === 0) continue;
    let beginning = pinyin.root;
    for (let end = begin + 1; end <= run.length; end += 1) {
      beginning = pinyin.step(beginning, letterAt(run, end - 1));
      if (beginning < 0) break;
      const kind = kindOf(run, begin, end, pinyin.syllableAt(beginning) >= 0);
      if (kind === null) continue;
      for (const before of cuts) keepLikely(best[end] ?? [], { before, begin, end, kind, cost: (before?.cost ?? 0) + COST[kind] }, most);
    }
  }
  return (best[run.length] ?? []).map((cut) => ({ parts: partsOf(run, cut), trust: TRUST ** cut.cost }));
}

function kindOf(run: string, begin: number, end: number, whole: boolean): Part['kind'] | null {
  const length = end - begin;
  if (length > 1 && whole) return 'syllable';
  // zh, ch and sh are initials too.
  if (length === 1 || (length === 2 && run.charAt(begin + 1) === 'h')) return 'initial';
  return end === run.length ? 'half' : null;
}

/** Sorted in behind those that cost as much, as long as it is one of the likeliest. */
function keepLikely(cuts: Cut[], cut: Cut, most: number): void {
  let place = cuts.length;
  while (place > 0 && (cuts[place - 1]?.cost ?? 0) > cut.cost) place -= 1;
  if (place >= most) return;
  cuts.splice(place, 0, cut);
  if (cuts.length > most) cuts.pop();
}

function partsOf(run: string, cut: Cut): readonly Part[] {
  const parts: Part[] = [];
  for (let at: Cut | null = cut; at !== null; at = at.before) parts.push({ letters: run.slice(at.begin, at.end), kind: at.kind });
  return parts.reverse();
}
