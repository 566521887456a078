/** `npm run content -- check|diff|build|import`: the operator's tool for content packages. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { indicatorsCsv, measureIndicators, valueWords } from '../catalog/indicators.ts';
import { faultLine } from '../catalog/content-fault.ts';
import type { ContentFault } from '../catalog/content-fault.ts';
import { loadContent } from '../catalog/load.ts';
import { qualityFindings } from '../catalog/quality.ts';
import { buildPackage } from './build.ts';
import { diffContent } from './diff.ts';
import { decodeTable, importItems, mappingSchema } from './import-items.ts';

const USAGE = `用法：
  content check  <内容包目录> [--csv 报告.csv]        检查内容包，测算 24 项指标
  content diff   <旧目录> <新目录>                    列出新增、修改、撤下的内容
  content build  <目录> --id 编号 --version 2026.11.1 --created 2026-11-20
  content import <表格.csv> --map 对照表.json --out guides/导入.json`;

/** Runs one command; the exit code is 0 only when nothing is wrong. */
export function runContentCli(args: readonly string[], say: (line: string) => void): number {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: {
      csv: { type: 'string' },
      id: { type: 'string' },
      version: { type: 'string' },
      created: { type: 'string' },
      map: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const option = (name: string): string | undefined => (typeof values[name] === 'string' ? values[name] : undefined);
  const [command, first, second] = positionals;
  if (command === 'check' && first !== undefined) return check(first, option('csv'), say);
  if (command === 'diff' && first !== undefined && second !== undefined) return diff(first, second, say);
  const [id, version, created] = [option('id'), option('version'), option('created')];
  if (command === 'build' && first !== undefined && id !== undefined && version !== undefined && created !== undefined) {
    buildPackage(first, { id, version, created });
    return check(first, undefined, say);
  }
  const [map, out] = [option('map'), option('out')];
  if (command === 'import' && first !== undefined && map !== undefined && out !== undefined) return importTable(first, map, out, say);
  say(USAGE);
  return 2;
}

function check(dir: string, csv: string | undefined, say: (line: string) => void): number {
  const content = loadContent(dir);
  if (!content.ok) return refuse(content.error, say);
  const { datasets, applications, powers, joints, version, history } = content.value;
  // A joint matter is its parts read as one: measured with them it would count them twice.
  const guides = [...content.value.guides.values()].filter((guide) => !joints.has(guide.id));
  say(`版本 ${version}：事项 ${guides.length}，一件事 ${joints.size}，数据 ${datasets.size}，应用 ${applications.size}`);
  for (const step of history) say(`增量 ${step.version}：+${step.added} ~${step.changed} -${step.withdrawn}`);
  const indicators = measureIndicators({ guides, applications: [...applications.values()], powers });
  for (const one of indicators)
    say(`${one.met ? '达到  ' : '未达到'} ${one.no} ${one.name}：要求 ${one.threshold}，实测 ${valueWords(one)}`);
  for (const finding of qualityFindings(guides)) say(`请核对 ${finding.name}（${finding.id}）：${finding.why}`);
  if (csv !== undefined) writeFileSync(csv, `\uFEFF${indicatorsCsv(indicators)}`);
  return 0;
}

function diff(before: string, after: string, say: (line: string) => void): number {
  const [old, now] = [loadContent(before), loadContent(after)];
  if (!old.ok) return refuse(old.error, say);
  if (!now.ok) return refuse(now.error, say);
  const differences = diffContent(old.value, now.value);
  for (const one of differences) say(`${one.sign} ${one.key} ${one.name}${one.fields.length === 0 ? '' : `：${one.fields.join('、')}`}`);
  const count = (sign: string): number => differences.filter((one) => one.sign === sign).length;
  say(`新增 ${count('+')}，修改 ${count('~')}，撤下 ${count('-')}`);
  return 0;
}

function importTable(table: string, map: string, out: string, say: (line: string) => void): number {
  const mapping = v.parse(mappingSchema, JSON.parse(readFileSync(map, 'utf8')));
  const guides = importItems(decodeTable(readFileSync(table)), mapping, table);
  if (!guides.ok) return refuse(guides.error, say);
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify(guides.value, null, 2)}\n`);
  say(`导入 ${guides.value.length} 个事项，写入 ${out}`);
  return 0;
}

function refuse(faults: readonly ContentFault[], say: (line: string) => void): number {
  for (const fault of faults) say(faultLine(fault));
  say(`共 ${faults.length} 处问题，没有装入任何内容`);
  return 1;
}

if (import.meta.main) {
  const lines: string[] = [];
  process.exitCode = runContentCli(process.argv.slice(2), (line) => lines.push(line));
  // One write: a reader that stops early (`| head`) must not break the tool off half way.
  process.stdout.write(`${lines.join('\n')}\n`);
}
