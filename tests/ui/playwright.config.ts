/** Runs the previews in Chromium: `npx playwright test --config tests/ui/playwright.config.ts`. */
import { defineConfig } from '@playwright/test';
import { chooseBrowser } from '../support/browser.ts';

/** The port of the preview server; far from the agent's, so that both may run. */
const PORT = 4199;
const { executablePath, env } = await chooseBrowser();

export default defineConfig({
  testDir: '.',
  testMatch: '*.pw.ts',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 240_000,
  reporter: [['list']],
  outputDir: '../../dist/test-results/ui',
  use: {
    baseURL: `http://127.0.0.1:${PORT}/`,
    browserName: 'chromium',
    hasTouch: true,
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath, env },
  },
  webServer: {
    command: `npx vite build --config kiosk-ui/vite.previews.config.ts --logLevel warn && npx vite preview --config kiosk-ui/vite.previews.config.ts --host 127.0.0.1 --port ${PORT} --strictPort`,
    cwd: '../..',
    url: `http://127.0.0.1:${PORT}/previews.html`,
    timeout: 60_000,
    reuseExistingServer: false,
  },
});
