/** A small content package in memory, to be bent by tests, and the shipped one. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MANIFEST, sha256Of } from '../../device-agent/catalog/package-files.ts';
import type { PackageFiles } from '../../device-agent/catalog/package-files.ts';

/** Where the shipped content lies. */
export const BASE_CONTENT = new URL('../../config/content/base', import.meta.url).pathname;

/** JSON or CSV by path. */
export type KitFiles = Record<string, unknown>;

/** The smallest package that loads; override or add files by path, `undefined` takes one away. */
export function packageOf(changes: KitFiles = {}, head: Record<string, unknown> = {}): PackageFiles {
  const all: KitFiles = { ...smallest(), ...changes };
  const bytes = new Map<string, Uint8Array>();
  for (const [path, value] of Object.entries(all)) {
    if (value === undefined) continue;
    bytes.set(path, new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)));
  }
  const files = Object.fromEntries([...bytes].map(([path, content]) => [path, sha256Of(content)]));
  const manifest: PackageFiles['manifest'] = {
    format: 1,
    id: 'kit',
    version: '2026.1.1',
    created: '2026-01-01',
    kind: 'full',
    files,
    ...head,
  };
  return { manifest, bytes };
}

const NOTHING: KitFiles = Object.fromEntries(Object.keys(smallest()).map((path) => [path, undefined]));

/** An increment over `packageOf()` that holds these files alone. */
export function incrementOf(files: KitFiles, head: Record<string, unknown> = {}): PackageFiles {
  return packageOf({ ...NOTHING, ...files }, { kind: 'increment', version: '2026.1.2', base: '2026.1.1', ...head });
}

/** Puts a package on the disk. */
export function writePackage(dir: string, { manifest, bytes }: PackageFiles): void {
  mkdirSync(dir, { recursive: true });
  for (const [path, content] of bytes) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  writeFileSync(join(dir, MANIFEST), JSON.stringify(manifest));
}

/** A guide that lacks nothing that loading asks for. */
export function guideOf(id: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id,
    name: `事项${id}`,
    type: '公共服务',
    department: '示例局',
    themes: ['zhuti'],
    example: true,
    updated: '2026-01-01',
    ...changes,
  };
}

function smallest(): KitFiles {
  return {
    'guides/jia.json': guideOf('jia', { name: '甲事项' }),
    'themes.json': [{ id: 'zhuti', title: '主题', subtitle: '示例', icon: 'matter' }],
    'applications.json': [],
    'regions.json': [
      { code: '150000', name: '内蒙古自治区' },
      { code: '150200', name: '包头市' },
    ],
    'holidays.json': [],
    'words.json': [],
    'hot.json': { home: [{ kind: 'guide', id: 'jia' }], weights: {} },
    'unconnected.json': { why: '还没有接通', window: '咨询窗口', phone: '12345', url: null },
    'pinyin.json': { jia: '甲家', shi: '事是', xiang: '项向' },
  };
}
