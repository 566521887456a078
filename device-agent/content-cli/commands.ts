/** The commands of the content tool; each answers with an exit code, 0 only when nothing is wrong. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import type { Guide } from '../../shared/catalog/guide.ts';
import { faultLine } from '../catalog/content-fault.ts';
import type { ContentFault } from '../catalog/content-fault.ts';
import type { Content } from '../catalog/content.ts';
import { indicatorsCsv, indicatorsOf, valueWords } from '../catalog/indicators.ts';
import { loadContent, loadPackages, packageFolders } from '../catalog/load.ts';
import { MANIFEST, readPackageFiles, SIGNATURE } from '../catalog/package-files.ts';
import { qualityFindings } from '../catalog/quality.ts';
import { diffContent } from '../catalog/diff-content.ts';
import { makeKey, signManifest } from '../update/signature.ts';
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
    withContentOver(before, after, say, (now) => {
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

/** `content key`: a key pair for who publishes content; the private half is in the file, the public one goes into the machines' settings. */
export function key(file: string, say: Say): number {
  if (existsSync(file)) {
    say(`${file} 已经有了，没有改动`);
    return 1;
  }
  const made = makeKey();
  writeFileSync(file, made.privatePem, { mode: 0o600, flag: 'wx' });
  say(`私钥写入 ${file}，请离线保管，不要放进 U 盘。每台机器的 terminal.json 里写：`);
  say(`"contentKeys": [{ "name": "发布单位", "key": "${made.publicBase64}" }]`);
  return 0;
}

/** `content sign`: a package that is not whole is not signed. */
export function signPackage(dir: string, keyFile: string, say: Say): number {
  const files = readPackageFiles(dir);
  if (!files.ok) return refuse(files.error, say);
  writeFileSync(join(dir, SIGNATURE), signManifest(readFileSync(join(dir, MANIFEST)), readFileSync(keyFile, 'utf8')));
  say(`已签名 ${dir}（版本 ${files.value.manifest.version}）。拷到 U 盘的 zizhuban 文件夹里，连文件夹一起拷。`);
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

/** The second package as it would be shown: an increment lies on the first one. */
function withContentOver(before: string, after: string, say: Say, work: (content: Content) => number): number {
  const files = readPackageFiles(after);
  if (!files.ok) return refuse(files.error, say);
  const content = loadPackages(files.value.manifest.kind === 'full' ? packageFolders(after) : [...packageFolders(before), after]);
  return content.ok ? work(content.value) : refuse(content.error, say);
}

function refuse(faults: readonly ContentFault[], say: Say): number {
  for (const fault of faults) say(faultLine(fault));
  say(`共 ${faults.length} 处问题，没有装入任何内容`);
  return 1;
}
