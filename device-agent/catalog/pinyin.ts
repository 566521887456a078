/** Readings of characters: the table that `content build` writes, turned into what the search asks of it. */
import type { PinyinTable } from '../../shared/catalog/package.ts';
import { LETTERS, letterAt } from './search-text.ts';

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

/** One reading of a table serves every search over it. */
const read = new WeakMap<PinyinTable, Pinyin>();

/** The look-ups of a table, made once. */
export function pinyinOf(table: PinyinTable): Pinyin {
  const known = read.get(table);
  if (known !== undefined) return known;
  const made = new Pinyin(table);
  read.set(table, made);
  return made;
}

/** Look-ups between characters, syllables and typed letters. */
export class Pinyin {
  readonly syllables: readonly string[];
  /** The beginning that no letter is typed of yet. */
  readonly root = 0;
  /** Beginnings by number: what each leads to, letter by letter, -1 where no syllable goes on so; and the syllable that it is itself. */
  private readonly steps: number[] = Array.from({ length: LETTERS }, () => -1);
  private readonly wholes: Syllable[] = [-1];
  private readonly sets: ReadingSets;
  private readonly neighbours: readonly (readonly Syllable[])[];

  constructor(table: PinyinTable) {
    this.syllables = Object.keys(table).sort();
    if (this.syllables.length > SYLLABLES_MAX) throw new Error('more syllables than Mandarin has');
    this.syllables.forEach((syllable, number) => {
      this.wholes[this.grow(syllable)] = number;
    });
    this.sets = new ReadingSets(this.syllables.map((syllable) => table[syllable] ?? ''));
    this.neighbours = this.syllables.map((syllable) => this.mixedUpWith(syllable));
  }

  /** All readings of a character; none for letters, digits and characters that the table lacks. */
  readings(char: string): readonly Syllable[] {
    return this.sets.of(char);
  }

  /** The number of a syllable written in letters. */
  numberOf(letters: string): Syllable | null {
    let beginning = this.root;
    for (let at = 0; at < letters.length && beginning >= 0; at += 1) beginning = this.step(beginning, letterAt(letters, at));
    const number = beginning < 0 ? -1 : this.syllableAt(beginning);
    return number < 0 ? null : number;
  }

  /** The beginning that is a letter longer (`letter` counted from a = 0), -1 where no syllable begins so. */
  step(beginning: number, letter: number): number {
    return this.steps[beginning * LETTERS + letter] ?? -1;
  }

  /** The syllable that a beginning is in full, -1 where more must follow. */
  syllableAt(beginning: number): Syllable {
    return this.wholes[beginning] ?? -1;
  }

  /** Syllables that begin with these letters: a syllable half typed, or an initial (`zh`, `g`). */
  beginningWith(letters: string): readonly Syllable[] {
    return this.syllables.flatMap((syllable, number) => (syllable.startsWith(letters) ? [number] : []));
  }

  /** Syllables that are commonly typed for this one (zh/z, n/l, ang/an …). */
  mixedUp(syllable: Syllable): readonly Syllable[] {
    return this.neighbours[syllable] ?? NONE;
  }

  /** Number of the first letter of a syllable, a = 0. */
  firstLetter(syllable: Syllable): number {
    return letterAt(this.syllables[syllable] ?? 'a');
  }

  /** Adds the beginnings of a syllable; the number of the whole. */
  private grow(syllable: string): number {
    let beginning = this.root;
    for (let at = 0; at < syllable.length; at += 1) {
      const letter = letterAt(syllable, at);
      let next = this.step(beginning, letter);
      if (next < 0) {
        next = this.wholes.push(-1) - 1;
        for (let one = 0; one < LETTERS; one += 1) this.steps.push(-1);
        this.steps[beginning * LETTERS + letter] = next;
      }
      beginning = next;
    }
    return beginning;
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
    return [...new Set(all)].filter((text) => text !== syllable).flatMap((text) => this.numberOf(text) ?? []);
  }
}

/**
 * Which characters are read how. Twenty thousand characters share some hundred sets of readings, so that two bytes for each are enough;
 * a list of its own for each would take megabytes.
 */
class ReadingSets {
  private readonly sets: (readonly Syllable[])[] = [NONE];
  private readonly byUnit = new Uint16Array(0x1_0000);
  /** Characters beyond U+FFFF, which two bytes cannot number. */
  private readonly beyond = new Map<string, number>();

  /** `charsOf[number]` holds the characters with that reading. */
  constructor(charsOf: readonly string[]) {
    const extended = new Map<number, number>();
    charsOf.forEach((chars, number) => {
      for (const char of chars) this.put(char, this.extend(extended, this.numberOf(char), number));
    });
  }

  of(char: string): readonly Syllable[] {
    return this.sets[this.numberOf(char)] ?? NONE;
  }

  private numberOf(char: string): number {
    return (char.length === 1 ? this.byUnit[char.charCodeAt(0)] : this.beyond.get(char)) ?? 0;
  }

  private put(char: string, set: number): void {
    if (char.length === 1) this.byUnit[char.charCodeAt(0)] = set;
    else this.beyond.set(char, set);
  }

  /** The set with one reading more; each is made once. */
  private extend(extended: Map<number, number>, set: number, reading: Syllable): number {
    const key = set * SYLLABLES_MAX + reading;
    const known = extended.get(key);
    if (known !== undefined) return known;
    this.sets.push([...(this.sets[set] ?? NONE), reading]);
    extended.set(key, this.sets.length - 1);
    return this.sets.length - 1;
  }
}

function variants(
  text: string,
  pairs: readonly (readonly [string, string])[],
  swap: (text: string, from: string, to: string) => string | null,
): readonly string[] {
  return pairs.flatMap(([long, short]) => [swap(text, long, short), swap(text, short, long)]).filter((one) => one !== null);
}
