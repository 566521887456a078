/** How well what was typed fits the characters that it may stand for. */
import type { Pinyin, Syllable } from './pinyin.ts';
import { SYLLABLES_MAX } from './pinyin.ts';

/** How well a token fits a character that is not the very one, 0–1, by the way it was typed. */
const FIT = { homophone: 0.72, syllable: 0.96, mixedUp: 0.55, half: 0.8, initial: 0.7 } as const;

/** What was typed as it stands sounds like nothing. */
export const NO_FITS = new Uint8Array(SYLLABLES_MAX);

/** A part of a run of letters. */
export interface Part {
  readonly letters: string;
  readonly kind: 'syllable' | 'half' | 'initial';
}

/** Fits of the tokens over one table of readings; each kind is worked out once, some hundreds at most. */
export class Fits {
  private readonly pinyin: Pinyin;
  private readonly ofReadings = new Map<readonly Syllable[], Uint8Array>();
  private readonly ofLetters = new Map<string, Uint8Array>();

  constructor(pinyin: Pinyin) {
    this.pinyin = pinyin;
  }

  /** Of a character by all its readings: what sounds the same or is often mixed up with it. Characters of one sound share the list and the fits. */
  character(readings: readonly Syllable[]): Uint8Array {
    const known = this.ofReadings.get(readings);
    if (known !== undefined) return known;
    const fits = this.made(readings, FIT.homophone);
    this.ofReadings.set(readings, fits);
    return fits;
  }

  /** Of a syllable, whole or not, as it was typed. */
  letters(letters: string, kind: Part['kind']): Uint8Array {
    const key = `${kind} ${letters}`;
    const known = this.ofLetters.get(key);
    if (known !== undefined) return known;
    const exact = kind === 'syllable' ? this.pinyin.numberOf(letters) : null;
    const fits = exact === null ? new Uint8Array(SYLLABLES_MAX) : this.made([exact], FIT.syllable);
    if (exact === null)
      for (const syllable of this.pinyin.beginningWith(letters)) fits[syllable] = (kind === 'initial' ? FIT.initial : FIT.half) * 100;
    this.ofLetters.set(key, fits);
    return fits;
  }

  private made(syllables: readonly Syllable[], exact: number): Uint8Array {
    const fits = new Uint8Array(SYLLABLES_MAX);
    for (const syllable of syllables) for (const near of this.pinyin.mixedUp(syllable)) fits[near] = FIT.mixedUp * 100;
    for (const syllable of syllables) fits[syllable] = exact * 100;
    return fits;
  }
}
