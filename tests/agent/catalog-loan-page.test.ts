/** The loan calculator as it is asked: published rates from data, the schedule by pages and on paper, nothing reckoned from nothing. */
import { describe, expect, it } from 'vitest';
import { yuanWords } from '../../shared/base/money.ts';
import type { ReceiptBlock } from '../../shared/document/receipt.ts';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';
import { createCatalog } from '../../device-agent/catalog/catalog.ts';
import { contentOf, loadContent } from '../../device-agent/catalog/load.ts';
import { BASE_CONTENT, packageOf } from '../support/content-kit.ts';
import { ManualClock } from '../support/manual-clock.ts';

const TERMINAL: SlipTerminal = { id: 't-1', placeName: '示例旗政务服务中心', helpWindow: '1 号窗口', helpPhone: '12345', sandbox: false };
const loaded = loadContent(BASE_CONTENT);
if (!loaded.ok) throw new Error('the shipped content does not load');
const catalog = createCatalog(loaded.value, { clock: new ManualClock() });
const ID = 'gjj-daikuan';
const MILLION = { id: ID, yuan: 1_000_000, years: 30 };

function tableOf(blocks: readonly ReceiptBlock[]): readonly (readonly string[])[] {
  return blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
}

describe('公积金贷款计算器', () => {
  it('names its rates, their source and their date before anything is asked', () => {
    const view = catalog.loan({ id: ID });
    expect(view).toMatchObject({
      title: '公积金贷款计算器',
      options: ['首套个人住房公积金贷款', '第二套个人住房公积金贷款'],
      limits: { yearsMax: 30 },
      source: { publisher: '中国人民银行' },
      asOf: '2025-05-08',
      result: null,
    });
    expect(view?.rates.map((rate) => rate.percent)).toEqual(['2.1', '2.6', '2.525', '3.075']);
  });

  it.each([
    // 2025 年 5 月公布的示例：首套 100 万元 30 年，月供 4003.40 元，利息 44.12 万元.
    ['the first home over thirty years', {}, '2.6', 400_340],
    ['the second home over thirty years', { option: 1 }, '3.075', 425_660],
    ['five years are still the short term', { years: 5 }, '2.1', 1_757_154],
    ['six years are the long one', { years: 6 }, '2.6', 1_501_539],
    ['equal principal', { repayment: 'principal' }, '2.6', 494_445],
  ] as const)('%s', (_, changes, percent, firstFen) => {
    expect(catalog.loan({ ...MILLION, ...changes })?.result).toMatchObject({ percent, firstFen });
  });

  it('shows twelve months a page, and the last page for any page behind it', () => {
    expect(catalog.loan(MILLION)?.result).toMatchObject({ page: 0, pages: 30 });
    expect(catalog.loan({ ...MILLION, at: 2 })?.result?.months.map((month) => month.month)).toEqual(
      Array.from({ length: 12 }, (_, at) => 25 + at),
    );
    expect(catalog.loan({ ...MILLION, at: 400 })?.result).toMatchObject({ page: 29 });
    expect(catalog.loan({ ...MILLION, at: 400 })?.result?.months.at(-1)?.leftFen).toBe(0);
  });

  it.each([
    ['no amount yet', { yuan: undefined }],
    ['nothing borrowed', { yuan: 0 }],
    ['more than is lent', { yuan: 999_999_999 }],
    ['more years than there is a rate for', { years: 31 }],
    ['no years', { years: 0 }],
    ['a kind of loan that is not there', { option: 9 }],
  ])('%s: no result and nothing to print', (_, changes) => {
    const asked = { ...MILLION, ...changes };
    expect(catalog.loan(asked)?.result).toBeNull();
    expect(catalog.slip({ page: 'loan', ...asked }, {}, TERMINAL)).toBeNull();
  });

  it('the slip of a long loan is by years, of a short one by months; A4 always has every month', () => {
    const paper = (years: number, on: 'slip' | 'sheet'): number =>
      tableOf(catalog[on]({ page: 'loan', ...MILLION, years }, {}, TERMINAL)?.blocks ?? []).length;
    expect([paper(30, 'slip'), paper(3, 'slip'), paper(30, 'sheet'), paper(3, 'sheet')]).toEqual([30, 36, 360, 36]);
  });

  it('the slip adds up to what is owed, and says where the rate is from', () => {
    const slip = catalog.slip({ page: 'loan', ...MILLION }, {}, TERMINAL);
    const paid = tableOf(slip?.blocks ?? []).reduce((sum, row) => sum + Math.round(Number(row[1]) * 100), 0);
    expect(slip?.blocks).toContainEqual({ kind: 'pair', label: '本息合计', value: yuanWords(paid) });
    expect(slip?.blocks).toContainEqual({ kind: 'pair', label: '首月还款', value: '4,003.40 元', bold: true });
    expect(slip?.blocks).toContainEqual({ kind: 'pair', label: '利率日期', value: '2025-05-08' });
  });

  it('is found by what people call it', () => {
    for (const said of ['房贷计算器', '算一下月供', 'dkjsq'])
      expect(catalog.search(said).hits[0]?.target, said).toEqual({ kind: 'loan', id: ID });
  });
});

describe('a calculator without its rates is refused with its package', () => {
  const head = {
    id: 'lilv',
    title: '利率',
    themes: ['zhuti'],
    source: { title: '通知', publisher: '示例', date: '2026-01-01' },
    asOf: '2026-01-01',
    licence: '示例',
    example: true,
    columns: [
      { key: 'kind', title: '种类', kind: 'text' },
      { key: 'term', title: '期限', kind: 'text' },
      { key: 'rate', title: '利率', kind: 'number' },
    ],
    rowsFile: 'lilv.csv',
  };
  const calculator = {
    id: 'jisuan',
    title: '计算器',
    themes: ['zhuti'],
    dataset: 'lilv',
    optionColumn: 'kind',
    termColumn: 'term',
    rateColumn: 'rate',
    terms: [
      { term: '短', monthsMax: 60 },
      { term: '长', monthsMax: 360 },
    ],
    note: '示例',
  };
  const whyRefused = (changes: Record<string, unknown>, csv = 'kind,term,rate\n首套,短,2.1\n首套,长,2.6\n'): readonly string[] => {
    const files = packageOf({ 'datasets/lilv.json': head, 'datasets/lilv.csv': csv, 'calculators.json': [{ ...calculator, ...changes }] });
    const content = contentOf(files);
    return content.ok ? [] : content.error.map((fault) => `${fault.file} ${fault.field}：${fault.reason}`);
  };

  it.each([
    ['as it should be', {}, undefined, []],
    ['a dataset that is not there', { dataset: 'mei-you' }, undefined, ['calculators.json dataset：没有数据 mei-you']],
    ['a column that is not there', { rateColumn: 'lixi' }, undefined, ['calculators.json rateColumn：数据里没有 lixi 这一列']],
    ['a term without a rate', {}, 'kind,term,rate\n首套,短,2.1\n', ['calculators.json terms：“首套”没有“长”的利率']],
    ['an impossible rate', {}, 'kind,term,rate\n首套,短,2.1\n首套,长,99\n', ['calculators.json terms：“首套”没有“长”的利率']],
    ['terms out of order', { terms: [...calculator.terms].reverse() }, undefined, ['calculators.json terms：期限要从短到长']],
    ['a theme that is not there', { themes: ['x'] }, undefined, ['calculators.json themes：没有主题 x']],
  ])('%s', (_, changes, csv, expected) => {
    expect(whyRefused(changes, csv)).toEqual(expected);
  });
});

describe('money is read with its thousands apart', () => {
  it.each([
    [0, '0.00 元'],
    [5, '0.05 元'],
    [123_456_780, '1,234,567.80 元'],
    [-100, '-1.00 元'],
  ])('%s fen', (fen, words) => {
    expect(yuanWords(fen)).toBe(words);
  });
});
