/**
 * Pinyin to characters, offline and without memory: nothing that is typed or chosen is kept. Letters may be whole syllables
 * (gongjijin), first letters (gjj) or a mixture (gongjj).
 */

/** What the engine works on; ü is written v. */
export interface ImeTable {
  /** Syllable → its characters, commonest first. */
  readonly chars: Readonly<Record<string, string>>;
  /** Syllables joined by spaces → words separated by spaces, commonest first. */
  readonly words: Readonly<Record<string, string>>;
}

/** A choice, and how many of the typed letters it uses up. */
export interface Candidate {
  readonly text: string;
  readonly used: number;
}

/** The engine over one table. */
export interface Ime {
  /** Best first; empty for letters that begin no syllable. */
  candidates(letters: string): readonly Candidate[];
}

/** Longest run of letters taken; longer ones are no word. */
export const MAX_LETTERS = 30;
/** Most candidates given. */
export const MAX_CANDIDATES = 120;
/** Characters offered for each syllable that the letters only begin. */
const PER_OPEN_SYLLABLE = 6;

interface WordEntry {
  readonly syllables: readonly string[];
  readonly joined: string;
  readonly words: readonly string[];
}

/** Builds an engine. */
export function createIme(table: ImeTable): Ime {
  const syllables = Object.keys(table.chars);
  const entries: readonly WordEntry[] = Object.entries(table.words).map(([key, words]) => ({
    syllables: key.split(' '),
    joined: key.replaceAll(' ', ''),
    words: words.split(' '),
  }));

  function whole(letters: string): Candidate[] {
    const exact = entries.filter((entry) => entry.joined === letters);
    const begun = letters.length < 2 ? [] : entries.filter((entry) => entry.joined !== letters && spells(letters, 0, entry.syllables, 0));
    return [...exact, ...begun].flatMap((entry) => entry.words.map((text) => ({ text, used: letters.length })));
  }

  function front(letters: string): Candidate[] {
    return entries
      .filter((entry) => entry.joined.length < letters.length && letters.startsWith(entry.joined))
      .sort((a, b) => b.joined.length - a.joined.length)
      .flatMap((entry) => entry.words.map((text) => ({ text, used: entry.joined.length })));
  }

  function single(letters: string): Candidate[] {
    const closed = syllables.filter((syllable) => letters.startsWith(syllable)).sort((a, b) => b.length - a.length);
    const open = syllables.filter((syllable) => syllable !== letters && syllable.startsWith(letters));
    const fromClosed = closed.flatMap((syllable) => Array.from(table.chars[syllable] ?? '', (text) => ({ text, used: syllable.length })));
    const fromOpen = open.flatMap((syllable) =>
      Array.from(table.chars[syllable] ?? '')
        .slice(0, PER_OPEN_SYLLABLE)
        .map((text) => ({ text, used: letters.length })),
    );
    return [...fromClosed, ...fromOpen];
  }

  return {
    candidates: (typed) => {
      const letters = typed.toLowerCase().slice(0, MAX_LETTERS);
      if (!/^[a-z]+$/.test(letters)) return [];
      const seen = new Set<string>();
      return [...whole(letters), ...front(letters), ...single(letters)]
        .filter(({ text }) => !seen.has(text) && seen.add(text) !== undefined)
        .slice(0, MAX_CANDIDATES);
    },
  };
}

/** Whether the letters from `at` on are made of a non-empty beginning of each syllable from `from` on, all of them. */
function spells(letters: string, at: number, syllables: readonly string[], from: number): boolean {
  const syllable = syllables[from];
  if (syllable === undefined) return at === letters.length;
  if (letters.length - at < syllables.length - from) return false;
  for (let take = syllable.length; take >= 1; take -= 1) {
    if (letters.startsWith(syllable.slice(0, take), at) && spells(letters, at + take, syllables, from + 1)) return true;
  }
  return false;
}
