/** The 24 indicators and the quality rules, on a sample with one fault each. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../device-agent/catalog/csv.ts';
import { indicatorsCsv, measureIndicators } from '../../device-agent/catalog/indicators.ts';
import type { Measured } from '../../device-agent/catalog/indicators.ts';
import { qualityFindings } from '../../device-agent/catalog/quality.ts';
import { guideSchema } from '../../shared/catalog/guide.ts';
import type { Guide } from '../../shared/catalog/guide.ts';

const form = {
  id: 'biao',
  name: '申请表',
  source: '窗口领取',
  copies: '1 份',
  type: '原件',
  form: '纸质',
  filledIn: true,
  blankForm: 'kong.pdf',
  sampleForm: 'yang.pdf',
  onlyWhen: ['a:b'],
};

/** A guide without fault; the changes are the fault. */
function perfect(id: string, changes: Record<string, unknown> = {}): Guide {
  return v.parse(guideSchema, {
    id,
    name: `事项 ${id}`,
    catalogCode: `code-${id}`,
    type: '公共服务',
    department: '甲局',
    themes: [],
    example: false,
    updated: '2026-01-01',
    caseType: '承诺件',
    depth: 'Ⅳ',
    statutoryLimit: { days: 20, unit: '工作日' },
    promisedLimit: { days: 5, unit: '工作日' },
    visits: 0,
    fee: { charged: false },
    basis: ['《示例法》'],
    counters: [{ name: '大厅', address: '示例路 1 号', room: '一楼', window: '3 号' }],
    hours: { weekly: { 1: ['09:00-17:00'] }, holidays: 'closed' },
    consultation: '0470-0000000',
    complaint: '12345',
    intermediary: '无',
    materials: [form],
    situations: [
      {
        id: 'a',
        question: '哪种',
        choices: [
          { id: 'b', label: '这种' },
          { id: 'c', label: '那种' },
        ],
      },
    ],
    process: [{ name: '受理', limit: '当场', criteria: '齐全', result: '受理' }],
    ...changes,
  });
}

const instant = { caseType: '即办件', statutoryLimit: { days: 0, unit: '工作日' }, promisedLimit: { days: 0, unit: '工作日' } };
const six = { type: '行政确认' };

/** Twenty public services, eight things done at once, three of the six kinds: everything met. */
function sound(): readonly Guide[] {
  return [
    ...Array.from({ length: 20 }, (_, at) => perfect(`g${at}`)),
    ...Array.from({ length: 8 }, (_, at) => perfect(`j${at}`, instant)),
    ...Array.from({ length: 3 }, (_, at) => perfect(`s${at}`, six)),
  ];
}

function measured(guides: readonly Guide[], changes: Partial<Measured> = {}): Measured {
  const powers = guides
    .filter((guide) => guide.type === '行政确认')
    .map((guide) => ({ id: `p-${guide.id}`, name: guide.name, type: '行政确认' as const, department: '甲局', guides: [guide.id] }));
  return { guides, applications: [], powers, ...changes };
}

describe('indicators', () => {
  it('a sound item base meets all 24 with nothing failing', () => {
    const indicators = measureIndicators(measured(sound()));
    expect(indicators.map((one) => one.no)).toEqual(Array.from({ length: 24 }, (_, at) => at + 1));
    expect(indicators.filter((one) => !one.met || one.failing.length > 0)).toEqual([]);
  });

  const slow = { statutoryLimit: { days: 900, unit: '工作日' }, promisedLimit: { days: 900, unit: '工作日' } };
  const change = (id: string, changes: Record<string, unknown>): Measured =>
    measured(sound().map((guide) => (guide.id === id ? perfect(id, changes) : guide)));
  const material = (changes: Record<string, unknown>): Measured => change('g0', { materials: [{ ...form, ...changes }] });
  it.each<[number, string, Measured]>([
    [1, 'one promise that shortens nothing', change('g0', slow)],
    [2, 'nothing is done at once any more', measured(sound().map((guide) => ({ ...guide, caseType: '承诺件' as const })))],
    [
      3,
      'a named service without a guide',
      measured(sound(), {
        applications: [{ id: 'hf', name: '高频', list: 'high-frequency', department: '甲局', themes: [], service: '办理', enabled: true }],
      }),
    ],
    [4, 'a depth Ⅱ item that asks for three visits', change('g0', { depth: 'Ⅱ', visits: 3 })],
    [5, 'a depth Ⅲ item that asks for two visits', change('g0', { depth: 'Ⅲ', visits: 2 })],
    [6, 'a depth Ⅳ item that asks for a visit', change('g0', { visits: 1 })],
    [
      7,
      'a power without a guide',
      measured(sound(), {
        powers: [...measured(sound()).powers, { id: 'p', name: '权力', type: '行政许可', department: '甲局', guides: [] }],
      }),
    ],
    [8, 'a department with one public service', measured([...sound(), perfect('z', { department: '乙局' })])],
    [9, 'an item that no power leads to', measured(sound(), { powers: measured(sound()).powers.slice(0, 2) })],
    [10, 'one code with two names', change('g0', { catalogCode: 'code-g1' })],
    [11, 'no item shortens its list by 情形', measured(sound().map((guide) => ({ ...guide, materials: [] })))],
    [12, 'no statutory limit', change('g0', { statutoryLimit: undefined })],
    [13, 'no promised limit', change('g0', { promisedLimit: undefined })],
    [14, 'a counter without its window', change('g0', { counters: [{ name: '大厅', address: '示例路 1 号', room: '一楼' }] })],
    [15, 'no hours', change('g0', { hours: undefined })],
    [16, 'no phone to ask', change('g0', { consultation: undefined })],
    [17, 'nothing said of intermediaries', change('g0', { intermediary: undefined })],
    [18, 'a material of unknown source', material({ source: undefined })],
    [19, 'a material without copies', material({ copies: undefined })],
    [20, 'a material without its form', material({ form: undefined })],
    [21, 'a step without its criteria', change('g0', { process: [{ name: '受理', limit: '当场', result: '受理' }] })],
    [22, 'no number of visits', change('g0', { visits: undefined, depth: undefined })],
    [23, 'a form without its blank', material({ blankForm: undefined })],
    [24, 'a form without its sample', material({ sampleForm: undefined })],
  ])('%s: %s is found', (no, _, content) => {
    const indicator = measureIndicators(content).find((one) => one.no === no);
    expect(indicator).toMatchObject({ met: false });
    expect(indicator?.failing.length).toBeGreaterThan(0);
  });

  it('an empty item base meets nothing that has to be measured', () => {
    expect(measureIndicators({ guides: [], applications: [], powers: [] }).filter((one) => one.met)).toEqual([]);
  });

  it('the report has a line per indicator and a line per failing item', () => {
    const indicators = measureIndicators(change('g0', { consultation: undefined }));
    const records = parseCsv(indicatorsCsv(indicators));
    const failing = indicators.reduce((sum, one) => sum + one.failing.length, 0);
    expect(records.ok && records.value).toHaveLength(1 + 24 + failing);
    expect(records.ok && records.value).toContainEqual(['16', '咨询方式', '', '', '', '事项 g0', '缺咨询方式']);
  });
});

describe('quality rules', () => {
  it.each([
    ['promised at once, yet 承诺件', { promisedLimit: { days: 0, unit: '工作日' } }, '承诺当场办结，却不是即办件'],
    ['即办件 that takes days', { caseType: '即办件' }, '是即办件，承诺时限却不是当场'],
    ['depth Ⅳ with a visit', { visits: 1 }, '全程网办（Ⅳ级），却要到现场'],
    ['a charge without basis', { fee: { charged: true, standard: '20 元' } }, '收费，却没有写依据'],
    ['only one of the two phones', { complaint: undefined }, '咨询和监督方式缺一个'],
    ['the same phone twice', { complaint: '0470-0000000' }, '咨询和监督是同一个电话'],
    ['a licence without questions and steps', { type: '行政许可' }, '行政许可没有常见问题'],
    ['no legal basis', { basis: [] }, '没有写设定依据'],
  ])('%s', (_, changes, why) => {
    expect(qualityFindings([perfect('g')])).toEqual([]);
    expect(qualityFindings([perfect('g', changes)]).map((finding) => finding.why)).toContain(why);
  });
});
