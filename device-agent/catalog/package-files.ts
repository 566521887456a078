/** Brings a content package from disk into memory: exactly the files that its manifest names, each with the hash it names. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { manifestSchema } from '../../shared/catalog/package.ts';
import type { Manifest } from '../../shared/catalog/package.ts';
import { faultsOf } from './content-fault.ts';
import type { ContentFault } from './content-fault.ts';

/** What a package may weigh; a larger one is a mistake or an attack. */
export const PACKAGE_LIMITS = { files: 20_000, fileBytes: 256 * 1024 * 1024 } as const;

/** A package in memory, hashes checked, contents not yet read. */
export interface PackageFiles {
  readonly manifest: Manifest;
  readonly bytes: ReadonlyMap<string, Uint8Array>;
}

/** The name that every package's list of files has. */
export const MANIFEST = 'manifest.json';

/** The name of the signature over the manifest; the manifest's hashes cover the rest. */
export const SIGNATURE = 'manifest.sig';

/** Reads a package folder. Refused: no or bad manifest, a file missing, changed, too large, or present but not listed. */
export function readPackageFiles(dir: string): Result<PackageFiles, readonly ContentFault[]> {
  const manifest = readManifest(dir);
  if (!manifest.ok) return manifest;
  const listed = Object.entries(manifest.value.files);
  if (listed.length > PACKAGE_LIMITS.files) return err([fault(MANIFEST, `文件太多，最多 ${PACKAGE_LIMITS.files} 个`)]);
  const faults: ContentFault[] = [];
  const bytes = new Map<string, Uint8Array>();
  for (const [path, sha256] of listed) {
    const content = readBounded(join(dir, path));
    if (content === null) faults.push(fault(path, '清单里有，但读不到这个文件，或文件过大'));
    else if (sha256Of(content) !== sha256) faults.push(fault(path, '内容与清单的校验值不一致'));
    else bytes.set(path, content);
  }
  for (const path of filesUnder(dir))
    if (path !== MANIFEST && path !== SIGNATURE && !(path in manifest.value.files)) faults.push(fault(path, '清单里没有这个文件'));
  return faults.length > 0 ? err(faults) : ok({ manifest: manifest.value, bytes });
}

/** SHA-256 as lower-case hex. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Paths of all files of a folder and its direct sub-folders, sorted, with `/` between. */
export function filesUnder(dir: string): readonly string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length).replaceAll('\\', '/').replace(/^\/+/, ''))
    .sort();
}

function readManifest(dir: string): Result<Manifest, readonly ContentFault[]> {
  const bytes = readBounded(join(dir, MANIFEST));
  return bytes === null ? err([fault(MANIFEST, '没有清单文件，这里不是内容包')]) : parseManifest(bytes);
}

/** A manifest from its bytes, or what does not fit in it. */
export function parseManifest(bytes: Uint8Array): Result<Manifest, readonly ContentFault[]> {
  const json = parseJson(MANIFEST, bytes);
  if (!json.ok) return json;
  const checked = v.safeParse(manifestSchema, json.value);
  return checked.success ? ok(checked.output) : err(faultsOf(MANIFEST, null, checked.issues));
}

/** UTF-8 JSON, or the finding that it is not. */
export function parseJson(file: string, bytes: Uint8Array): Result<unknown, readonly ContentFault[]> {
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    const why = error instanceof SyntaxError ? '不是完整的 JSON' : '不是 UTF-8 文字';
    return err([fault(file, why)]);
  }
}

function readBounded(path: string): Uint8Array | null {
  try {
    return statSync(path).size > PACKAGE_LIMITS.fileBytes ? null : readFileSync(path);
  } catch {
    return null;
  }
}

function fault(file: string, reason: string): ContentFault {
  return { file, row: null, field: null, reason };
}
