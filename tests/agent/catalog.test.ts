/** What the catalog answers to the page: home, themes, guides with today's hours, datasets, slips. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../device-agent/catalog/catalog.ts';
import type { Catalog } from '../../device-agent/catalog/catalog.ts';
import { contentOf, loadContent } from '../../device-agent/catalog/load.ts';
import type { Material } from '../../shared/catalog/guide.ts';
import { materialsFor } from '../../shared/catalog/materials.ts';
import type { Situations } from '../../shared/catalog/materials.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { KitFiles } from '../support/content-kit.ts';
import { BASE_CONTENT, guideOf, packageOf } from '../support/content-kit.ts';
import { ManualClock } from '../support/manual-clock.ts';

const TERMINAL = { id: 'demo-001', placeName: '示例旗政务服务中心', helpWindow: '1 号综合咨询窗口', helpPhone: '12345', sandbox: false };

function base(at = '2026-11-20T10:00:00+08:00'): Catalog {
  const loaded = loadContent(BASE_CONTENT);
  if (!loaded.ok) throw new Error('the shipped content does not load');
  return createCatalog(loaded.value, { clock: new ManualClock(at) });
}

function kit(changes: KitFiles, at = '2026-11-20T10:00:00+08:00'): Catalog {
  const loaded = contentOf(packageOf(changes));
  if (!loaded.ok) throw new Error(loaded.error[0]?.reason);
  return createCatalog(loaded.value, { clock: new ManualClock(at) });
}

function materialsOf(catalog: Catalog, id: string, situations: Situations): readonly Material[] {
  const view = catalog.guide(id);
  return view === null ? [] : materialsFor(view.guide, situations);
}

function textOf(document: ReceiptDocument | null): string {
  return (document?.blocks ?? [])
    .map((block) => {
      if (block.kind === 'text') return block.text;
      if (block.kind === 'pair') return `${block.label}:${block.value}`;
      if (block.kind === 'table') return [block.columns.map((column) => column.head), ...block.rows].map((row) => row.join('|')).join('\n');
      return block.kind === 'code' ? block.data : '';
    })
    .join('\n');
}

describe('home and themes', () => {
  const catalog = base();
  it('leads with hot matters that exist and a tile per theme', () => {
    const home = catalog.home();
    expect(home.groups.flatMap((group) => group.entries.map((entry) => entry.title))).toContain('公积金账户查询');
    expect(home.themes.length).toBeGreaterThanOrEqual(16);
    expect(home.contentVersion).toBe(catalog.version);
  });

  it('no tile leads to an empty page', () => {
    const empty = catalog.home().themes.filter((theme) => catalog.theme(theme.target.id)?.entries.length === 0);
    expect(empty).toEqual([]);
  });

  it('everything a theme lists can be opened, and what can be done here comes first', () => {
    for (const tile of catalog.home().themes) {
      const theme = catalog.theme(tile.target.id);
      for (const { target } of theme?.entries ?? []) {
        const opened =
          target.kind === 'guide'
            ? catalog.guide(target.id)
            : target.kind === 'dataset'
              ? catalog.dataset({ id: target.id })
              : target.kind === 'loan'
                ? catalog.loan({ id: target.id })
                : catalog.unconnected(target.id);
        expect(opened, `${target.kind}/${target.id}`).not.toBeNull();
      }
    }
    expect(catalog.theme('gongjijin')?.entries[0]?.badges).toContain('本机可办');
  });

  it.each([['theme'], ['guide'], ['unconnected'], ['journey']] as const)('an unknown %s is null', (kind) => {
    expect(catalog[kind]('meiyou')).toBeNull();
  });
});

describe('guides', () => {
  it('no shipped guide lacks an element of indicators 12–24, blank and sample forms included', () => {
    const loaded = loadContent(BASE_CONTENT);
    const catalog = base();
    const lacking = (loaded.ok ? [...loaded.value.guides.keys()] : ['nothing loaded']).filter(
      (id) => catalog.guide(id)?.missing.length !== 0,
    );
    expect(lacking).toEqual([]);
  });

  it('every shipped form is a PDF, and every sample says 样表 in its name', () => {
    const loaded = loadContent(BASE_CONTENT);
    const materials = loaded.ok ? [...loaded.value.guides.values()].flatMap((guide) => guide.materials ?? []) : [];
    const forms = materials.flatMap((material) => (material.blankForm === undefined ? [] : [material.blankForm, material.sampleForm]));
    expect(forms.length).toBeGreaterThanOrEqual(26);
    for (const form of forms)
      expect(
        readFileSync(`${BASE_CONTENT}/files/${form ?? ''}`)
          .subarray(0, 5)
          .toString('latin1'),
      ).toBe('%PDF-');
    expect(forms.filter((_, at) => at % 2 === 1).every((form) => form?.endsWith('yangbiao.pdf') === true)).toBe(true);
  });

  it('an element that the hall left out is named, not guessed', () => {
    expect(kit({}).guide('jia')?.missing).toEqual([
      '法定办结时限',
      '承诺办结时限',
      '办理地点',
      '办理时间',
      '咨询方式',
      '中介机构或特殊环节',
      '材料来源或出具单位',
      '数量要求',
      '类型和形式',
      '流程内容详实性',
      '到办事现场次数',
      '空表下载服务',
      '样表下载服务',
    ]);
  });

  it.each([
    ['2026-11-20T12:30:00+08:00', false, '今天 13:00 开门'],
    ['2026-11-20T15:00:00+08:00', true, '今天 17:00 关门'],
    ['2026-10-01T10:00:00+08:00', false, '10月8日（周四） 09:00 开门'],
  ])('at %s the counter is open: %s, %s', (at, open, words) => {
    expect(base(at).guide('gjj-tiqu')?.openNow).toEqual({ open, words });
  });

  it('two answers to a 情形 question give two lists, no answer gives the whole one', () => {
    const catalog = base();
    const names = (situations: Record<string, string>): readonly string[] =>
      materialsOf(catalog, 'gjj-tiqu', situations).map((one) => one.id);
    expect(names({ yongtu: 'zufang' })).toEqual(['shenfenzheng', 'shenqingbiao', 'yinhangka', 'zufang']);
    expect(names({ yongtu: 'tuixiu' })).toEqual(['shenfenzheng', 'shenqingbiao', 'yinhangka', 'tuixiu']);
    expect(names({})).toHaveLength(7);
  });

  it.each([
    ['the day before it takes effect', '2026-11-30T10:00:00+08:00', false],
    ['from its first day', '2026-12-01T10:00:00+08:00', true],
    ['on its last day', '2026-12-30T10:00:00+08:00', true],
    ['from the day it is cancelled', '2026-12-31T00:00:00+08:00', false],
  ])('%s', (_, at, shown) => {
    const catalog = kit(
      {
        'guides/yi.json': guideOf('yi', { name: '甲甲甲', effective: '2026-12-01', cancelled: '2026-12-31' }),
        'hot.json': { home: [{ kind: 'guide', id: 'yi' }], weights: {} },
      },
      at,
    );
    const places = [
      catalog.guide('yi') !== null,
      catalog.has({ page: 'guide', id: 'yi' }),
      catalog.home().groups[0]?.entries.length === 1,
      catalog.theme('zhuti')?.entries.some((entry) => entry.title === '甲甲甲') === true,
      catalog.search('甲甲甲').hits.some((hit) => hit.title === '甲甲甲'),
    ];
    expect(places).toEqual(places.map(() => shown));
  });
});

describe('一次性告知 slip', () => {
  const catalog = base();
  const slip = textOf(
    catalog.slip({ page: 'guide', id: 'jumin-shenfenzheng-huanling' }, { yuanyin: 'daoqi', nianling: 'chengnian' }, TERMINAL),
  );

  it.each([
    ['the chosen 情形', '为什么换证:有效期满'],
    ['a material with copies and source', '1. 原居民身份证（必要）\n原件 1 份，纸质；来源：公安机关核发'],
    ['the fee', '收费:收费：20 元/证'],
    ['the statutory limit with its unit', '法定时限:60 个自然日'],
    ['the promised limit', '承诺时限:30 个自然日'],
    ['the latest day counted from today', '今天受理，最迟:2026-12-20'],
    ['the visits', '到现场:要去大厅 2 次'],
    ['address, room and window', '一楼综合服务大厅 5 号公安窗口（示例）'],
    ['the phone', '咨询电话:12345（政务服务便民热线）'],
    ['the hours', '办理时间:周一至周五 09:00—12:00、13:00—17:00'],
    ['the guide’s date', '指南更新日期:2026-11-20'],
    ['the machine', '自助机编号:demo-001'],
    ['that it is an example', '示例内容，以窗口告知为准'],
  ])('carries %s', (_, words) => {
    expect(slip).toContain(words);
  });

  it('leaves out what this 情形 does not need', () => {
    expect(slip).not.toContain('监护人的居民身份证');
    expect(textOf(catalog.slip({ page: 'guide', id: 'jumin-shenfenzheng-huanling' }, { nianling: 'weichengnian' }, TERMINAL))).toContain(
      '监护人的居民身份证',
    );
  });

  it('says 演示 at head and foot with the sandbox platform', () => {
    const demo = textOf(catalog.slip({ page: 'guide', id: 'gjj-tiqu' }, {}, { ...TERMINAL, sandbox: true }));
    expect(demo.match(/演示，不作为办事凭证/g)).toHaveLength(2);
    expect(slip).not.toContain('演示');
  });

  it('shows 未提供 for what the hall left out', () => {
    expect(textOf(kit({}).slip({ page: 'guide', id: 'jia' }, {}, TERMINAL)).match(/未提供/g)?.length).toBeGreaterThanOrEqual(7);
  });
});

describe('datasets', () => {
  const catalog = base();
  it('shows population with names for codes, source, date and what to draw as bars', () => {
    const view = catalog.dataset({ id: 'population-2020' });
    expect(view).toMatchObject({ total: 13, asOf: '2020-11-01', stale: false, example: false, chart: { label: 0, value: 1 } });
    expect(view?.rows[2]).toEqual(['包头市', '2709378']);
    expect(view?.regions).toHaveLength(13);
  });

  it('the twelve leagues and cities add up to the whole', () => {
    const numbers = (catalog.dataset({ id: 'population-2020' })?.rows ?? []).map((row) => Number(row[1]));
    expect(numbers.slice(1).reduce((sum, one) => sum + one, 0)).toBe(numbers[0]);
  });

  it.each([
    [{ region: '150200' }, 9],
    [{ region: '150000' }, 103],
    [{ word: '自治旗' }, 3],
    [{ word: '150221' }, 1],
    [{ region: '150700', word: '自治旗' }, 3],
    [{ word: '没有这个' }, 0],
  ])('filtered by %j the divisions are %s', (filter, total) => {
    expect(catalog.dataset({ id: 'xingzheng-quhua', ...filter })?.total).toBe(total);
  });

  it('turns pages, and a page past the end is the last', () => {
    expect(catalog.dataset({ id: 'xingzheng-quhua', at: 1 })?.rows).toHaveLength(20);
    expect(catalog.dataset({ id: 'xingzheng-quhua', at: 99 })).toMatchObject({ page: 5, total: 103 });
  });

  it('tells when data grew old', () => {
    expect(base('2026-05-08T10:00:00+08:00').dataset({ id: 'gjj-lilv' })?.stale).toBe(false);
    expect(base('2026-05-09T10:00:00+08:00').dataset({ id: 'gjj-lilv' })?.stale).toBe(true);
  });

  it('prints what is seen, with source and date', () => {
    const slip = textOf(catalog.slip({ page: 'dataset', id: 'population-2020', word: '包头' }, {}, TERMINAL));
    expect(slip).toContain('查找:包头');
    expect(slip).toContain('包头市|2,709,378');
    expect(slip).not.toContain('赤峰市');
    expect(slip).toContain('数据日期:2020-11-01');
    expect(slip).toContain('内蒙古自治区第七次全国人口普查公报');
  });

  it('lists sample places as 示例, found by name with address and phone', () => {
    const hit = catalog.search('示例旗户政大厅').hits[0];
    expect(hit?.badges).toContain('示例');
    expect(hit?.target).toMatchObject({ kind: 'dataset', word: '示例旗公安局户政大厅（示例）' });
    const word = hit?.target.kind === 'dataset' ? hit.target.word : undefined;
    expect(catalog.dataset({ id: hit?.target.id ?? '', word })?.rows).toMatchObject([
      [word, expect.stringContaining('3 号'), '12345', '示例旗（示例）', expect.anything()],
    ]);
  });

  it('ships at least 20, each with source, date and licence', () => {
    const loaded = loadContent(BASE_CONTENT);
    const heads = loaded.ok ? [...loaded.value.datasets.values()].map((dataset) => dataset.head) : [];
    expect(heads.length).toBeGreaterThanOrEqual(20);
    expect(heads.filter((head) => head.source.title === '' || head.licence === '')).toEqual([]);
    expect(heads.filter((head) => head.example).map((head) => head.title)).toEqual(['办事场所']);
  });
});

describe('what is not connected', () => {
  const catalog = base();
  it('names department, window, phone and address, and prints them', () => {
    expect(catalog.unconnected('qa-03-04')).toMatchObject({ title: '派出所查询', department: '自治区公安厅', window: '综合咨询窗口' });
    expect(textOf(catalog.slip({ page: 'unconnected', id: 'qa-03-04' }, {}, TERMINAL))).toContain('https://zwfw.nmg.gov.cn/');
  });

  it('an application that opens data has no such page', () => {
    expect(catalog.unconnected('qa-15-01')).toBeNull();
    expect(catalog.has({ page: 'unconnected', id: 'qa-15-01' })).toBe(false);
  });

  it('a switched-off application leaves no trace', () => {
    const application = { id: 'app', name: '停用的服务', list: 'query', department: '示例局', themes: ['zhuti'], service: '查询' };
    const on = kit({ 'applications.json': [{ ...application, enabled: true }] });
    const off = kit({ 'applications.json': [{ ...application, enabled: false }] });
    expect(on.search('停用的服务').hits).toHaveLength(1);
    expect([off.search('停用的服务').hits.length, off.theme('zhuti')?.entries.length, off.unconnected('app')]).toEqual([0, 1, null]);
  });
});

describe('一件事', () => {
  const catalog = base();
  it.each([
    ['yiwu-jiaoyu-ruxue', '义务教育入学一件事'],
    ['gongbanyuan-ruyuan', '公办园入园一件事'],
  ])('%s merges the materials of its parts, each paper once', (id, name) => {
    const view = catalog.guide(id);
    const papers = (view?.guide.materials ?? []).map((material) => material.name);
    expect(view?.guide.name).toBe(name);
    expect(new Set(papers).size).toBe(papers.length);
    expect(papers.filter((paper) => paper === '居民身份证')).toHaveLength(1);
    expect(view?.missing).toEqual([]);
  });

  it('keeps the 情形 of each part apart: an answer for one shortens only its own papers', () => {
    const all = materialsOf(catalog, 'yiwu-jiaoyu-ruxue', {}).map((material) => material.name);
    const local = materialsOf(catalog, 'yiwu-jiaoyu-ruxue', { 'xuexiao-baoming-huji': 'bendi' }).map((material) => material.name);
    expect(all).toContain('父母居住证');
    expect(local).not.toContain('父母居住证');
    expect(local).toContain('就业证明（劳动合同、营业执照等）');
    expect(textOf(catalog.slip({ page: 'guide', id: 'yiwu-jiaoyu-ruxue' }, {}, TERMINAL))).toContain('用于：学校报名');
  });

  it.each([['入学一件事'], ['孩子上学一次办'], ['yjs']])('%s finds one', (said) => {
    expect(
      catalog
        .search(said)
        .hits.slice(0, 3)
        .some((hit) => hit.title.endsWith('一件事')),
    ).toBe(true);
  });
});

describe('journeys', () => {
  it('the two journeys of the first release belong to guides that lead to them', () => {
    const catalog = base();
    for (const id of ['gjj-query', 'juzhuzheng']) {
      const journey = catalog.journey(id);
      expect(catalog.guide(journey?.item ?? '')?.guide.journey).toBe(id);
    }
  });
});
