/** Reads a query in every sensible way: characters, full pinyin, first letters, mixed; each way a row of tokens. */
import type { Pinyin, Syllable } from './pinyin.ts';
import { Fits } from './search-fits.ts';
import type { Part } from './search-fits.ts';
import type { SearchIndex } from './search-index.ts';
import { TERM } from './search-index.ts';
import { isLatin, SEARCH_TEXT_MAX } from './search-text.ts';

/** One thing typed that stands for one character. */
export interface Token {
  /** Code of the very character, -1 when pinyin was typed or no phrase holds it. */
  readonly code: number;
  /** Syllables in full, for pairs in the index; empty for half-typed ones and letters. */
  readonly syllables: readonly Syllable[];
  /** Fit in hundredths for every character of the index that the token may stand for, by code. */
  readonly fits: Uint8Array;
  /** First letter of pinyin, or -1 for a character typed as such. */
  readonly letter: number;
  /** How much the token tells: rare characters much, 查 and 办 little. */
  readonly weight: number;
}

/** One way to read the query. `trust` scales its score. */
export interface Reading {
  readonly tokens: readonly Token[];
  readonly trust: number;
}

/** Said around the matter, not part of it; told apart only when nothing else tells. */
const FILLERS = [
  '我想要',
  '我要',
  '我想',
  '想要',
  '请问',
  '怎么样',
  '怎么',
  '怎样',
  '如何',
  '哪里',
  '哪儿',
  '在哪',
  '什么时候',
  '什么',
  '需要',
  '一下',
  '可以',
  '能不能',
  '多少钱',
  '办理',
  '查询',
  '咋',
  '办',
  '查',
  '去',
  '的',
  '了',
  '吗',
  '呢',
  '啊',
  '给',
  '要',
  '我',
  '想',
  '弄',
] as const;
const FILLER_WEIGHT = 0.12;
const FILLER_BEGINNINGS = new Set(FILLERS.map((filler) => filler.charAt(0)));

/** A character that no phrase holds may be a wrong one for one that some do; it tells little either way. */
const UNKNOWN_WEIGHT = 0.5;

/** Ways of reading one run of letters that are kept. */
const WAYS_MAX = 3;
/** `zhuang`. */
const SYLLABLE_LETTERS_MAX = 6;
/** How much less likely a part is than a longer one. */
const COST = { syllable: 0.6, half: 0.9, initial: 1 } as const;

/** What reads queries. */
interface Reader {
  readonly index: SearchIndex;
  readonly pinyin: Pinyin;
  readonly fits: Fits;
}

/** All ways to read a query's words, best first. */
export function queryReader(index: SearchIndex, pinyin: Pinyin): (queryWords: readonly string[]) => readonly Reading[] {
  const reader: Reader = { index, pinyin, fits: new Fits(pinyin, index) };
  return (queryWords) => readQuery(queryWords, reader);
}

function readQuery(queryWords: readonly string[], reader: Reader): readonly Reading[] {
  let readings: readonly Reading[] = [{ tokens: [], trust: 1 }];
  for (const word of queryWords) {
    for (const run of runsOf(word)) {
      const ways = isLatin(run.charAt(0)) ? readLetters(run, reader) : [{ tokens: readCharacters(run, reader), trust: 1 }];
      readings = readings
        .flatMap((reading) => ways.map((way) => ({ tokens: [...reading.tokens, ...way.tokens], trust: reading.trust * way.trust })))
        .sort((a, b) => b.trust - a.trust)
        .slice(0, WAYS_MAX + 1);
    }
  }
  return readings
    .map((reading) => ({ ...reading, tokens: reading.tokens.slice(0, SEARCH_TEXT_MAX) }))
    .filter((reading) => reading.tokens.length > 0);
}

function runsOf(word: string): readonly string[] {
  return word.match(/[a-z]+|[^a-z]+/g) ?? [];
}

function readCharacters(run: string, { index, pinyin, fits }: Reader): readonly Token[] {
  const chars = Array.from(run);
  const filler = fillerAt(chars);
  return chars.map((char, at) => {
    const code = index.codeOf(char);
    const syllables = pinyin.readings(char);
    const telling = code < 0 ? UNKNOWN_WEIGHT : tellingOf(index.frequency(TERM.char(code)), index.phraseCount);
    return { code, syllables, fits: fits.character(syllables), letter: -1, weight: filler[at] === true ? FILLER_WEIGHT : telling };
  });
}

/** Which characters belong to a filler, unless the whole run is one. */
function fillerAt(chars: readonly string[]): readonly boolean[] {
  const text = chars.join('');
  const marks = chars.map(() => false);
  for (let at = 0; at < chars.length;) {
    const filler = FILLER_BEGINNINGS.has(chars[at] ?? '') ? FILLERS.find((one) => text.startsWith(one, at)) : undefined;
    if (filler === undefined) at += 1;
    else for (const end = at + filler.length; at < end; at += 1) marks[at] = true;
  }
  return marks.every(Boolean) ? chars.map(() => false) : marks;
}

/** Ways to read letters: as they stand (ETC), as syllables with letters between, as first letters only. */
function readLetters(run: string, reader: Reader): readonly Reading[] {
  const { index, pinyin, fits } = reader;
  const ways: Reading[] = syllableWays(run, pinyin).map((way) => ({
    tokens: way.parts.map((part) => lettersToken(part, reader)),
    trust: way.trust,
  }));
  const literal = Array.from(run, (char) => index.codeOf(char));
  if (literal.every((code) => code >= 0))
    ways.push({
      tokens: literal.map((code) => ({
        code,
        syllables: [],
        fits: fits.none,
        letter: index.charOf(code).charCodeAt(0) - 97,
        weight: 1,
      })),
      trust: 1,
    });
  return ways;
}

function lettersToken({ letters, kind }: Part, { pinyin, fits }: Reader): Token {
  const exact = kind === 'syllable' ? pinyin.numberOf(letters) : null;
  const syllables = exact === null ? [] : [exact];
  return { code: -1, syllables, fits: fits.letters(letters, kind), letter: letters.charCodeAt(0) - 97, weight: 1 };
}

/** A way to cut the beginning of a run: its last part, and how what comes before is cut. */
interface Cut {
  readonly before: Cut | null;
  readonly part: Part;
  readonly cost: number;
}

/** The few likeliest cuts of a run of letters: whole syllables first, single initials where none fits, the last syllable perhaps half typed. */
function syllableWays(run: string, pinyin: Pinyin): readonly { readonly parts: readonly Part[]; readonly trust: number }[] {
  const best: Cut[][] = Array.from({ length: run.length + 1 }, () => []);
  for (let at = 0; at < run.length; at += 1) {
    const cuts = at === 0 ? [null] : (best[at] ?? []);
    if (cuts.length === 0) continue;
    for (let length = 1; length <= SYLLABLE_LETTERS_MAX && at + length <= run.length; length += 1) {
      const part = partOf(run.slice(at, at + length), at + length === run.length, pinyin);
      if (part === null) continue;
      for (const before of cuts) keepLikely(best[at + length] ?? [], { before, part, cost: (before?.cost ?? 0) + COST[part.kind] });
    }
  }
  return (best[run.length] ?? []).map((cut) => ({ parts: partsOf(cut), trust: 0.98 ** cut.cost }));
}

/** Sorted in behind those that cost as much, as long as it is one of the likeliest. */
function keepLikely(cuts: Cut[], cut: Cut): void {
  let place = cuts.length;
  while (place > 0 && (cuts[place - 1]?.cost ?? 0) > cut.cost) place -= 1;
  if (place >= WAYS_MAX) return;
  cuts.splice(place, 0, cut);
  if (cuts.length > WAYS_MAX) cuts.pop();
}

function partsOf(cut: Cut): readonly Part[] {
  const parts: Part[] = [];
  for (let at: Cut | null = cut; at !== null; at = at.before) parts.push(at.part);
  return parts.reverse();
}

function partOf(letters: string, last: boolean, pinyin: Pinyin): Part | null {
  if (letters.length > 1 && pinyin.numberOf(letters) !== null) return { letters, kind: 'syllable' };
  if (letters.length === 1 || letters === 'zh' || letters === 'ch' || letters === 'sh')
    return pinyin.beginningWith(letters).length > 0 ? { letters, kind: 'initial' } : null;
  return last && pinyin.beginningWith(letters).length > 0 ? { letters, kind: 'half' } : null;
}

/** Inverse document frequency, scaled so that a character in every phrase tells 0.25 and one in a single phrase about 1. */
function tellingOf(frequency: number, count: number): number {
  return 0.25 + 0.75 * (Math.log((count + 1) / (frequency + 1)) / Math.log(count + 2));
}
