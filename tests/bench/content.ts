/** A package of 100 000 items: how long from its folder to a catalog that answers, and the memory of the process that holds it. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCatalog } from '../../device-agent/catalog/catalog.ts';
import { loadContent } from '../../device-agent/catalog/load.ts';
import { systemClock } from '../../device-agent/platform/clock.ts';
import { buildPackage } from '../../device-agent/content-cli/build.ts';
import { BASE_CONTENT } from '../support/content-kit.ts';
import { itemNames } from '../support/item-base.ts';

const ITEMS = 100_000;
const FILES = 10;

/** Milliseconds by the clock and of this process's own work, and the largest resident size in megabytes, that of an empty process included. */
export interface ContentBench {
  readonly items: number;
  readonly loadMs: number;
  readonly catalogMs: number;
  readonly cpuMs: number;
  readonly rssMb: number;
}

/** Loads the package in a process of its own. */
export async function benchContent(): Promise<ContentBench> {
  const dir = mkdtempSync(join(tmpdir(), 'content-bench-'));
  try {
    await writePackage(dir);
    return JSON.parse(execFileSync(process.execPath, [...agentFlags(), import.meta.filename, dir], { encoding: 'utf8' }));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** What `npm start` gives the agent's Node, so that the bench measures the process that serves. */
function agentFlags(): readonly string[] {
  const { scripts }: { readonly scripts: { readonly start: string } } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
  );
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

async function writePackage(dir: string): Promise<void> {
  cpSync(BASE_CONTENT, dir, { recursive: true });
  const regions: readonly { readonly name: string }[] = JSON.parse(readFileSync(join(dir, 'regions.json'), 'utf8'));
  const names = itemNames(
    ITEMS,
    regions.map((region) => region.name),
  );
  for (let file = 0; file < FILES; file += 1) {
    const guides = names.slice((file * ITEMS) / FILES, ((file + 1) * ITEMS) / FILES).map((name, at) => ({
      id: `bench-${file}-${at}`,
      name,
      type: '行政许可',
      department: '示例局',
      themes: ['qiye'],
      example: true,
      updated: '2026-01-01',
      caseType: '承诺件',
      promisedLimit: { days: 5, unit: '工作日' },
      visits: 1,
      materials: [{ id: 'biao', name: '申请表', source: '窗口领取', copies: '1 份', type: '原件', form: '纸质' }],
    }));
    writeFileSync(join(dir, `guides/bench-${file}.json`), JSON.stringify(guides));
  }
  await buildPackage(dir, { id: 'bench', version: '2026.1.1', created: '2026-01-01' });
}

function loadAndReport(dir: string): void {
  const began = performance.now();
  const content = loadContent(dir);
  if (!content.ok) throw new Error('the bench package does not load');
  const loaded = performance.now();
  createCatalog(content.value, { clock: systemClock }).search('公积金');
  const report: ContentBench = {
    items: content.value.guides.size,
    loadMs: loaded - began,
    catalogMs: performance.now() - loaded,
    cpuMs: (process.cpuUsage().user + process.cpuUsage().system) / 1000,
    rssMb: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(JSON.stringify(report));
}

if (import.meta.main) {
  const [dir] = process.argv.slice(2);
  if (dir === undefined) console.log(await benchContent());
  else loadAndReport(dir);
}
