/** The commands of the content tool; each answers with an exit code, 0 only when nothing is wrong. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import type { Guide } from '../../shared/catalog/guide.ts';
import { faultLine } from '../catalog/content-fault.ts';
import type { ContentFault } from '../catalog/content-fault.ts';
import type { Content } from '../catalog/content.ts';
import { indicatorsCsv, indicatorsOf, valueWords } from '../catalog/indicators.ts';
import { loadContent } from '../catalog/load.ts';
import { qualityFindings } from '../catalog/quality.ts';
import { diffContent } from './diff.ts';
import { importItems, mappingSchema } from './import-items.ts';
import { readTable } from './read-table.ts';
import { registryCsv } from '../catalog/registry.ts';
import { schemaFiles } from './schemas.ts';

/** Says one line to the operator. */
export type Say = (line: string) => void;

/** Opened in an office program, a CSV without this mark is taken for GBK. */
const BOM = '\uFEFF';

/** `content check`. */
export function check(dir: string, csv: string | undefined, say: Say): number {
  return withContent(dir, say, (content) => {
    const { datasets, applications, joints, version, history } = content;
    const guides = singleGuides(content);
    say(`版本 ${version}：事项 ${guides.length}，一件事 ${joints.size}，数据 ${datasets.size}，应用 ${applications.size}`);
    for (const step of history) say(`增量 ${step.version}：+${step.added} ~${step.changed} -${step.withdrawn}`);
    const indicators = indicatorsOf(content);
    for (const one of indicators)
      say(`${one.met ? '达到  ' : '未达到'} ${one.no} ${one.name}：要求 ${one.threshold}，实测 ${valueWords(one)}`);
    for (const finding of qualityFindings(guides)) say(`请核对 ${finding.name}（${finding.id}）：${finding.why}`);
    if (csv !== undefined) writeFileSync(csv, `${BOM}${indicatorsCsv(indicators)}`);
    return 0;
  });
}

/** `content indicators`: all 24, each with the items that fail it. */
export function indicators(dir: string, csv: string | undefined, say: Say): number {
  return withContent(dir, say, (content) => {
    const measured = indicatorsOf(content);
    for (const one of measured) {
      say(`${one.met ? '达到  ' : '未达到'} ${one.no} ${one.name}：要求 ${one.threshold}，实测 ${valueWords(one)}`);
      for (const item of one.failing) say(`    ${item.name}（${item.id}）：${item.why}`);
    }
    say(`24 项指标，达到 ${measured.filter((one) => one.met).length} 项`);
    if (csv !== undefined) writeFileSync(csv, `${BOM}${indicatorsCsv(measured)}`);
    return 0;
  });
}

/** `content registry`. */
export function registry(dir: string, csv: string, say: Say): number {
  return withContent(dir, say, (content) => {
    writeFileSync(csv, `${BOM}${registryCsv(content.applications.values())}`);
    say(`服务登记 ${content.applications.size} 条，写入 ${csv}`);
    return 0;
  });
}

/** `content diff`. */
export function diff(before: string, after: string, say: Say): number {
  return withContent(before, say, (old) =>
    withContent(after, say, (now) => {
      const differences = diffContent(old, now);
      for (const one of differences)
        say(`${one.sign} ${one.key} ${one.name}${one.fields.length === 0 ? '' : `：${one.fields.join('、')}`}`);
      const count = (sign: string): number => differences.filter((one) => one.sign === sign).length;
      say(`新增 ${count('+')}，修改 ${count('~')}，撤下 ${count('-')}`);
      return 0;
    }),
  );
}

/** `content import`: all rows or none. */
export function importTable(file: string, map: string, out: string, say: Say): number {
  const mapping = v.parse(mappingSchema, JSON.parse(readFileSync(map, 'utf8')));
  const table = readTable(readFileSync(file), mapping, file);
  if (!table.ok) return refuse(table.error, say);
  const guides = importItems(table.value, mapping, file);
  if (!guides.ok) return refuse(guides.error, say);
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify(guides.value, null, 2)}\n`);
  say(`导入 ${guides.value.length} 个事项，写入 ${out}`);
  return 0;
}

/** `content schema`. */
export function schema(dir: string, say: Say): number {
  mkdirSync(dir, { recursive: true });
  const files = schemaFiles();
  for (const [name, text] of files) writeFileSync(join(dir, name), text);
  say(`JSON Schema ${files.size} 个，写入 ${dir}`);
  return 0;
}

/** A joint matter is its parts read as one: looked at with them it would count them twice. */
function singleGuides({ guides, joints }: Content): readonly Guide[] {
  return [...guides.values()].filter((guide) => !joints.has(guide.id));
}

function withContent(dir: string, say: Say, work: (content: Content) => number): number {
  const content = loadContent(dir);
  return content.ok ? work(content.value) : refuse(content.error, say);
}

function refuse(faults: readonly ContentFault[], say: Say): number {
  for (const fault of faults) say(faultLine(fault));
  say(`共 ${faults.length} 处问题，没有装入任何内容`);
  return 1;
}
