/** The operator's tool: tables of two differently shaped sources become guides by mapping file only; diff and check say what is so. */
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { pinyinTable } from '../../device-agent/content-cli/build.ts';
import { importItems, mappingSchema } from '../../device-agent/content-cli/import-items.ts';
import type { Mapping } from '../../device-agent/content-cli/import-items.ts';
import { readTable } from '../../device-agent/content-cli/read-table.ts';
import { runContentCli } from '../../device-agent/content-cli/main.ts';
import { faultLine } from '../../device-agent/catalog/content-fault.ts';
import { checkSignature, trustedKey } from '../../device-agent/update/signature.ts';
import { BASE_CONTENT } from '../support/content-kit.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const FIXED = { themes: ['zhengjian'], example: true, updated: '2026-01-01' };
const OURS = v.parse(mappingSchema, {
  source: '内蒙古导出表',
  fillDown: ['部门'],
  idFrom: '实施编码',
  idPrefix: 'nm-',
  fields: {
    name: { as: 'text', from: '事项名称' },
    department: { as: 'text', from: '部门' },
    type: { as: 'text', from: '事项类型' },
    caseType: { as: 'text', from: '办件类型' },
    visits: { as: 'number', from: '到现场次数' },
    promisedLimit: { as: 'limit', from: '承诺时限', unitFrom: '时限单位', units: { 工作日: '工作日', 自然日: '自然日' } },
    audience: { as: 'list', from: '服务对象', separator: '、' },
  },
  fixed: FIXED,
});
const THEIRS = v.parse(mappingSchema, {
  source: '外省代码表',
  fillDown: [],
  idFrom: 'TASK_CODE',
  fields: {
    name: { as: 'text', from: 'TASK_NAME' },
    department: { as: 'text', from: 'DEPT_NAME' },
    type: { as: 'choice', from: 'TASK_TYPE', values: { '01': '行政许可', '07': '行政确认', '20': '公共服务' } },
    caseType: { as: 'choice', from: 'PROJECT_TYPE', values: { '1': '即办件', '2': '承诺件' } },
    promisedLimit: { as: 'limit', from: 'PROMISE_DAY', unitFrom: 'PROMISE_TYPE', units: { '1': '工作日', '2': '自然日' } },
    audience: { as: 'list', from: 'SERVER_TYPE', separator: '^', values: { '1': '自然人', '2': '企业法人' } },
  },
  fixed: FIXED,
});
const OUR_TABLE =
  '部门,实施编码,事项名称,事项类型,办件类型,到现场次数,承诺时限,时限单位,服务对象\n' +
  '公安局,A-001,居住证签注,行政确认,即办件,1,0,工作日,自然人\n' +
  ',A-002,"户口迁移, 市内",行政确认,承诺件,1,3,工作日,自然人\n' +
  '民政局,B-001,养老机构备案,其他行政权力,承诺件,,20,自然日,企业法人、社会组织法人\n';
const THEIR_TABLE =
  'TASK_CODE,TASK_NAME,DEPT_NAME,TASK_TYPE,PROJECT_TYPE,PROMISE_DAY,PROMISE_TYPE,SERVER_TYPE\n' +
  'x1,居住证签注,某市公安局,07,1,0,1,1\n' +
  'x2,企业备案,某市市场监管局,20,2,15,2,1^2\n';

function imported(table: string | Uint8Array, mapping: Mapping): ReturnType<typeof importItems> {
  const read = readTable(typeof table === 'string' ? Buffer.from(table) : table, mapping, '表.csv');
  return read.ok ? importItems(read.value, mapping, '表.csv') : read;
}

describe('content import', () => {
  it('fills merged cells, maps limits and leaves empty elements out', () => {
    const guides = imported(OUR_TABLE, OURS);
    expect(guides.ok && guides.value.map((guide) => [guide.id, guide.department, guide.name, guide.visits])).toEqual([
      ['nm-a-001', '公安局', '居住证签注', 1],
      ['nm-a-002', '公安局', '户口迁移, 市内', 1],
      ['nm-b-001', '民政局', '养老机构备案', undefined],
    ]);
    expect(guides.ok && guides.value[2]?.promisedLimit).toEqual({ days: 20, unit: '自然日' });
  });

  it('reads another province’s codes by its mapping file alone', () => {
    const guides = imported(THEIR_TABLE, THEIRS);
    expect(guides.ok && guides.value.map((guide) => [guide.type, guide.caseType, guide.audience, guide.promisedLimit?.unit])).toEqual([
      ['行政确认', '即办件', ['自然人'], '工作日'],
      ['公共服务', '承诺件', ['自然人', '企业法人'], '自然日'],
    ]);
  });

  it.each([
    ['a code that the mapping does not know', THEIR_TABLE.replace('07', '99'), '表.csv 第 1 行 字段 type：只能是'],
    ['days that are no number', THEIR_TABLE.replace(',15,', ',半个月,'), '表.csv 第 2 行 字段 promisedLimit.days：应为数字'],
    ['a column that is missing', THEIR_TABLE.replace('PROMISE_DAY', 'PROMISE'), '表.csv 字段 PROMISE_DAY：表里没有这一列'],
  ])('%s is named with its row', (_, table, expected) => {
    const guides = imported(table, THEIRS);
    expect(guides.ok ? [] : guides.error.map(faultLine)).toContainEqual(expect.stringContaining(expected));
  });

  it.each([
    ['GBK', iconv.encode(OUR_TABLE, 'gbk')],
    ['UTF-8', Buffer.from(OUR_TABLE)],
    ['UTF-8 with BOM', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(OUR_TABLE)])],
  ])('reads %s', (_, bytes) => {
    expect(imported(bytes, OURS).ok).toBe(true);
  });

  it('writes the guides, or nothing at all', async () => {
    const dir = temporaryFolder();
    const [table, map, out] = [join(dir, 'table.csv'), join(dir, 'map.json'), join(dir, 'guides/all.json')];
    writeFileSync(map, JSON.stringify(THEIRS));
    writeFileSync(table, THEIR_TABLE);
    const lines: string[] = [];
    expect(await runContentCli(['import', table, '--map', map, '--out', out], (line) => lines.push(line))).toBe(0);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toHaveLength(2);
    writeFileSync(table, THEIR_TABLE.replace('07', '99'));
    rmSync(out);
    expect(await runContentCli(['import', table, '--map', map, '--out', out], (line) => lines.push(line))).toBe(1);
    expect(() => readFileSync(out)).toThrow();
    expect(lines.at(-1)).toBe('共 1 处问题，没有装入任何内容');
  });
});

describe('content check, build and diff', () => {
  const run = async (...args: readonly string[]): Promise<{ readonly code: number; readonly lines: readonly string[] }> => {
    const lines: string[] = [];
    return { code: await runContentCli(args, (line) => lines.push(line)), lines };
  };

  it('the shipped package is what `content build` makes of its sources', async () => {
    const dir = temporaryFolder();
    cpSync(BASE_CONTENT, dir, { recursive: true });
    expect((await run('build', dir, '--id', 'base', '--version', '2026.11.1', '--created', '2026-11-20')).code).toBe(0);
    expect(readFileSync(join(dir, 'manifest.json'), 'utf8')).toBe(readFileSync(join(BASE_CONTENT, 'manifest.json'), 'utf8'));
  });

  it('prints 24 indicators and writes them as CSV', async () => {
    const csv = join(temporaryFolder(), 'report.csv');
    const { code, lines } = await run('check', BASE_CONTENT, '--csv', csv);
    expect(code).toBe(0);
    expect(lines.filter((line) => /^(未?达到) /.test(line))).toHaveLength(24);
    expect(readFileSync(csv, 'utf8').split('\n')[0]).toBe('\uFEFF序号,指标,要求,实测,是否达到,未达到的事项,原因');
  });

  it('names a changed field, an added and a withdrawn item', async () => {
    const dir = temporaryFolder();
    cpSync(BASE_CONTENT, dir, { recursive: true });
    const file = join(dir, 'guides/gjj-tiqu.json');
    const guide = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...guide, promisedLimit: { days: 2, unit: '工作日' } }));
    writeFileSync(join(dir, 'guides/new.json'), JSON.stringify({ ...guide, id: 'xin', name: '新事项' }));
    rmSync(join(dir, 'datasets/geshui-shuilv.json'));
    rmSync(join(dir, 'datasets/geshui-shuilv.csv'));
    await run('build', dir, '--id', 'base', '--version', '2026.12.1', '--created', '2026-11-20');
    const { lines } = await run('diff', BASE_CONTENT, dir);
    expect(lines).toContain('~ guide/gjj-tiqu 公积金提取：promisedLimit');
    expect(lines).toContain('+ guide/xin 新事项');
    expect(lines).toContain('- dataset/geshui-shuilv 个人所得税税率表（综合所得）');
    expect(lines.at(-1)).toBe('新增 1，修改 1，撤下 1');
  });

  it('an increment is built, compared with what it changes, and signed with a key that the machine’s settings take', async () => {
    const dir = temporaryFolder();
    mkdirSync(join(dir, 'guides'));
    const guide = JSON.parse(readFileSync(join(BASE_CONTENT, 'guides/gjj-tiqu.json'), 'utf8'));
    writeFileSync(join(dir, 'guides/gjj-tiqu.json'), JSON.stringify({ ...guide, promisedLimit: { days: 7, unit: '工作日' } }));
    const head = ['--id', 'base', '--version', '2026.12.1', '--created', '2026-12-01', '--base', '2026.11.1'];
    expect((await run('build', dir, ...head, '--withdraw', 'guide/laonianzheng,nonsense')).code).toBe(2);
    expect((await run('build', dir, ...head, '--withdraw', 'guide/laonianzheng')).code).toBe(0);
    const { lines } = await run('diff', BASE_CONTENT, dir);
    expect(lines).toContain('~ guide/gjj-tiqu 公积金提取：promisedLimit');
    expect(lines).toContain('- guide/laonianzheng 老年证办理');
    const key = join(temporaryFolder(), 'key.pem');
    const made = await run('key', key);
    expect(statSync(key).mode & 0o777).toBe(0o600);
    expect((await run('key', key)).code).toBe(1);
    expect((await run('sign', dir, '--key', key)).code).toBe(0);
    const { contentKeys } = JSON.parse(`{${made.lines.at(-1) ?? ''}}`);
    const trusted = trustedKey(contentKeys[0].name, contentKeys[0].key);
    const [manifest, signature] = ['manifest.json', 'manifest.sig'].map((name) => readFileSync(join(dir, name)));
    if (trusted === null || manifest === undefined || signature === undefined) throw new Error('no key or no signature');
    expect(checkSignature(manifest, signature, [trusted]).ok).toBe(true);
    writeFileSync(join(dir, 'guides/more.json'), '{}');
    expect((await run('sign', dir, '--key', key)).lines).toContain('guides/more.json：清单里没有这个文件');
  });

  it.each([[['check']], [['fly', 'x']], [[]]])('%j shows how it is used', async (args) => {
    const { code, lines } = await run(...args);
    expect(code).toBe(2);
    expect(lines.join()).toContain('用法');
  });

  it('the pinyin table reads what people type', () => {
    const table = pinyinTable('犇');
    for (const [syllable, char] of [
      ['hang', '行'],
      ['xing', '行'],
      ['chong', '重'],
      ['lv', '旅'],
      ['nv', '女'],
      ['ben', '犇'],
    ] as const)
      expect(table[syllable]).toContain(char);
  });
});
