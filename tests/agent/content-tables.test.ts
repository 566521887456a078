/** Tables as halls have them: spreadsheets with titles, merged cells and two-storey headings; and what the content tool writes for others. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import type { BookType } from '@e965/xlsx';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';
import { faultLine } from '../../device-agent/catalog/content-fault.ts';
import { parseCsv } from '../../device-agent/catalog/csv.ts';
import { indicatorsOf } from '../../device-agent/catalog/indicators.ts';
import { indicatorsSlip } from '../../device-agent/catalog/indicators-slip.ts';
import { loadContent } from '../../device-agent/catalog/load.ts';
import { importItems, mappingSchema } from '../../device-agent/content-cli/import-items.ts';
import type { Mapping } from '../../device-agent/content-cli/import-items.ts';
import { runContentCli } from '../../device-agent/content-cli/main.ts';
import { readTable } from '../../device-agent/content-cli/read-table.ts';
import { BASE_CONTENT } from '../support/content-kit.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const FIXED = { themes: ['zhengjian'], example: true, updated: '2026-01-01' };

/** A title over the whole width, headings of two storeys, departments merged downwards. */
const OURS: Mapping = v.parse(mappingSchema, {
  source: '内蒙古导出表',
  skipRows: 1,
  headRows: 2,
  fillDown: [],
  idFrom: '实施编码',
  idPrefix: 'nm-',
  fields: {
    name: { as: 'text', from: '事项名称' },
    department: { as: 'text', from: '部门' },
    type: { as: 'text', from: '事项类型' },
    visits: { as: 'number', from: '到现场次数' },
    promisedLimit: { as: 'limit', from: '承诺时限/数值', unitFrom: '承诺时限/单位', units: { 工作日: '工作日', 自然日: '自然日' } },
  },
  fixed: FIXED,
});
const OUR_ROWS = [
  ['示例旗政务服务事项目录', '', '', '', '', '', ''],
  ['部门', '实施编码', '事项名称', '事项类型', '承诺时限', '', '到现场次数'],
  ['', '', '', '', '数值', '单位', ''],
  ['公安局', '000712', '居住证签注', '行政确认', 3, '工作日', 1],
  ['', '000713', '户口迁移，市内', '行政确认', 5, '工作日', ''],
  ['民政局', '000801', '养老机构备案', '其他行政权力', 20, '自然日', 1],
];
const OUR_MERGES = ['A1:G1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'E2:F2', 'G2:G3', 'A4:A5'];

/** Another province: one row of headings on the second sheet, codes instead of words. */
const THEIRS: Mapping = v.parse(mappingSchema, {
  source: '外省代码表',
  sheet: 'TASK',
  fillDown: [],
  idFrom: 'TASK_CODE',
  fields: {
    name: { as: 'text', from: 'TASK_NAME' },
    department: { as: 'text', from: 'DEPT_NAME' },
    type: { as: 'choice', from: 'TASK_TYPE', values: { '01': '行政许可', '07': '行政确认', '20': '公共服务' } },
    promisedLimit: { as: 'limit', from: 'PROMISE_DAY', unitFrom: 'PROMISE_TYPE', units: { '1': '工作日', '2': '自然日' } },
    audience: { as: 'list', from: 'SERVER_TYPE', separator: '^', values: { '1': '自然人', '2': '企业法人' } },
  },
  fixed: FIXED,
});
const THEIR_ROWS = [
  ['TASK_CODE', 'TASK_NAME', 'DEPT_NAME', 'TASK_TYPE', 'PROMISE_DAY', 'PROMISE_TYPE', 'SERVER_TYPE'],
  ['x1', '居住证签注', '某市公安局', '07', '0', '1', '1'],
  ['x2', '企业备案', '某市市场监管局', '20', '15', '2', '1^2'],
];

type Rows = readonly (readonly (string | number)[])[];
function book(sheets: Readonly<Record<string, Rows>>, merges: readonly string[] = [], bookType: BookType = 'xlsx'): Uint8Array {
  const made = utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = utils.aoa_to_sheet(rows.map((row) => row.map((cell) => (cell === '' ? null : cell))));
    sheet['!merges'] = merges.map((range) => utils.decode_range(range));
    utils.book_append_sheet(made, sheet, name);
  }
  return new Uint8Array(write(made, { type: 'array', bookType }));
}

function imported(bytes: Uint8Array, mapping: Mapping): ReturnType<typeof importItems> {
  const table = readTable(bytes, mapping, '表.xlsx');
  return table.ok ? importItems(table.value, mapping, '表.xlsx') : table;
}

describe('a spreadsheet of a hall', () => {
  it.each(['xlsx', 'biff8', 'xlsb'] as const)(
    'as %s: merged cells are filled, two-storey headings joined, empty elements left out',
    (type) => {
      const guides = imported(book({ 目录: OUR_ROWS }, OUR_MERGES, type), OURS);
      expect(guides.ok && guides.value.map((one) => [one.id, one.department, one.name, one.promisedLimit, one.visits])).toEqual([
        ['nm-000712', '公安局', '居住证签注', { days: 3, unit: '工作日' }, 1],
        ['nm-000713', '公安局', '户口迁移，市内', { days: 5, unit: '工作日' }, undefined],
        ['nm-000801', '民政局', '养老机构备案', { days: 20, unit: '自然日' }, 1],
      ]);
    },
  );

  it('an empty cell that is not merged stays empty and is named by the row that the office program shows', () => {
    const guides = imported(book({ 目录: OUR_ROWS }, OUR_MERGES.slice(0, -1)), OURS);
    expect(guides.ok ? [] : guides.error.map(faultLine)).toEqual(['表.xlsx 第 5 行 字段 department：缺少这个字段']);
  });

  it('of another province is read by its mapping file alone', () => {
    const guides = imported(book({ 说明: [['见 TASK']], TASK: THEIR_ROWS }), THEIRS);
    expect(guides.ok && guides.value.map((one) => [one.type, one.promisedLimit, one.audience])).toEqual([
      ['行政确认', { days: 0, unit: '工作日' }, ['自然人']],
      ['公共服务', { days: 15, unit: '自然日' }, ['自然人', '企业法人']],
    ]);
  });

  it.each([
    ['a sheet of another name', book({ 目录: THEIR_ROWS }), '没有名为“TASK”的工作表'],
    ['a broken file', book({ TASK: THEIR_ROWS }).slice(0, 900), '打不开这个表格文件，可能不完整或加了密码'],
    ['a missing column', book({ TASK: THEIR_ROWS.map((row) => row.slice(0, 6)) }), 'SERVER_TYPE：表里没有这一列'],
  ])('%s is refused in words', (_, bytes, expected) => {
    const guides = imported(bytes, THEIRS);
    expect(guides.ok ? '' : guides.error.map(faultLine).join()).toContain(expected);
  });

  it('whatever the rows, all of them are taken or none', () => {
    const row = fc.record({
      code: fc.stringMatching(/^[a-z0-9]{1,8}$/),
      name: fc.string({ maxLength: 8 }),
      type: fc.constantFrom('07', '20', '99'),
      days: fc.constantFrom('1', '9', '半个月'),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
        const lines = rows.map((one) => [one.code, one.name, '局', one.type, one.days, '1', '1']);
        const guides = imported(book({ TASK: [...THEIR_ROWS.slice(0, 1), ...lines] }), THEIRS);
        const sound = rows.every((one) => one.name.trim() !== '' && one.type !== '99' && one.days !== '半个月');
        expect(guides.ok).toBe(sound);
        if (guides.ok) expect(guides.value).toHaveLength(rows.length);
      }),
      { numRuns: 60, seed: 44 },
    );
  });
});

describe('what the content tool writes', () => {
  const run = async (...args: readonly string[]): Promise<readonly string[]> => {
    const lines: string[] = [];
    expect(await runContentCli(args, (line) => lines.push(line))).toBe(0);
    return lines;
  };

  it('imports a spreadsheet by the command', async () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, 'map.json'), JSON.stringify(THEIRS));
    writeFileSync(join(dir, 'table.xlsx'), book({ TASK: THEIR_ROWS }));
    await run('import', join(dir, 'table.xlsx'), '--map', join(dir, 'map.json'), '--out', join(dir, 'out.json'));
    expect(JSON.parse(readFileSync(join(dir, 'out.json'), 'utf8'))).toHaveLength(2);
  });

  it('a JSON Schema for every kind of file that the shipped package has', async () => {
    const dir = temporaryFolder();
    await run('schema', dir);
    const manifest: { readonly files: Record<string, string> } = JSON.parse(readFileSync(join(BASE_CONTENT, 'manifest.json'), 'utf8'));
    const kinds = Object.keys(manifest.files)
      .filter((path) => path.endsWith('.json'))
      .map((path) => path.replace(/\/.*|\.json$/, ''));
    for (const kind of new Set([...kinds, 'manifest', 'mapping'])) {
      const schema: Record<string, unknown> = JSON.parse(readFileSync(join(dir, `${kind}.schema.json`), 'utf8'));
      expect(schema['$schema'], kind).toBe('https://json-schema.org/draft/2020-12/schema');
    }
    const guides: { readonly anyOf: readonly { readonly required: readonly string[] }[] } = JSON.parse(
      readFileSync(join(dir, 'guides.schema.json'), 'utf8'),
    );
    expect(guides.anyOf[0]?.required).toEqual(['id', 'name', 'type', 'department', 'themes', 'example', 'updated']);
  });

  it('the 应用登记表 with exactly the form’s columns', async () => {
    const csv = join(temporaryFolder(), 'registry.csv');
    await run('registry', BASE_CONTENT, '--csv', csv);
    const records = parseCsv(readFileSync(csv, 'utf8'));
    expect(records.ok && records.value[0]).toEqual(['服务名称', '内容概述', '接入方式', '主管部门及管理权限', '联系人及电话', '备注']);
    expect(records.ok && records.value.length).toBeGreaterThan(158 + 36 + 62);
  });

  it('24 indicators, each with the items that fail it', async () => {
    const lines = await run('indicators', BASE_CONTENT);
    expect(lines.filter((line) => /^(?:未?达到) /.test(line))).toHaveLength(24);
    expect(lines).toContainEqual(expect.stringMatching(/^ {4}.+（.+）：没有达到Ⅳ级$/));
    expect(lines.at(-1)).toMatch(/^24 项指标，达到 \d+ 项$/);
  });

  it('and the same 24 on paper, the first failing items named', () => {
    const loaded = loadContent(BASE_CONTENT);
    if (!loaded.ok) throw new Error('the shipped content does not load');
    const terminal: SlipTerminal = { id: 't', placeName: '示例', helpWindow: '1', helpPhone: '2', sandbox: false };
    const indicators = indicatorsOf(loaded.value);
    const slip = indicatorsSlip(terminal, indicators, { contentVersion: '2026.11.1', now: new Date('2026-11-20T02:00:00Z') });
    const labels = slip.blocks.flatMap((block) => (block.kind === 'pair' && /^\d+\. /.test(block.label) ? [block.label] : []));
    expect(labels).toEqual(indicators.map((one) => `${one.no}. ${one.name}`));
    expect(slip.blocks).toContainEqual({
      kind: 'pair',
      label: '达到',
      value: `${indicators.filter((one) => one.met).length} 项，共 24 项`,
      bold: true,
    });
  });
});
