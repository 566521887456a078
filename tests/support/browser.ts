/**
 * The browser for tests: KIOSK_CHROMIUM when set, else the one that the npm package @sparticuz/chromium carries, else Debian's. Of the
 * package only the binary and its libraries are used: its own arguments switch off protections that the tests are there to see.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

/** What Playwright's `launchOptions` need. */
export interface BrowserChoice {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

const DEBIAN = '/usr/bin/chromium';

/** Finds or unpacks the browser; throws with the line to run where there is none. */
export async function chooseBrowser(): Promise<BrowserChoice> {
  const env = definedOf(process.env);
  const wished = process.env['KIOSK_CHROMIUM'];
  if (wished !== undefined && wished !== '') return { executablePath: wished, env };
  // The package carries x64 only.
  if (process.arch === 'x64') {
    const { default: chromium } = await import('@sparticuz/chromium');
    const libraries = unpackLibraries();
    const executablePath = await chromium.executablePath();
    return { executablePath, env: { ...env, LD_LIBRARY_PATH: [libraries, env['LD_LIBRARY_PATH']].filter(Boolean).join(':') } };
  }
  if (existsSync(DEBIAN)) return { executablePath: DEBIAN, env };
  throw new Error('no browser for the tests: apt-get install chromium, or set KIOSK_CHROMIUM');
}

/** libnss3 and its kin, which a bare machine lacks; unpacked beside each other and moved into place at once. */
function unpackLibraries(): string {
  const home = join(tmpdir(), 'zizhuban-browser-libraries');
  if (!existsSync(home)) {
    const packed = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../../bin/al2023.tar.br');
    const work = mkdtempSync(`${home}-`);
    const inside = join(work, 'unpacked');
    mkdirSync(inside);
    execFileSync('tar', ['-x', '-C', inside], { input: brotliDecompressSync(readFileSync(packed)) });
    try {
      renameSync(inside, home);
    } catch (error) {
      // Another test process was first.
      if (!existsSync(home)) throw error;
    }
    rmSync(work, { recursive: true, force: true });
  }
  return join(home, 'lib');
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}
