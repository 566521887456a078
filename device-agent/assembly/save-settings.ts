/** Writes `terminal.json` at once or not at all, and keeps the one before it beside as `terminal.json.1`. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { writeFileDurably } from '../platform/files.ts';

/** Replaces the settings of a configuration folder. The error is the system's own word (`EROFS`, `ENOSPC`, …). */
export function saveSettings(config: string, settings: unknown): Result<null, string> {
  const path = join(config, 'terminal.json');
  try {
    const mode = statSync(path).mode & 0o777;
    writeFileDurably(`${path}.1`, readFileSync(path), mode);
    writeFileDurably(path, Buffer.from(`${JSON.stringify(settings, null, 2)}\n`), mode);
    return ok(null);
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') return err(error.code);
    throw error;
  }
}
