/** Loads the edition of reason codes that the terminal uses. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { reasonFileSchema, type ReasonFile } from '../../shared/evaluation/reasons.ts';

/** Which key of the file does not fit, and what was expected there. */
export interface ReasonFileFault {
  readonly code: 'config.unreadable';
  readonly key: string;
  readonly expected: string;
}

/** Reads `config/evaluation/reasons-2024.json` or another edition. */
export function loadReasons(path: string): Result<ReasonFile, ReasonFileFault> {
  try {
    const parsed = v.safeParse(reasonFileSchema, JSON.parse(readFileSync(path, 'utf8')));
    if (parsed.success) return ok(parsed.output);
    const [issue] = parsed.issues;
    return err({ code: 'config.unreadable', key: v.getDotPath(issue) ?? '', expected: issue.message });
  } catch (error) {
    // Missing file and broken JSON are the same to a technician: this file cannot be used.
    return err({ code: 'config.unreadable', key: path, expected: error instanceof SyntaxError ? 'JSON' : 'a readable file' });
  }
}
