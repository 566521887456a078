/** One configuration for previews and stories: the same browser, touch, two workers (two cores). */
import { defineConfig } from '@playwright/test';
import { chooseBrowser } from './support/browser.ts';

/** The port of the preview server; far from the agents', which take free ones. */
const PREVIEW_PORT = 4199;
const { executablePath, env } = await chooseBrowser();
// Workers and the agents that they start inherit it.
process.env['AGENT_MAIN'] = 'dist/device-agent/main.js';

export default defineConfig({
  testMatch: '*.pw.ts',
  outputDir: '../dist/test-results',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  expect: { timeout: 15_000 },
  use: {
    browserName: 'chromium',
    hasTouch: true,
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
    launchOptions: { executablePath, env: { ...env } },
  },
  projects: [
    {
      name: 'previews',
      testDir: 'ui',
      timeout: 400_000,
      use: { baseURL: `http://127.0.0.1:${PREVIEW_PORT}/`, contextOptions: { reducedMotion: 'reduce' } },
    },
    { name: 'stories', testDir: 'journeys', timeout: 90_000, use: { viewport: { width: 1080, height: 1920 } } },
    // By chance, so never part of `npm test`: `npm run wander`.
    { name: 'wandering', testDir: 'wandering', timeout: 120_000 },
  ],
  webServer: {
    command: `npx vite build --config kiosk-ui/vite.previews.config.ts --logLevel warn && npx vite preview --config kiosk-ui/vite.previews.config.ts --host 127.0.0.1 --port ${PREVIEW_PORT} --strictPort`,
    cwd: '..',
    url: `http://127.0.0.1:${PREVIEW_PORT}/previews.html`,
    timeout: 120_000,
    reuseExistingServer: false,
  },
});
