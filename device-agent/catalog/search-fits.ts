/** How well what was typed fits the characters that it may stand for. */
import type { Pinyin, Syllable } from './pinyin.ts';
import type { SearchIndex } from './search-index.ts';

/** How well a token fits a character that is not the very one, 0–1, by the way it was typed. */
const FIT = { homophone: 0.72, syllable: 0.96, mixedUp: 0.55, half: 0.8, initial: 0.7 } as const;

/** A part of a run of letters. */
export interface Part {
  readonly letters: string;
  readonly kind: 'syllable' | 'half' | 'initial';
}

/** Fits in hundredths, one for every character of the index by its code. Those of characters are shared by all that sound the same. */
export class Fits {
  /** Of what was typed as it stands and sounds like nothing. */
  readonly none: Uint8Array;
  private readonly pinyin: Pinyin;
  private readonly index: SearchIndex;
  private readonly ofReadings = new Map<readonly Syllable[], Uint8Array>();

  constructor(pinyin: Pinyin, index: SearchIndex) {
    this.pinyin = pinyin;
    this.index = index;
    this.none = new Uint8Array(index.codeCount);
  }

  /** Of a character by all its readings: what sounds the same or is often mixed up with it. Characters of one sound share the list and the fits. */
  character(readings: readonly Syllable[]): Uint8Array {
    const known = this.ofReadings.get(readings);
    if (known !== undefined) return known;
    const fits = readings.length === 0 ? this.none : this.made(readings, FIT.homophone);
    this.ofReadings.set(readings, fits);
    return fits;
  }

  /** Of a syllable, whole or not, as it was typed. */
  letters(letters: string, kind: Part['kind']): Uint8Array {
    const exact = kind === 'syllable' ? this.pinyin.numberOf(letters) : null;
    if (exact !== null) return this.made([exact], FIT.syllable);
    const fits = new Uint8Array(this.index.codeCount);
    this.mark(fits, this.pinyin.beginningWith(letters), kind === 'initial' ? FIT.initial : FIT.half);
    return fits;
  }

  private made(syllables: readonly Syllable[], exact: number): Uint8Array {
    const fits = new Uint8Array(this.index.codeCount);
    for (const syllable of syllables) this.mark(fits, this.pinyin.mixedUp(syllable), FIT.mixedUp);
    this.mark(fits, syllables, exact);
    return fits;
  }

  /** The worse fit is marked first: a character with several readings keeps its best. */
  private mark(fits: Uint8Array, syllables: readonly Syllable[], fit: number): void {
    for (const syllable of syllables) for (const code of this.index.codesRead(syllable)) fits[code] = fit * 100;
  }
}
