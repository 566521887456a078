/** Runs the stages of `npm test` one after another (two cores: never side by side) and adds up what passed and failed. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: stages.ts FOLDER_FOR_REPORTS');

interface Count {
  readonly passed: number;
  readonly failed: number;
}

function run(title: string, command: string, args: readonly string[], env: Record<string, string> = {}): boolean {
  console.log(`\n== ${title}`);
  const ended = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  return ended.status === 0;
}

/** A stage that is one yes or no. */
function whole(title: string, command: string, args: readonly string[]): Count {
  return run(title, command, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function report(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function numberAt(value: unknown, ...keys: readonly string[]): number {
  let at: unknown = value;
  for (const key of keys) at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
  return typeof at === 'number' ? at : 0;
}

function vitest(project: string): Count {
  const file = join(String(folder), `vitest-${project}.json`);
  const good = run(`tests: ${project}`, 'vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const read = report(file);
  const count = { passed: numberAt(read, 'numPassedTests'), failed: numberAt(read, 'numFailedTests') };
  // A file that cannot be loaded fails no test of its own, yet the run is bad.
  return good || count.failed > 0 ? count : { ...count, failed: 1 };
}

function playwright(): Count {
  const file = join(String(folder), 'playwright.json');
  const good = run(
    'stories and previews in a browser',
    'playwright',
    ['test', '--config', 'tests/playwright.config.ts', '--project=previews', '--project=stories', '--reporter=list,json'],
    {
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    },
  );
  const read = report(file);
  const count = {
    passed: numberAt(read, 'stats', 'expected'),
    failed: numberAt(read, 'stats', 'unexpected') + numberAt(read, 'stats', 'flaky'),
  };
  return good || count.failed > 0 ? count : { ...count, failed: 1 };
}

const counts = [
  whole('check: types, lint, format, unused code', 'npm', ['run', '--silent', 'check']),
  whole('build of the pages, of the agent', 'vite', ['build', '--logLevel', 'warn']),
  vitest('unit'),
  vitest('native'),
  playwright(),
];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
