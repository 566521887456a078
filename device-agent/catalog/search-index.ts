/**
 * The inverted index of the search: which phrases hold a character, a pair of syllables, or two or three first letters in a row.
 * Flat typed arrays, filled in two passes (count, then fill), so that 100 000 items need tens of megabytes and no garbage.
 */
import { SYLLABLES_MAX } from './pinyin.ts';
import type { Pinyin, Syllable } from './pinyin.ts';
import { comparable, isLatin, LETTERS, letterAt, SEARCH_TEXT_MAX } from './search-text.ts';

/** A name or alias of an entry. */
export interface Phrase {
  /** Number of the entry, as the caller counts them. */
  readonly entry: number;
  readonly text: string;
}

const PAIRS_OF_LETTERS = SYLLABLES_MAX * SYLLABLES_MAX;
const TRIPLES_OF_LETTERS = PAIRS_OF_LETTERS + LETTERS * LETTERS;
const CHARS = TRIPLES_OF_LETTERS + LETTERS * LETTERS * LETTERS;
const CHARS_MAX = 65_535;
/** A character with more readings than this gets its first ones only: pairs would multiply. */
export const READINGS_MAX = 3;

/** Terms of the index as numbers; each kind has its own range. */
export const TERM = {
  syllables: (first: Syllable, second: Syllable): number => first * SYLLABLES_MAX + second,
  twoLetters: (first: number, second: number): number => PAIRS_OF_LETTERS + first * LETTERS + second,
  threeLetters: (first: number, second: number, third: number): number => TRIPLES_OF_LETTERS + (first * LETTERS + second) * LETTERS + third,
  char: (code: number): number => CHARS + code,
} as const;

/** The finished index. */
export class SearchIndex {
  readonly phraseCount: number;
  private readonly codes = new Map<string, number>();
  private readonly chars: string[] = [];
  private readonly readingsByCode: (readonly Syllable[])[] = [];
  private readonly lettersByCode: (readonly number[])[] = [];
  /** Where the characters of each syllable begin in `codesBySyllable`. */
  private readonly syllableStarts: Uint32Array;
  private readonly codesBySyllable: Uint16Array;
  /** Where the characters of each phrase begin in `phraseCodes`. */
  readonly phraseStarts: Uint32Array;
  /** The characters of all phrases as codes, one phrase behind the other. */
  readonly phraseCodes: Uint16Array;
  private readonly letterPairs = new Uint8Array(LETTERS * LETTERS);
  private readonly entries: Uint32Array;
  /** Where the list of each term begins in `postings`. */
  readonly starts: Uint32Array;
  /** The phrases that hold each term, in rising order, one list behind the other. */
  readonly postings: Uint32Array;
  private readonly pinyin: Pinyin;

  constructor(phrases: readonly Phrase[], pinyin: Pinyin) {
    this.pinyin = pinyin;
    this.phraseCount = phrases.length;
    this.entries = Uint32Array.from(phrases, (phrase) => phrase.entry);
    this.phraseStarts = new Uint32Array(phrases.length + 1);
    // Written straight into one growing array: a list of characters per phrase would cost ten times the index itself.
    let codes = new Uint16Array(16 * phrases.length + SEARCH_TEXT_MAX);
    let end = 0;
    phrases.forEach((phrase, at) => {
      if (end + SEARCH_TEXT_MAX > codes.length) codes = grown(codes);
      let before = '';
      for (const char of comparable(phrase.text)) {
        codes[end] = this.register(char);
        end += 1;
        if (isLatin(before) && isLatin(char)) this.letterPairs[letterAt(before) * LETTERS + letterAt(char)] = 1;
        before = char;
      }
      this.phraseStarts[at + 1] = end;
    });
    this.phraseCodes = codes.slice(0, end);
    ({ starts: this.syllableStarts, all: this.codesBySyllable } = flat(bySyllable(this.readingsByCode)));
    ({ starts: this.starts, postings: this.postings } = this.build());
  }

  /** How many phrases hold a term. */
  frequency(term: number): number {
    return (this.starts[term + 1] ?? 0) - (this.starts[term] ?? 0);
  }

  /** The characters of a phrase as codes. */
  codesOf(phrase: number): Uint16Array {
    return this.phraseCodes.subarray(this.phraseStarts[phrase] ?? 0, this.phraseStarts[phrase + 1] ?? 0);
  }

  /** The entry that a phrase names. */
  entryOf(phrase: number): number {
    return this.entries[phrase] ?? 0;
  }

  /** The code of a character, or -1 when no phrase holds it. */
  codeOf(char: string): number {
    return this.codes.get(char) ?? -1;
  }

  /** True when some phrase holds these two letters (counted from a = 0) side by side as letters. */
  holdsLetters(first: number, second: number): boolean {
    return this.letterPairs[first * LETTERS + second] === 1;
  }

  /** The character of a code. */
  charOf(code: number): string {
    return this.chars[code] ?? '';
  }

  /** How many different characters the phrases hold; their codes are below this. */
  get codeCount(): number {
    return this.chars.length;
  }

  /** Codes of the characters that can be read so. */
  codesRead(syllable: Syllable): Uint16Array {
    return this.codesBySyllable.subarray(this.syllableStarts[syllable] ?? 0, this.syllableStarts[syllable + 1] ?? 0);
  }

  private register(char: string): number {
    const known = this.codes.get(char);
    if (known !== undefined) return known;
    if (this.chars.length >= CHARS_MAX) throw new Error('more different characters than a code can number');
    const readings = this.pinyin.readings(char).slice(0, READINGS_MAX);
    this.codes.set(char, this.chars.length);
    this.chars.push(char);
    this.readingsByCode.push(readings);
    this.lettersByCode.push(isLatin(char) ? [letterAt(char)] : [...new Set(readings.map((reading) => this.pinyin.firstLetter(reading)))]);
    return this.chars.length - 1;
  }

  private build(): { readonly starts: Uint32Array; readonly postings: Uint32Array } {
    const termCount = TERM.char(this.chars.length);
    const lastSeen = new Int32Array(termCount).fill(-1);
    // Counted two places ahead: filling a list moves its end from where it begins to where the next begins, one place ahead.
    const starts = new Uint32Array(termCount + 2);
    this.eachTerm((term, phrase) => {
      if (lastSeen[term] === phrase) return;
      lastSeen[term] = phrase;
      starts[term + 2] = (starts[term + 2] ?? 0) + 1;
    });
    for (let term = 1; term < starts.length; term += 1) starts[term] = (starts[term] ?? 0) + (starts[term - 1] ?? 0);
    const postings = new Uint32Array(starts[termCount + 1] ?? 0);
    lastSeen.fill(-1);
    this.eachTerm((term, phrase) => {
      if (lastSeen[term] === phrase) return;
      lastSeen[term] = phrase;
      const at = starts[term + 1] ?? 0;
      postings[at] = phrase;
      starts[term + 1] = at + 1;
    });
    return { starts, postings };
  }

  private eachTerm(found: (term: number, phrase: number) => void): void {
    for (let phrase = 0; phrase < this.phraseCount; phrase += 1) {
      const codes = this.codesOf(phrase);
      for (let at = 0; at < codes.length; at += 1) {
        const code = codes[at] ?? 0;
        found(TERM.char(code), phrase);
        const next = codes[at + 1];
        if (next === undefined) continue;
        for (const first of this.readingsByCode[code] ?? [])
          for (const second of this.readingsByCode[next] ?? []) found(TERM.syllables(first, second), phrase);
        const afterNext = codes[at + 2];
        for (const first of this.lettersByCode[code] ?? [])
          for (const second of this.lettersByCode[next] ?? []) {
            found(TERM.twoLetters(first, second), phrase);
            if (afterNext === undefined) continue;
            for (const third of this.lettersByCode[afterNext] ?? []) found(TERM.threeLetters(first, second, third), phrase);
          }
      }
    }
  }
}

function grown(codes: Uint16Array<ArrayBuffer>): Uint16Array<ArrayBuffer> {
  const larger = new Uint16Array(2 * codes.length);
  larger.set(codes);
  return larger;
}

function bySyllable(readingsByCode: readonly (readonly Syllable[])[]): readonly (readonly number[])[] {
  const codes: number[][] = Array.from({ length: SYLLABLES_MAX }, () => []);
  readingsByCode.forEach((readings, code) => {
    for (const syllable of readings) codes[syllable]?.push(code);
  });
  return codes;
}

/** Lists in one row, with where each begins. */
function flat(lists: readonly (readonly number[])[]): { readonly starts: Uint32Array; readonly all: Uint16Array } {
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, at) => {
    starts[at + 1] = (starts[at] ?? 0) + list.length;
  });
  return { starts, all: Uint16Array.from(lists.flat()) };
}
