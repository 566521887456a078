/** `content build`: writes what a package folder needs beside its sources: the pinyin table, what is known of its forms, the manifest of hashes. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinyin } from 'pinyin-pro';
import type { Manifest, PinyinTable } from '../../shared/catalog/package.ts';
import { filesUnder, MANIFEST, sha256Of, SIGNATURE } from '../catalog/package-files.ts';
import { describeForms } from './describe-forms.ts';

/** Written here, so no source of the pinyin table. */
const GENERATED: ReadonlySet<string> = new Set(['pinyin.json', 'files.json', MANIFEST, SIGNATURE]);

/** What a manifest says beside its files. */
export interface BuildHead {
  readonly id: string;
  readonly version: string;
  readonly created: string;
  /** Of an increment: the version that it changes, and what it takes away. */
  readonly over?: { readonly base: string; readonly withdraw: NonNullable<Manifest['withdraw']> };
}

/**
 * Rewrites `files.json` and `manifest.json`, of a full package `pinyin.json` too; a signature over the old manifest goes. Running it twice
 * changes nothing.
 */
export async function buildPackage(dir: string, { over, ...head }: BuildHead): Promise<void> {
  await describeForms(dir);
  rmSync(join(dir, SIGNATURE), { force: true });
  if (over === undefined) writePinyin(dir);
  const files = Object.fromEntries(
    filesUnder(dir)
      .filter((path) => path !== MANIFEST)
      .map((path) => [path, sha256Of(readFileSync(join(dir, path)))]),
  );
  const kind = over === undefined ? { kind: 'full' } : { kind: 'increment', ...over };
  writeFileSync(join(dir, MANIFEST), `${JSON.stringify({ format: 1, ...head, ...kind, files }, null, 2)}\n`);
}

function writePinyin(dir: string): void {
  const texts = filesUnder(dir).filter((path) => /\.(json|csv)$/.test(path) && !GENERATED.has(path));
  const used = texts.map((path) => readFileSync(join(dir, path), 'utf8')).join('');
  writeFileSync(join(dir, 'pinyin.json'), `${JSON.stringify(pinyinTable(used))}\n`);
}

/** Readings, without tones, `v` for ü, of every character of GB 2312 (the 6 763 that most things are written with) and of the given text. */
export function pinyinTable(used: string): PinyinTable {
  const table = new Map<string, string[]>();
  for (const char of new Set([...gb2312Characters(), ...(used.match(/\p{Script=Han}/gu) ?? [])])) {
    const readings = pinyin(char, { toneType: 'none', type: 'array', multiple: true, v: true });
    for (const reading of new Set(readings)) {
      // Interjections such as 嗯 have readings without a vowel (n, ng, hm): nobody types those for a matter.
      if (/^[a-z]*[aeiouv][a-z]*$/.test(reading)) table.set(reading, [...(table.get(reading) ?? []), char]);
    }
  }
  return Object.fromEntries([...table].sort(([a], [b]) => (a < b ? -1 : 1)).map(([syllable, chars]) => [syllable, chars.join('')]));
}

/** Rows 16–87 of GB 2312, two bytes from A1A1 each. */
function gb2312Characters(): readonly string[] {
  const decoder = new TextDecoder('gbk');
  const chars: string[] = [];
  for (let row = 0xb0; row <= 0xf7; row += 1)
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
      const char = decoder.decode(Uint8Array.of(row, cell));
      if (/^\p{Script=Han}$/u.test(char)) chars.push(char);
    }
  return chars;
}
