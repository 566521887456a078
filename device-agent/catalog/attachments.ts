/** Forms and pictures of a content package: named in memory by hash, read from disk only when they are asked for. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { sha256Of } from './package-files.ts';

/** A file of a package's `files` folder. */
export interface Attachment {
  /** `files/shenqingbiao-kongbiao.pdf`. */
  readonly path: string;
  /** As the manifest names it. */
  readonly sha256: string;
  readonly bytes: number;
}

/** The bytes that the manifest vouches for, from the package folder or an increment beside it. `content.unreadable`: gone or changed since. */
export function readAttachment(dir: string, attachment: Attachment): Result<Uint8Array, 'content.unreadable'> {
  for (const folder of [dir, ...incrementsOf(dir)]) {
    const bytes = readFrom(join(folder, attachment.path));
    if (bytes !== null && sha256Of(bytes) === attachment.sha256) return ok(bytes);
  }
  return err('content.unreadable');
}

function incrementsOf(dir: string): readonly string[] {
  try {
    return readdirSync(`${dir}.d`, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(`${dir}.d`, entry.name));
  } catch {
    return [];
  }
}

function readFrom(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
