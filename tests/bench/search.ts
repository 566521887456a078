/** The search beside its peers: the shipped content among 5 000 and 100 000 items, the same everyday phrases for all. */
import { readFileSync } from 'node:fs';
import { listAll } from '../../device-agent/catalog/entries.ts';
import { loadContent } from '../../device-agent/catalog/load.ts';
import { createSearch } from '../../device-agent/catalog/search.ts';
import type { SearchItem } from '../../device-agent/catalog/search.ts';
import { BASE_CONTENT } from '../support/content-kit.ts';
import { itemNames } from '../support/item-base.ts';
import { flexSearch, fuse, miniSearch, pinyinMatch } from '../support/search-peers.ts';
import type { Peer } from '../support/search-peers.ts';

/** One engine at one size. Times in milliseconds; recall over the phrases asked. */
export interface SearchBench {
  readonly name: string;
  readonly items: number;
  readonly phrases: number;
  readonly buildMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** From the names to the last answer: built at a start, then every phrase asked once; reckoned from the mean where not all were asked. */
  readonly allMs: number;
  readonly recallAt1: number;
  readonly recallAt3: number;
}

/** A phrase and the entries that answer it, as `kind/id`. */
interface Asked {
  readonly said: string;
  readonly expected: readonly string[];
}

const SIZES = [5_000, 100_000] as const;
/** An engine that needs longer than this per phrase is asked every tenth phrase only, a very slow one every fortieth. */
const PATIENCE_MS = { tenth: 50, fortieth: 500 } as const;

const WARM_PHRASES = 3;
/** Rounds over all phrases before the ones that count, and those: a terminal answers for weeks, not for its first second. */
const ROUNDS = { before: 5, counted: 10 } as const;
/** An engine that has needed longer than this is asked no further round. */
const ROUNDS_PATIENCE_MS = 2_000;

/** Peers that a size is feasible for: FlexSearch needs minutes and gigabytes for 100 000 items (dependencies.md §5). */
function peersAt(size: number): readonly ((items: readonly SearchItem[]) => Peer)[] {
  return size > 5_000 ? [miniSearch, fuse, pinyinMatch] : [miniSearch, flexSearch, fuse, pinyinMatch];
}

/** All rows of the table, smallest size first, ours first. */
export function benchSearch(): readonly SearchBench[] {
  const loaded = loadContent(BASE_CONTENT);
  if (!loaded.ok) throw new Error('the shipped content does not load');
  const content = loaded.value;
  const listed = listAll(content);
  const asked: readonly Asked[] = JSON.parse(readFileSync(new URL('../vectors/search-queries.json', import.meta.url), 'utf8'));
  const regions = [...content.regions.values()].map((region) => region.name);
  return SIZES.flatMap((size) => {
    const items: readonly SearchItem[] = [
      ...listed,
      ...itemNames(size - listed.length, regions).map((name) => ({ phrases: [name], weight: 1 })),
    ];
    const keys = listed.map((one) => `${one.entry.target.kind}/${one.entry.target.id}`);
    const ours = (all: readonly SearchItem[]): Peer => {
      const search = createSearch(all, content.pinyin, content.sayings, regions);
      return { name: 'ours', find: (query) => search.find(query, 10).map((hit) => hit.item) };
    };
    return [ours, ...peersAt(size)].map((make) => measure(make, items, keys, asked));
  });
}

function measure(
  make: (items: readonly SearchItem[]) => Peer,
  items: readonly SearchItem[],
  keys: readonly string[],
  asked: readonly Asked[],
): SearchBench {
  const began = performance.now();
  const peer = make(items);
  const buildMs = performance.now() - began;
  const warm = performance.now();
  for (const { said } of asked.slice(0, WARM_PHRASES)) peer.find(said);
  const eachMs = (performance.now() - warm) / WARM_PHRASES;
  const every = eachMs > PATIENCE_MS.fortieth ? 40 : eachMs > PATIENCE_MS.tenth ? 10 : 1;
  const phrases = asked.filter((_, at) => at % every === 0);
  const [firstRound = []] = rounds(peer, phrases, ROUNDS.before);
  const times = rounds(peer, phrases, ROUNDS.counted).flat();
  times.sort((a, b) => a - b);
  const places = phrases.map(({ said, expected }) => peer.find(said).findIndex((item) => expected.includes(keys[item] ?? '')));
  return {
    name: peer.name,
    items: items.length,
    phrases: phrases.length,
    buildMs,
    p50Ms: times[times.length >> 1] ?? Number.NaN,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
    allMs: buildMs + (firstRound.reduce((sum, ms) => sum + ms, 0) / phrases.length) * asked.length,
    recallAt1: places.filter((at) => at === 0).length / phrases.length,
    recallAt3: places.filter((at) => at >= 0 && at < 3).length / phrases.length,
  };
}

/** Every phrase asked `most` times over, at least once: what each answer took, by round. */
function rounds(peer: Peer, phrases: readonly Asked[], most: number): readonly (readonly number[])[] {
  const all: number[][] = [];
  const began = performance.now();
  while (all.length === 0 || (all.length < most && performance.now() - began < ROUNDS_PATIENCE_MS))
    all.push(
      phrases.map(({ said }) => {
        const start = performance.now();
        peer.find(said);
        return performance.now() - start;
      }),
    );
  return all;
}

if (import.meta.main) {
  for (const row of benchSearch())
    console.log(
      `${row.name.padEnd(14)} ${String(row.items).padStart(7)} items  build ${row.buildMs.toFixed(0).padStart(7)} ms  p50 ${row.p50Ms.toFixed(2).padStart(8)}  p99 ${row.p99Ms.toFixed(2).padStart(8)} ms  recall@1 ${row.recallAt1.toFixed(3)}  @3 ${row.recallAt3.toFixed(3)}  (${row.phrases} phrases)`,
    );
}
