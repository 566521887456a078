/** Reads a query in every sensible way: characters, full pinyin, first letters, mixed; each way a row of tokens. */
import type { Pinyin, Syllable } from './pinyin.ts';
import { SYLLABLES_MAX } from './pinyin.ts';
import type { SearchIndex } from './search-index.ts';
import { TERM } from './search-index.ts';
import { isLatin, SEARCH_TEXT_MAX } from './search-text.ts';

/** How well a token fits a character, 0–1, by the way it was typed. */
const FIT = { char: 1, homophone: 0.72, syllable: 0.96, mixedUp: 0.55, half: 0.8, initial: 0.7 } as const;

/** One thing typed that stands for one character. */
export interface Token {
  /** Code of the very character, -1 when pinyin was typed or no phrase holds it. */
  readonly code: number;
  /** Syllables in full, for pairs in the index; empty for half-typed ones and letters. */
  readonly syllables: readonly Syllable[];
  /** Fit in hundredths for every syllable that the token may stand for. */
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

/** A character that no phrase holds may be a wrong one for one that some do; it tells little either way. */
const UNKNOWN_WEIGHT = 0.5;

/** Ways of reading one run of letters that are kept. */
const WAYS_MAX = 3;

/** All ways to read a query's words, best first. */
export function readQuery(queryWords: readonly string[], index: SearchIndex, pinyin: Pinyin): readonly Reading[] {
  let readings: readonly Reading[] = [{ tokens: [], trust: 1 }];
  for (const word of queryWords) {
    for (const run of runsOf(word)) {
      const ways = isLatin(run.charAt(0)) ? readLetters(run, index, pinyin) : [{ tokens: readCharacters(run, index, pinyin), trust: 1 }];
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

function readCharacters(run: string, index: SearchIndex, pinyin: Pinyin): readonly Token[] {
  const chars = Array.from(run);
  const filler = fillerAt(chars);
  return chars.map((char, at) => {
    const code = index.codeOf(char);
    const syllables = pinyin.readings(char);
    const fits = new Uint8Array(SYLLABLES_MAX);
    for (const syllable of syllables) {
      for (const near of pinyin.mixedUp(syllable)) fits[near] = FIT.mixedUp * 100;
    }
    for (const syllable of syllables) fits[syllable] = FIT.homophone * 100;
    const telling = code < 0 ? UNKNOWN_WEIGHT : tellingOf(index.frequency(TERM.char(code)), index.phraseCount);
    return { code, syllables, fits, letter: -1, weight: filler[at] === true ? FILLER_WEIGHT : telling };
  });
}

/** Which characters belong to a filler, unless the whole run is one. */
function fillerAt(chars: readonly string[]): readonly boolean[] {
  const text = chars.join('');
  const marks = chars.map(() => false);
  for (let at = 0; at < chars.length;) {
    const filler = FILLERS.find((one) => text.startsWith(one, at));
    if (filler === undefined) at += 1;
    else for (const end = at + filler.length; at < end; at += 1) marks[at] = true;
  }
  return marks.every(Boolean) ? chars.map(() => false) : marks;
}

/** Ways to read letters: as they stand (ETC), as syllables with letters between, as first letters only. */
function readLetters(run: string, index: SearchIndex, pinyin: Pinyin): readonly Reading[] {
  const ways: Reading[] = syllableWays(run, pinyin).map((way) => ({
    tokens: way.parts.map((part) => lettersToken(part, pinyin)),
    trust: way.trust,
  }));
  const literal = Array.from(run, (char) => index.codeOf(char));
  if (literal.every((code) => code >= 0))
    ways.push({
      tokens: literal.map((code) => ({
        code,
        syllables: [],
        fits: new Uint8Array(SYLLABLES_MAX),
        letter: index.charOf(code).charCodeAt(0) - 97,
        weight: 1,
      })),
      trust: 1,
    });
  return ways;
}

/** A part of a run of letters. */
interface Part {
  readonly letters: string;
  readonly kind: 'syllable' | 'half' | 'initial';
}

function lettersToken(part: Part, pinyin: Pinyin): Token {
  const fits = new Uint8Array(SYLLABLES_MAX);
  const exact = part.kind === 'syllable' ? pinyin.numberOf(part.letters) : null;
  const fit = part.kind === 'initial' ? FIT.initial : FIT.half;
  if (exact === null) for (const syllable of pinyin.beginningWith(part.letters)) fits[syllable] = fit * 100;
  else {
    for (const near of pinyin.mixedUp(exact)) fits[near] = FIT.mixedUp * 100;
    fits[exact] = FIT.syllable * 100;
  }
  return { code: -1, syllables: exact === null ? [] : [exact], fits, letter: part.letters.charCodeAt(0) - 97, weight: 1 };
}

/** The few likeliest cuts of a run of letters: whole syllables first, single initials where none fits, the last syllable perhaps half typed. */
function syllableWays(run: string, pinyin: Pinyin): readonly { readonly parts: readonly Part[]; readonly trust: number }[] {
  interface Cut {
    readonly parts: readonly Part[];
    readonly cost: number;
  }
  const best: Cut[][] = Array.from({ length: run.length + 1 }, () => []);
  best[0] = [{ parts: [], cost: 0 }];
  for (let at = 0; at < run.length; at += 1) {
    for (const cut of best[at] ?? []) {
      for (let length = 1; length <= 6 && at + length <= run.length; length += 1) {
        const letters = run.slice(at, at + length);
        const part = partOf(letters, at + length === run.length, pinyin);
        if (part === null) continue;
        const ends = best[at + length] ?? [];
        ends.push({ parts: [...cut.parts, part], cost: cut.cost + costOf(part) });
        ends.sort((a, b) => a.cost - b.cost);
        ends.length = Math.min(ends.length, WAYS_MAX);
      }
    }
  }
  return (best[run.length] ?? []).map((cut) => ({ parts: cut.parts, trust: 0.98 ** cut.cost }));
}

function partOf(letters: string, last: boolean, pinyin: Pinyin): Part | null {
  if (letters.length > 1 && pinyin.numberOf(letters) !== null) return { letters, kind: 'syllable' };
  if (letters.length === 1 || letters === 'zh' || letters === 'ch' || letters === 'sh')
    return pinyin.beginningWith(letters).length > 0 ? { letters, kind: 'initial' } : null;
  return last && pinyin.beginningWith(letters).length > 0 ? { letters, kind: 'half' } : null;
}

function costOf(part: Part): number {
  return { syllable: 0.6, half: 0.9, initial: 1 }[part.kind];
}

/** Inverse document frequency, scaled so that a character in every phrase tells 0.25 and one in a single phrase about 1. */
function tellingOf(frequency: number, count: number): number {
  return 0.25 + 0.75 * (Math.log((count + 1) / (frequency + 1)) / Math.log(count + 2));
}
