/** Reads a query in every sensible way: characters, full pinyin, first letters, mixed; each way a row of tokens. */
import type { Pinyin } from './pinyin.ts';
import type { SearchIndex } from './search-index.ts';
import { spellings } from './search-spelling.ts';
import { isLatin, QUERY_TOKENS_MAX } from './search-text.ts';
import { Tokens } from './search-tokens.ts';
import type { Token } from './search-tokens.ts';

/** One way to read the query. `trust` scales its score. */
export interface Reading {
  readonly tokens: readonly Token[];
  /** What all tokens tell together. */
  readonly weightSum: number;
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
const FILLERS_BY_BEGINNING: ReadonlyMap<number, readonly string[]> = Map.groupBy(FILLERS, (filler) => filler.charCodeAt(0));

/** Ways of reading one run of letters that are kept. */
const WAYS_MAX = 3;
/** A way to read a part of the query. */
interface Way {
  readonly tokens: readonly Token[];
  readonly trust: number;
}

/** All ways to read a query's words, best first. */
export function queryReader(index: SearchIndex, pinyin: Pinyin): (queryWords: readonly string[]) => readonly Reading[] {
  const tokens = new Tokens(index, pinyin);
  return (queryWords) => {
    let ways: readonly Way[] = [{ tokens: [], trust: 1 }];
    for (const word of queryWords)
      for (const run of runsOf(word))
        ways = joined(
          ways,
          isLatin(run.charAt(0)) ? readLetters(run, tokens, pinyin) : [{ tokens: readCharacters(run, tokens), trust: 1 }],
        );
    return ways.filter((way) => way.tokens.length > 0).map(readingOf);
  };
}

/** Every way followed by every other, the likeliest of them. */
function joined(ways: readonly Way[], following: readonly Way[]): readonly Way[] {
  const [only] = ways;
  if (ways.length === 1 && only?.tokens.length === 0) return following;
  return ways
    .flatMap((way) => following.map((next) => ({ tokens: [...way.tokens, ...next.tokens], trust: way.trust * next.trust })))
    .sort((a, b) => b.trust - a.trust)
    .slice(0, WAYS_MAX + 1);
}

function readingOf({ tokens: all, trust }: Way): Reading {
  const tokens = all.length > QUERY_TOKENS_MAX ? all.slice(0, QUERY_TOKENS_MAX) : all;
  let weightSum = 0;
  for (const token of tokens) weightSum += token.weight;
  return { tokens, weightSum, trust };
}

function runsOf(word: string): readonly string[] {
  return word.match(/[a-z]+|[^a-z]+/g) ?? [];
}

function readCharacters(run: string, tokens: Tokens): readonly Token[] {
  const row: Token[] = [];
  let fillers = 0;
  let fillerEnd = 0;
  for (let at = 0; at < run.length;) {
    const point = run.codePointAt(at) ?? 0;
    if (at >= fillerEnd) fillerEnd = at + fillerLength(run, at);
    if (at < fillerEnd) fillers += 1;
    row.push(at < fillerEnd ? tokens.filler(point) : tokens.character(point));
    at += point > 0xff_ff ? 2 : 1;
  }
  // Nothing but fillers: they are what is looked for.
  return fillers === row.length ? Array.from(run, (char) => tokens.character(char.codePointAt(0) ?? 0)) : row;
}

function fillerLength(run: string, at: number): number {
  return FILLERS_BY_BEGINNING.get(run.charCodeAt(at))?.find((filler) => run.startsWith(filler, at))?.length ?? 0;
}

/** Ways to read letters: as they stand (ETC), as syllables with letters between, as first letters only. */
function readLetters(run: string, tokens: Tokens, pinyin: Pinyin): readonly Way[] {
  const ways: Way[] = spellings(run, pinyin, WAYS_MAX).map((way) => ({
    tokens: way.parts.map((part) => tokens.part(part)),
    trust: way.trust,
  }));
  if (tokens.standsInNames(run)) ways.push({ tokens: Array.from(run, (char) => tokens.letter(char)), trust: 1 });
  return ways;
}
