/** Builds the preview page: every screen in every state, without an agent. Never part of a release. */
import { defineConfig } from 'vite';

// oxlint-disable-next-line import/no-default-export -- vite reads the default export
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/previews',
    emptyOutDir: true,
    target: 'chrome120',
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: { input: { previews: `${import.meta.dirname}/previews.html` } },
  },
});
