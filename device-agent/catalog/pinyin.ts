/** Readings of characters: the table that `content build` writes, turned into what the search asks of it. */
import type { PinyinTable } from '../../shared/catalog/package.ts';

/** Number of a syllable without tone; about 410 exist. */
export type Syllable = number;

/** Room for every Mandarin syllable in one table index. */
export const SYLLABLES_MAX = 512;

const NONE: readonly Syllable[] = [];

/** Pairs that typists from the north and the south mix up; the first letters of a syllable or its end. */
const MIXED_STARTS = [
  ['zh', 'z'],
  ['ch', 'c'],
  ['sh', 's'],
  ['n', 'l'],
] as const;
const MIXED_ENDS = [
  ['ang', 'an'],
  ['eng', 'en'],
  ['ing', 'in'],
] as const;

/** Look-ups between characters, syllables and typed letters. */
export class Pinyin {
  readonly syllables: readonly string[];
  private readonly numbers = new Map<string, Syllable>();
  private readonly byChar = new Map<string, Syllable[]>();
  private readonly charsBySyllable: readonly (readonly string[])[];
  private readonly neighbours: readonly (readonly Syllable[])[];

  constructor(table: PinyinTable) {
    this.syllables = Object.keys(table).sort();
    if (this.syllables.length > SYLLABLES_MAX) throw new Error('more syllables than Mandarin has');
    this.syllables.forEach((syllable, number) => this.numbers.set(syllable, number));
    this.charsBySyllable = this.syllables.map((syllable) => Array.from(table[syllable] ?? ''));
    this.charsBySyllable.forEach((chars, number) => {
      for (const char of chars) this.byChar.set(char, [...(this.byChar.get(char) ?? []), number]);
    });
    this.neighbours = this.syllables.map((syllable) => this.mixedUpWith(syllable));
  }

  /** All readings of a character; none for letters, digits and characters that the table lacks. */
  readings(char: string): readonly Syllable[] {
    return this.byChar.get(char) ?? NONE;
  }

  /** The number of a syllable written in letters. */
  numberOf(letters: string): Syllable | null {
    return this.numbers.get(letters) ?? null;
  }

  /** Syllables that begin with these letters: a syllable half typed, or an initial (`zh`, `g`). */
  beginningWith(letters: string): readonly Syllable[] {
    return this.syllables.flatMap((syllable, number) => (syllable.startsWith(letters) ? [number] : NONE));
  }

  /** Syllables that are commonly typed for this one (zh/z, n/l, ang/an …). */
  mixedUp(syllable: Syllable): readonly Syllable[] {
    return this.neighbours[syllable] ?? NONE;
  }

  /** Characters that can be read so. */
  chars(syllable: Syllable): readonly string[] {
    return this.charsBySyllable[syllable] ?? [];
  }

  /** Number of the first letter of a syllable, a = 0. */
  firstLetter(syllable: Syllable): number {
    return (this.syllables[syllable] ?? 'a').charCodeAt(0) - 97;
  }

  private mixedUpWith(syllable: string): readonly Syllable[] {
    const starts = [
      syllable,
      ...variants(syllable, MIXED_STARTS, (text, from, to) => (text.startsWith(from) ? to + text.slice(from.length) : null)),
    ];
    const all = starts.flatMap((text) => [
      text,
      ...variants(text, MIXED_ENDS, (one, from, to) => (one.endsWith(from) ? one.slice(0, one.length - from.length) + to : null)),
    ]);
    return [...new Set(all)].filter((text) => text !== syllable).flatMap((text) => this.numbers.get(text) ?? []);
  }
}

function variants(
  text: string,
  pairs: readonly (readonly [string, string])[],
  swap: (text: string, from: string, to: string) => string | null,
): readonly string[] {
  return pairs.flatMap(([long, short]) => [swap(text, long, short), swap(text, short, long)]).filter((one) => one !== null);
}
