/** One configuration for previews and stories: the same browser, touch, one worker (two cores, real agents). */
import { defineConfig } from '@playwright/test';
import { chooseBrowser } from './support/browser.ts';

const browser = await chooseBrowser();

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.pw.ts',
  outputDir: '../node_modules/.cache/playwright',
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    hasTouch: true,
    viewport: { width: 1080, height: 1920 },
    launchOptions: { executablePath: browser.executablePath, env: { ...browser.env } },
    actionTimeout: 10_000,
    trace: 'retain-on-failure',
  },
});
