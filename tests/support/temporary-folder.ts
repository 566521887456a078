/** A folder of one test: it is gone when the test is over. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Makes it; call it within a test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zizhuban-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
