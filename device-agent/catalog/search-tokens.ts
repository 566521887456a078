/** What can be typed, one thing for one character: each is worked out once, so that reading a query is looking things up. */
import type { Pinyin, Syllable } from './pinyin.ts';
import { Fits } from './search-fits.ts';
import type { Part } from './search-fits.ts';
import { TERM } from './search-index.ts';
import type { SearchIndex } from './search-index.ts';
import { letterAt } from './search-text.ts';

/** One thing typed that stands for one character. */
export interface Token {
  /** Code of the very character, -1 when pinyin was typed or no phrase holds it. */
  readonly code: number;
  /** Syllables in full, for pairs in the index; empty for half-typed ones and letters. */
  readonly syllables: readonly Syllable[];
  /** Fit in hundredths for every character of the index that the token may stand for, by code. */
  readonly fits: Uint8Array;
  /** The codes that it fits at all, its own among them. */
  readonly fitting: Uint16Array;
  /** First letter of pinyin, or -1 for a character typed as such. */
  readonly letter: number;
  /** How much the token tells: rare characters much, 查 and 办 little. */
  readonly weight: number;
}

const FILLER_WEIGHT = 0.12;
/** A character that no phrase holds may be a wrong one for one that some do; it tells little either way. */
const UNKNOWN_WEIGHT = 0.5;
/** Distinct things typed that are kept; all that an index knows are some thousands. */
const KEPT_MAX = 20_000;

/** The tokens of one index. */
export class Tokens {
  private readonly index: SearchIndex;
  private readonly pinyin: Pinyin;
  private readonly fits: Fits;
  /** By code point: a number is looked up faster than a text of one character. */
  private readonly characters = new Map<number, Token>();
  private readonly fillers = new Map<number, Token>();
  private readonly letters = new Map<string, Token>();
  private readonly parts = {
    syllable: new Map<string, Token>(),
    half: new Map<string, Token>(),
    initial: new Map<string, Token>(),
  } as const;

  constructor(index: SearchIndex, pinyin: Pinyin) {
    this.index = index;
    this.pinyin = pinyin;
    this.fits = new Fits(pinyin, index);
  }

  /** A character as it was typed, by its code point. */
  character(point: number): Token {
    return kept(this.characters, point, () => {
      const char = String.fromCodePoint(point);
      const code = this.index.codeOf(char);
      const weight = code < 0 ? UNKNOWN_WEIGHT : tellingOf(this.index.frequency(TERM.char(code)), this.index.phraseCount);
      const syllables = this.pinyin.readings(char);
      return this.made(code, syllables, this.fits.character(syllables), -1, weight);
    });
  }

  /** A character of a word that is said around the matter. */
  filler(point: number): Token {
    return kept(this.fillers, point, () => ({ ...this.character(point), weight: FILLER_WEIGHT }));
  }

  /** True when names hold every two neighbours of these letters as letters: only then may they stand for themselves. */
  standsInNames(letters: string): boolean {
    if (letters.length === 1) return this.index.codeOf(letters) >= 0;
    for (let at = 0; at + 1 < letters.length; at += 1)
      if (!this.index.holdsLetters(letterAt(letters, at), letterAt(letters, at + 1))) return false;
    return true;
  }

  /** A letter that stands for itself (ETC). */
  letter(char: string): Token {
    return kept(this.letters, char, () => this.made(this.index.codeOf(char), [], this.fits.none, letterAt(char), 1));
  }

  /** A syllable, whole or not, in letters. */
  part({ letters, kind }: Part): Token {
    return kept(this.parts[kind], letters, () => {
      const exact = kind === 'syllable' ? this.pinyin.numberOf(letters) : null;
      const syllables = exact === null ? [] : [exact];
      return this.made(-1, syllables, this.fits.letters(letters, kind), letterAt(letters), 1);
    });
  }

  private made(code: number, syllables: readonly Syllable[], fits: Uint8Array, letter: number, weight: number): Token {
    const fitting: number[] = [];
    fits.forEach((fit, one) => {
      if (fit > 0 || one === code) fitting.push(one);
    });
    return { code, syllables, fits, fitting: Uint16Array.from(fitting), letter, weight };
  }
}

/** Kept up to a number: what comes from outside never fills the memory. */
function kept<K>(tokens: Map<K, Token>, typed: K, make: () => Token): Token {
  const known = tokens.get(typed);
  if (known !== undefined) return known;
  const made = make();
  if (tokens.size < KEPT_MAX) tokens.set(typed, made);
  return made;
}

/** Inverse document frequency, scaled so that a character in every phrase tells 0.25 and one in a single phrase about 1. */
function tellingOf(frequency: number, count: number): number {
  return 0.25 + 0.75 * (Math.log((count + 1) / (frequency + 1)) / Math.log(count + 2));
}
