/** Builds the two pages of kiosk-ui and names the test projects. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: 'kiosk-ui',
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/kiosk-ui',
    emptyOutDir: true,
    target: 'chrome120',
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: { input: { citizen: 'kiosk-ui/citizen.html', console: 'kiosk-ui/console.html' } },
  },
  test: {
    root: '.',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          root: '.',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/native/**'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        // The native bindings run inside a umockdev bed or beside socat; one file at a time, each in its own process.
        test: {
          name: 'native',
          root: '.',
          include: ['tests/native/**/*.test.ts'],
          testTimeout: 60_000,
          pool: 'forks',
          fileParallelism: false,
        },
      },
    ],
  },
});
