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
/**
 * Rounds over all phrases before the ones that count, and those: a terminal answers for weeks, not for its first second. In those that
 * count the engines take turns, so that a slow moment of the machine is every engine's.
 */
const ROUNDS = { before: 5, counted: 10 } as const;
/** An engine that needs longer than this for a round is asked no second one. */
const ROUND_PATIENCE_MS = 2_000;

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
    const engines = [ours, ...peersAt(size)].map((make) => readied(make, items, asked));
    const rounds = engines.map((): number[] => []);
    for (let round = 0; round < ROUNDS.counted; round += 1)
      engines.forEach((engine, at) => {
        if (round === 0 || engine.quick) rounds[at]?.push(...roundOf(engine));
      });
    return engines.map((engine, at) => rowOf(engine, rounds[at] ?? [], items.length, keys));
  });
}

/** An engine that is built and has answered everything a few times. */
interface Engine {
  readonly peer: Peer;
  readonly buildMs: number;
  readonly phrases: readonly Asked[];
  /** From the names to the last answer of the first round. */
  readonly allMs: number;
  readonly quick: boolean;
}

function readied(make: (items: readonly SearchItem[]) => Peer, items: readonly SearchItem[], asked: readonly Asked[]): Engine {
  const began = performance.now();
  const peer = make(items);
  const buildMs = performance.now() - began;
  const warm = performance.now();
  for (const { said } of asked.slice(0, WARM_PHRASES)) peer.find(said);
  const eachMs = (performance.now() - warm) / WARM_PHRASES;
  const every = eachMs > PATIENCE_MS.fortieth ? 40 : eachMs > PATIENCE_MS.tenth ? 10 : 1;
  const phrases = asked.filter((_, at) => at % every === 0);
  const firstMs = roundOf({ peer, phrases }).reduce((sum, ms) => sum + ms, 0);
  const quick = firstMs < ROUND_PATIENCE_MS;
  for (let round = 1; quick && round < ROUNDS.before; round += 1) roundOf({ peer, phrases });
  return { peer, buildMs, phrases, allMs: buildMs + (firstMs / phrases.length) * asked.length, quick };
}

/** Every phrase asked once: what each answer took. */
function roundOf({ peer, phrases }: Pick<Engine, 'peer' | 'phrases'>): readonly number[] {
  return phrases.map(({ said }) => {
    const start = performance.now();
    peer.find(said);
    return performance.now() - start;
  });
}

function rowOf(
  { peer, buildMs, phrases, allMs }: Engine,
  measured: readonly number[],
  items: number,
  keys: readonly string[],
): SearchBench {
  const times = [...measured].sort((a, b) => a - b);
  const places = phrases.map(({ said, expected }) => peer.find(said).findIndex((item) => expected.includes(keys[item] ?? '')));
  return {
    name: peer.name,
    items,
    phrases: phrases.length,
    buildMs,
    p50Ms: times[times.length >> 1] ?? Number.NaN,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
    allMs,
    recallAt1: places.filter((at) => at === 0).length / phrases.length,
    recallAt3: places.filter((at) => at >= 0 && at < 3).length / phrases.length,
  };
}

if (import.meta.main) {
  for (const row of benchSearch())
    console.log(
      `${row.name.padEnd(14)} ${String(row.items).padStart(7)} items  build ${row.buildMs.toFixed(0).padStart(7)} ms  p50 ${row.p50Ms.toFixed(2).padStart(8)}  p99 ${row.p99Ms.toFixed(2).padStart(8)} ms  recall@1 ${row.recallAt1.toFixed(3)}  @3 ${row.recallAt3.toFixed(3)}  (${row.phrases} phrases)`,
    );
}
