/** Search libraries set up as their documentation advises for Chinese, all over the same names, aliases and pinyin. */
import FlexSearch from 'flexsearch';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import PinyinMatch from 'pinyin-match';
import { pinyin } from 'pinyin-pro';

/** What every engine is given. */
export interface PeerItem {
  readonly phrases: readonly string[];
}

/** An engine that answers item numbers, best first. */
export interface Peer {
  readonly name: string;
  readonly find: (query: string) => readonly number[];
}

interface Fields {
  readonly id: number;
  readonly names: string;
  readonly spelt: string;
  readonly initials: string;
}

/** Two-character windows and single syllables: the usual way to let a word index read Chinese. */
function bigrams(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => {
      if (/^[a-z0-9]*$/.test(word)) return word === '' ? [] : [word];
      const chars = Array.from(word);
      return chars.length === 1 ? chars : chars.slice(1).map((char, at) => `${chars[at] ?? ''}${char}`);
    });
}

function fieldsOf(items: readonly PeerItem[]): readonly Fields[] {
  return items.map((item, id) => {
    const syllables = item.phrases.map((phrase) => pinyin(phrase, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' }));
    return {
      id,
      names: item.phrases.join(' '),
      spelt: syllables.map((row) => row.map((_, at) => row.slice(at).join('')).join(' ')).join(' '),
      initials: syllables
        .map((row) =>
          row
            .map((_, at) =>
              row
                .slice(at)
                .map((one) => one.charAt(0))
                .join(''),
            )
            .join(' '),
        )
        .join(' '),
    };
  });
}

const FOUND_MAX = 10;

/** MiniSearch 7: bigrams, every pinyin suffix, prefix and fuzzy on. */
export function miniSearch(items: readonly PeerItem[]): Peer {
  const engine = new MiniSearch<Fields>({
    fields: ['names', 'spelt', 'initials'],
    tokenize: bigrams,
    searchOptions: { prefix: true, fuzzy: 0.1 },
  });
  engine.addAll(fieldsOf(items));
  return {
    name: 'MiniSearch',
    find: (query) =>
      engine
        .search(query)
        .slice(0, FOUND_MAX)
        .map((hit) => Number(hit.id)),
  };
}

/** FlexSearch 0.8: forward index over the same tokens. */
export function flexSearch(items: readonly PeerItem[]): Peer {
  const engine = new FlexSearch.Index({ tokenize: 'forward', encode: bigrams });
  for (const fields of fieldsOf(items)) engine.add(fields.id, `${fields.names} ${fields.spelt} ${fields.initials}`);
  return { name: 'FlexSearch', find: (query) => engine.search(query, { limit: FOUND_MAX, suggest: true }).map(Number) };
}

/** fuse.js 7: weighted keys, location ignored. */
export function fuse(items: readonly PeerItem[]): Peer {
  const docs = items.map((item, id) => {
    const spelt = item.phrases.map((phrase) => pinyin(phrase, { toneType: 'none', type: 'array', v: true }));
    return {
      id,
      names: item.phrases,
      spelt: spelt.map((row) => row.join('')),
      initials: spelt.map((row) => row.map((one) => one.charAt(0)).join('')),
    };
  });
  const engine = new Fuse(docs, { keys: ['names', 'spelt', 'initials'], ignoreLocation: true, threshold: 0.4, includeScore: true });
  return { name: 'fuse.js', find: (query) => engine.search(query, { limit: FOUND_MAX }).map((hit) => hit.item.id) };
}

/** pinyin-match 1.2: a scan; the earliest and then the longest match first. */
export function pinyinMatch(items: readonly PeerItem[]): Peer {
  return {
    name: 'pinyin-match',
    find: (query) => {
      const hits: { readonly id: number; readonly rank: number }[] = [];
      items.forEach((item, id) => {
        for (const phrase of item.phrases) {
          const match = PinyinMatch.match(phrase, query);
          if (!Array.isArray(match)) continue;
          hits.push({ id, rank: (match[0] ?? 0) * 100 + phrase.length });
          return;
        }
      });
      return hits
        .sort((a, b) => a.rank - b.rank)
        .slice(0, FOUND_MAX)
        .map((hit) => hit.id);
    },
  };
}
