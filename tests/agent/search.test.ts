/** The offline search as people use it at a kiosk: everyday words, pinyin, first letters, wrong characters, whole sentences. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../device-agent/catalog/catalog.ts';
import { loadContent } from '../../device-agent/catalog/load.ts';
import { createSearch } from '../../device-agent/catalog/search.ts';
import type { SearchView } from '../../shared/catalog/views.ts';
import { BASE_CONTENT } from '../support/content-kit.ts';
import { ManualClock } from '../support/manual-clock.ts';

const loaded = loadContent(BASE_CONTENT);
if (!loaded.ok) throw new Error('the shipped content does not load');
const content = loaded.value;
const catalog = createCatalog(content, { clock: new ManualClock() });
const asked: readonly { readonly said: string; readonly expected: readonly string[] }[] = JSON.parse(
  readFileSync(new URL('../vectors/search-queries.json', import.meta.url), 'utf8'),
);

function keys(view: SearchView): readonly string[] {
  return view.hits.map((hit) => `${hit.target.kind}/${hit.target.id}`);
}

describe('what people type', () => {
  it('holds at least 300 everyday phrases, each with an entry that exists', () => {
    expect(asked.length).toBeGreaterThanOrEqual(300);
    const known = new Set([
      ...[...content.guides.keys()].map((id) => `guide/${id}`),
      ...[...content.datasets.keys()].map((id) => `dataset/${id}`),
      ...[...content.calculators.keys()].map((id) => `loan/${id}`),
      ...[...content.applications.keys()].map((id) => `unconnected/${id}`),
    ]);
    expect(asked.flatMap((one) => one.expected).filter((key) => !known.has(key))).toEqual([]);
  });

  it('finds the right thing first for 95 and among three for 99 of 100 phrases', () => {
    const first = asked.filter((one) => one.expected.includes(keys(catalog.search(one.said))[0] ?? ''));
    const third = asked.filter((one) =>
      keys(catalog.search(one.said))
        .slice(0, 3)
        .some((key) => one.expected.includes(key)),
    );
    expect(first.length / asked.length).toBeGreaterThanOrEqual(0.95);
    expect(third.length / asked.length).toBeGreaterThanOrEqual(0.99);
  });

  it.each([
    ['gjj', 'guide/gjj-zhanghu-chaxun', 'first letters'],
    ['ｇｊｊ', 'guide/gjj-zhanghu-chaxun', 'full-width letters'],
    ['GJJ', 'guide/gjj-zhanghu-chaxun', 'capitals'],
    ['gongjijin', 'guide/gjj-zhanghu-chaxun', 'full pinyin'],
    ['gongjij提取', 'guide/gjj-tiqu', 'half a syllable, then characters'],
    ['提取 公积金', 'guide/gjj-tiqu', 'two words in the other order'],
    ['我要提取公积金', 'guide/gjj-tiqu', 'a sentence'],
    ['公基金提取', 'guide/gjj-tiqu', 'a wrong character'],
    ['退休证明', 'guide/qiye-yanglaojin', 'everyday words'],
    ['身份证快到期了怎么办', 'guide/jumin-shenfenzheng-huanling', 'a worried sentence'],
    ['shengfenzheng huanlin', 'guide/jumin-shenfenzheng-huanling', 'southern and northern pinyin'],
    ['雷管', 'dataset/jinzhi-jidi', 'nothing but a row’s example'],
    ['包头人口', 'dataset/population-2020', 'a row of a dataset'],
    ['鄂伦春', 'dataset/xingzheng-quhua', 'a banner'],
    ['呼和浩特公积金', 'guide/gjj-zhanghu-chaxun', 'a matter said with its place'],
    ['包头市新生儿医保', 'guide/yibao-canbao', 'a matter behind a place said in full'],
  ])('%s finds %s (%s)', (said, expected) => {
    expect(keys(catalog.search(said)).slice(0, 3)).toContain(expected);
  });

  it('opens a dataset at the row that was looked for', () => {
    const hit = catalog.search('包头人口').hits[0];
    expect(hit?.target).toEqual({ kind: 'dataset', id: 'population-2020', word: '包头市' });
  });

  it('leaves a place out only where something is left without it', () => {
    expect(catalog.search('乌兰浩特火车站').hits[0]?.target).toEqual({ kind: 'dataset', id: 'huoche-zhan', word: '乌兰浩特站' });
    expect(catalog.search('呼和浩特').hits.every((hit) => /呼和浩特/.test(hit.title))).toBe(true);
  });

  it('shows three rows of a dataset, and the dataset itself for the rest', () => {
    const { hits } = catalog.search('火车站');
    const stations = hits.flatMap(({ target }) => (target.kind === 'dataset' && target.id === 'huoche-zhan' ? [target.word] : []));
    expect(stations).toHaveLength(4);
    expect(stations[0]).toBeUndefined();
    const east = keys(catalog.search('东站')).filter((key) => key === 'dataset/huoche-zhan');
    expect(east).toHaveLength(4);
  });

  it('says how a wrong character was understood', () => {
    expect(catalog.search('身分证').didYouMean).toBe('身份证');
    expect(catalog.search('身份证').didYouMean).toBeNull();
  });

  it.each([[''], ['   '], ['？？？'], ['qqqqqq'], ['😀'], ['外星飞碟']])('finds nothing for %j and says so with an empty list', (said) => {
    expect(catalog.search(said).hits).toEqual([]);
  });

  it('offers the few that share a part when nothing fits the whole', () => {
    const hits = catalog.search('量子力学健康证明公式').hits;
    expect(hits.length).toBeLessThanOrEqual(6);
    expect(hits[0]?.target).toEqual({ kind: 'guide', id: 'jiankangzheng' });
  });

  it('offers themes beside the hits', () => {
    expect(catalog.search('社保').themes.map((theme) => theme.target.id)).toContain('shebao');
  });
});

describe('every name of the documents is findable by itself', () => {
  it.each(['query', 'high-frequency', 'assist', 'grassroots'] as const)('list %s', (list) => {
    const lost = [...content.applications.values()]
      .filter((application) => application.list === list && application.enabled)
      .filter((application) => {
        const wanted = application.opens ?? { kind: 'unconnected', id: application.id };
        const same = [...content.applications.values()].filter((other) => other.name === application.name).map((other) => other.id);
        return !catalog
          .search(application.name)
          .hits.slice(0, Math.max(3, same.length + 1))
          .some((hit) => (hit.target.kind === wanted.kind && hit.target.id === wanted.id) || hit.title === application.name);
      });
    expect(lost.map((application) => application.name)).toEqual([]);
  });

  it('counts 158, 36 and 62 of them', () => {
    const count = (list: string): number => [...content.applications.values()].filter((application) => application.list === list).length;
    expect([count('query'), count('high-frequency'), count('assist')]).toEqual([158, 36, 62]);
  });
});

describe('whatever is typed', () => {
  it('never throws and never answers more than asked for', () => {
    const search = createSearch([{ phrases: ['公积金提取'], weight: 1 }], content.pinyin, content.sayings);
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 80, unit: 'grapheme' }), fc.stringMatching(/^[a-z公积金提取 ]{0,60}$/)), (text) => {
        expect(search.find(text, 1).length).toBeLessThanOrEqual(1);
        catalog.search(text);
      }),
      { numRuns: 400, seed: 2260 },
    );
  });
});
