/** A content package is loaded whole or refused whole, with the place and the reason. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultLine } from '../../device-agent/catalog/content-fault.ts';
import { contentOf, loadContent } from '../../device-agent/catalog/load.ts';
import { BASE_CONTENT, guideOf, packageOf } from '../support/content-kit.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function copyOfBase(): string {
  const folder = temporaryFolder();
  cpSync(BASE_CONTENT, folder, { recursive: true });
  return folder;
}

function reasons(dir: string): readonly string[] {
  const loaded = loadContent(dir);
  return loaded.ok ? [] : loaded.error.map(faultLine);
}

describe('the shipped package', () => {
  it('loads without a finding', () => {
    expect(reasons(BASE_CONTENT)).toEqual([]);
  });

  it('is refused when one byte of one guide changed after publishing', () => {
    const dir = copyOfBase();
    const file = join(dir, 'guides/gjj-zhanghu-chaxun.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('余额', '余款'));
    expect(reasons(dir)).toEqual(['guides/gjj-zhanghu-chaxun.json：内容与清单的校验值不一致']);
  });

  it('is refused when a file was slipped in that the manifest does not name', () => {
    const dir = copyOfBase();
    writeFileSync(join(dir, 'guides/extra.json'), '{}');
    expect(reasons(dir)).toEqual(['guides/extra.json：清单里没有这个文件']);
  });

  it('is refused when a listed file is missing', () => {
    const dir = copyOfBase();
    rmSync(join(dir, 'themes.json'));
    expect(reasons(dir)).toEqual(['themes.json：清单里有，但读不到这个文件，或文件过大']);
  });

  it('says that a folder without a manifest is no content package', () => {
    const dir = temporaryFolder();
    expect(reasons(dir)).toEqual(['manifest.json：没有清单文件，这里不是内容包']);
  });
});

describe('one bad row refuses the package and names the place', () => {
  const dataset = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
    id: 'shuju',
    title: '示例数据',
    themes: ['zhuti'],
    source: { title: '公报', publisher: '统计局', date: '2021-05-20' },
    asOf: '2020-11-01',
    licence: '公开',
    example: true,
    columns: [
      { key: 'region', title: '地区', kind: 'region' },
      { key: 'n', title: '人数', kind: 'number' },
    ],
    rowsFile: 'shuju.csv',
    ...changes,
  });
  it.each([
    ['a misspelt field', { 'guides/yi.json': guideOf('yi', { nmae: 'x' }) }, 'guides/yi.json 字段 nmae：没有这个字段'],
    ['a guide without a name', { 'guides/yi.json': guideOf('yi', { name: '' }) }, 'guides/yi.json 字段 name：不能为空'],
    [
      'a department left out',
      { 'guides/yi.json': guideOf('yi', { department: undefined }) },
      'guides/yi.json 字段 department：缺少这个字段',
    ],
    ['an item type that GB/T 39554 does not know', { 'guides/yi.json': guideOf('yi', { type: '行政服务' }) }, '只能是'],
    [
      'the second of three rows',
      { 'guides/yi.json': [guideOf('yi'), guideOf('er', { visits: -1 }), guideOf('san')] },
      'guides/yi.json 第 2 行 字段 visits：不能小于 0',
    ],
    ['the same id twice', { 'guides/yi.json': [guideOf('yi'), guideOf('yi')] }, '编号 yi 重复'],
    ['a theme that does not exist', { 'guides/yi.json': guideOf('yi', { themes: ['meiyou'] }) }, 'guides yi 字段 themes：没有主题 meiyou'],
    ['a day that does not exist', { 'guides/yi.json': guideOf('yi', { updated: '2026-02-30' }) }, '没有 2026-02-30 这一天'],
    [
      'hours that end before they begin',
      { 'guides/yi.json': guideOf('yi', { hours: { weekly: { 1: ['17:00-09:00'] }, holidays: 'closed' } }) },
      '时间段不对：17:00-09:00',
    ],
    [
      'a charge without its basis',
      { 'guides/yi.json': guideOf('yi', { fee: { charged: true, standard: '20 元' } }) },
      '收费要写明标准和依据',
    ],
    [
      'a form that is not in the package',
      { 'guides/yi.json': guideOf('yi', { materials: [{ id: 'biao', name: '申请表', blankForm: 'kong.pdf' }] }) },
      '没有表格文件 files/kong.pdf',
    ],
    [
      'a 情形 that nobody is asked',
      { 'guides/yi.json': guideOf('yi', { materials: [{ id: 'biao', name: '申请表', onlyWhen: ['a:b'] }] }) },
      '没有情形 a 的选项 b',
    ],
    [
      'one 基本编码 with two names',
      { 'guides/yi.json': [guideOf('yi', { catalogCode: '000100001000' }), guideOf('er', { catalogCode: '000100001000' })] },
      '基本编码 000100001000 与“事项yi”（yi）相同',
    ],
    [
      'a number that is none',
      { 'datasets/shuju.json': dataset(), 'datasets/shuju.csv': 'region,n\n150200,很多\n' },
      'datasets/shuju.csv 第 1 行 字段 n：应为数字，现在是 很多',
    ],
    [
      'a region that does not exist',
      { 'datasets/shuju.json': dataset(), 'datasets/shuju.csv': 'region,n\n150200,1\n999999,2\n' },
      'datasets/shuju.csv 第 2 行 字段 region：没有区划代码 999999',
    ],
    [
      'a row with a cell too many',
      { 'datasets/shuju.json': dataset(), 'datasets/shuju.csv': 'region,n\n150200,1,2\n' },
      '应有 2 列，现在是 3 列',
    ],
    ['a quote that never closes', { 'datasets/shuju.json': dataset(), 'datasets/shuju.csv': 'region,n\n"150200,1\n' }, '引号没有配对'],
    [
      'a dataset without a source',
      { 'datasets/shuju.json': dataset({ source: undefined }), 'datasets/shuju.csv': 'region,n\n' },
      'datasets/shuju.json 字段 source：缺少这个字段',
    ],
    [
      'a hot tile that leads nowhere',
      { 'hot.json': { home: [{ kind: 'guide', id: 'meiyou' }], weights: {} } },
      'hot.json 第 1 行 字段 home：没有 meiyou',
    ],
    [
      'a make-up day that is no weekend',
      { 'holidays.json': [{ year: 2026, source: { title: 't', publisher: 'p', date: '2025-11-04' }, off: [], work: ['2026-03-02'] }] },
      '2026-03-02 不是周末，不用调休',
    ],
    ['a file of no known kind', { 'notes.txt': 'x' }, 'notes.txt：内容包里没有这种文件'],
    ['JSON that breaks off', { 'themes.json': '[{' }, 'themes.json：不是完整的 JSON'],
  ])('%s', (_, changes, expected) => {
    const loaded = contentOf(packageOf(changes));
    expect(loaded.ok ? [] : loaded.error.map(faultLine)).toContainEqual(expect.stringContaining(expected));
  });

  it('the kit itself is fine, so every refusal above is due to its one change', () => {
    expect(contentOf(packageOf()).ok).toBe(true);
  });

  it('an increment alone is not content', () => {
    expect(contentOf(packageOf({}, { kind: 'increment' })).ok).toBe(false);
  });
});

describe('any set of rows', () => {
  const row = fc.record({
    good: fc.boolean(),
    visits: fc.integer({ min: 0, max: 9 }),
    days: fc.integer({ min: 0, max: 3650 }),
    broken: fc.constantFrom('visits', 'days', 'type', 'extra'),
  });
  it('is loaded whole or refused whole, and the refusal names every bad row', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        const guides = rows.map((one, at) => {
          const guide = guideOf(`g${at}`, { visits: one.visits, promisedLimit: { days: one.days, unit: '工作日' } });
          if (one.good) return guide;
          if (one.broken === 'visits') return { ...guide, visits: 10 + one.visits };
          if (one.broken === 'days') return { ...guide, promisedLimit: { days: one.days + 0.5, unit: '工作日' } };
          return one.broken === 'type' ? { ...guide, type: '其他' } : { ...guide, [`x${at}`]: 1 };
        });
        const loaded = contentOf(packageOf({ 'guides/many.json': guides }));
        const bad = rows.flatMap((one, at) => (one.good ? [] : [at + 1]));
        if (bad.length === 0) {
          expect(loaded.ok && loaded.value.guides.size).toBe(rows.length + 1);
        } else {
          expect(loaded.ok).toBe(false);
          const named = loaded.ok ? [] : loaded.error.filter((fault) => fault.file === 'guides/many.json').map((fault) => fault.row);
          expect(new Set(named)).toEqual(new Set(bad));
        }
      }),
      { numRuns: 120, seed: 39554 },
    );
  });
});
