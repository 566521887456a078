/** Forms and pictures of a content package: named in memory by hash, read from disk only when they are asked for. */
import { readFileSync } from 'node:fs';
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

/** The bytes that the manifest vouches for, from the first package folder that has them. `content.unreadable`: gone or changed since. */
export function readAttachment(folders: readonly string[], attachment: Attachment): Result<Uint8Array, 'content.unreadable'> {
  for (const folder of folders) {
    const bytes = readFrom(join(folder, attachment.path));
    if (bytes !== null && sha256Of(bytes) === attachment.sha256) return ok(bytes);
  }
  return err('content.unreadable');
}

function readFrom(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
