/** `npm run bench`: everything that this project promises of speed and size, in one table, each figure beside a peer or limit of the same run. Never fails on a figure. */
import { benchAgentProcess } from './agent-process.ts';
import { benchCardRead } from './card-read.ts';
import { benchContent } from './content.ts';
import { benchFind } from './find.ts';
import { benchFirstLoad } from './first-load.ts';
import { benchKioskRoundTrip } from './kiosk-round-trip.ts';
import { benchOutbox } from './outbox.ts';
import { benchReceipts } from './receipts.ts';
import { benchSearch } from './search.ts';
import type { SearchBench } from './search.ts';
import { atLeastTimes, atMost, atMostTimes, head, section, type BenchRow } from './table.ts';
import { benchTapToPaint } from './tap-to-paint.ts';
import { benchXfs4Iot } from './xfs4iot.ts';

/** Longest receipt of 31 lines (receipt-printers.md). */
const RECEIPT_BYTES_MAX = 1_360;
/** A hundred thousand items: loaded and indexed, in time and memory. */
const CONTENT_MAX = { ms: 10_000, mb: 400 } as const;
/** Slowest answer of a search over so many items, 99 of 100. */
const SEARCH_MS_MAX: Readonly<Record<number, number>> = { 5_000: 2, 100_000: 10 };

async function xfs4iot(): Promise<readonly BenchRow[]> {
  return (await benchXfs4Iot()).flatMap((ours, at, all) => {
    const echo = all[at + 1];
    // Every command is followed by its echo.
    if (at % 2 === 1 || echo === undefined) return [];
    const p50 = { value: ours.p50Us, beside: { name: 'raw ws, same message', value: echo.p50Us } };
    const p99 = { value: ours.p99Us, beside: { name: 'raw ws, same message', value: echo.p99Us } };
    return [
      { what: `XFS4IoT ${ours.name}, p50`, unit: 'µs', ...p50, aim: atMostTimes(p50, 1.25) },
      { what: `XFS4IoT ${ours.name}, p99`, unit: 'µs', ...p99, aim: atMostTimes(p99, 2) },
    ];
  });
}

async function receipts(): Promise<readonly BenchRow[]> {
  const all = await benchReceipts();
  const ours = all.find(({ name }) => name === 'zizhuban');
  const peers = all.filter((one) => one !== ours);
  if (ours === undefined) throw new Error('our own receipt is missing');
  return [
    ...peers.map((peer, at): BenchRow => {
      const speeds = { value: ours.perSecond, beside: { name: peer.name, value: peer.perSecond } };
      // The fastest peer stands first.
      return { what: 'receipts of 31 lines', unit: '/s', ...speeds, ...(at === 0 ? { aim: atLeastTimes(speeds, 2.5) } : {}) };
    }),
    ...peers.map((peer): BenchRow => ({
      what: 'bytes of one',
      value: ours.bytes,
      unit: 'bytes',
      beside: { name: peer.name, value: peer.bytes },
    })),
    { what: 'bytes of one', value: ours.bytes, unit: 'bytes', aim: atMost(ours.bytes, RECEIPT_BYTES_MAX) },
  ];
}

async function outbox(): Promise<readonly BenchRow[]> {
  const { ours, raw, unit } = await benchOutbox();
  const row = { value: ours, beside: { name: 'bare insert, WAL, synchronous=FULL', value: raw } };
  return [{ what: 'hand-ins kept: sealed, on the disk', unit, ...row, aim: atLeastTimes(row, 0.9) }];
}

async function cardRead(): Promise<readonly BenchRow[]> {
  const { name, ours, floor, unit } = await benchCardRead();
  return [{ what: name, value: ours, unit, beside: { name: 'its bytes on the wire', value: floor } }];
}

async function find(): Promise<readonly BenchRow[]> {
  const { together, oneByOne } = await benchFind();
  const row = { value: together, beside: { name: 'the same, one after another', value: oneByOne } };
  return [{ what: 'eight converters, two of them mute: all found', unit: 'ms', ...row, aim: atMostTimes(row, 0.6) }];
}

async function search(): Promise<readonly BenchRow[]> {
  const all = benchSearch();
  const answers = all.map(({ name, items, p50Ms, p99Ms, recallAt1, recallAt3, phrases }): BenchRow => {
    const most = SEARCH_MS_MAX[items];
    const recall = `recall@1 ${recallAt1.toFixed(3)} @3 ${recallAt3.toFixed(3)} (${phrases})`;
    return {
      what: `${name}, ${items} items, p99 (p50 ${p50Ms.toFixed(2)}); ${recall}`,
      value: p99Ms,
      unit: 'ms',
      ...(name === 'ours' && most !== undefined ? { aim: atMost(p99Ms, most) } : {}),
    };
  });
  const whole = all.map(({ name, items, allMs }): BenchRow => ({
    what: `${name}, ${items} items: built, then every phrase asked`,
    value: allMs,
    unit: 'ms',
  }));
  return [...answers, ...besideFastest(all), ...whole];
}

/** Our slowest answers beside those of the peer that is fastest at that size. */
function besideFastest(all: readonly SearchBench[]): readonly BenchRow[] {
  return all
    .filter(({ name }) => name === 'ours')
    .flatMap(({ items, p99Ms }) => {
      const peers = all.filter((one) => one.items === items && one.name !== 'ours');
      const fastest = peers.toSorted((a, b) => a.p99Ms - b.p99Ms)[0];
      if (fastest === undefined) return [];
      const row = { value: p99Ms, beside: { name: fastest.name, value: fastest.p99Ms } };
      return [{ what: `${items} items, p99 beside the fastest peer`, unit: 'ms', ...row, aim: atMostTimes(row, 1) }];
    });
}

async function content(): Promise<readonly BenchRow[]> {
  const { items, loadMs, catalogMs, rssMb } = await benchContent();
  const readyMs = loadMs + catalogMs;
  return [
    {
      what: `content package of ${items} items, from its folder to an answer`,
      unit: 'ms',
      value: readyMs,
      aim: atMost(readyMs, CONTENT_MAX.ms),
    },
    { what: 'largest resident size of the process that holds it', unit: 'MB', value: rssMb, aim: atMost(rssMb, CONTENT_MAX.mb) },
  ];
}

const SECTIONS: readonly { readonly title: string; readonly rows: () => Promise<readonly BenchRow[]> }[] = [
  { title: 'Round trips over sockets', rows: async () => [...(await benchKioskRoundTrip()), ...(await xfs4iot())] },
  { title: 'Receipts', rows: receipts },
  { title: 'Durable keeping', rows: outbox },
  { title: 'ID card', rows: cardRead },
  { title: 'Finding devices', rows: find },
  { title: 'The agent as a process', rows: benchAgentProcess },
  { title: 'The citizen page', rows: async () => [...benchFirstLoad(), ...(await benchTapToPaint())] },
  { title: 'Search', rows: search },
  { title: 'Content', rows: content },
];

// Words of a title on the command line choose sections: `npm run bench -- receipts keeping`.
const wished = process.argv.slice(2).map((word) => word.toLowerCase());
console.log(head());
for (const { title, rows } of SECTIONS) {
  if (wished.length > 0 && !wished.some((word) => title.toLowerCase().includes(word))) continue;
  console.log(section(title, await rows()));
}
