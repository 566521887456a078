/** What the browser must fetch before the citizen page stands, fonts left out: the page, its styles, its scripts and what those import at once. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { atMost, type BenchRow } from './table.ts';

const pages = join(import.meta.dirname, '../../dist/kiosk-ui');
const MOST_KB = 45;

/** One row for the whole and one for each file. Reads what `vite build` left. */
export function benchFirstLoad(): readonly BenchRow[] {
  const page = join(pages, 'citizen.html');
  const html = readFileSync(page, 'utf8');
  const found = new Set<string>([page]);
  for (const [, path = ''] of html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)) collect(join(pages, path), found);
  const files = [...found].map((path) => ({ name: basename(path), kb: gzipSync(readFileSync(path), { level: 9 }).length / 1_024 }));
  const all = files.reduce((sum, { kb }) => sum + kb, 0);
  return [
    { what: 'citizen page, first load, gzip, without fonts', value: all, unit: 'KB', aim: atMost(all, MOST_KB) },
    ...files.map(({ name, kb }) => ({ what: `  ${name}`, value: kb, unit: 'KB' })),
  ];
}

/** A script with everything that it imports before it runs; `import(…)` is for later and not counted. */
function collect(path: string, found: Set<string>): void {
  if (found.has(path)) return;
  found.add(path);
  if (!path.endsWith('.js')) return;
  for (const [, name = ''] of readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
    collect(join(path, '..', name), found);
}
