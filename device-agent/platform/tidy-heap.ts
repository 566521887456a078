/** Gives memory back to the system once the work of starting is done: an idle process would keep what loading left behind. */

/** Everything is up and the first page is served by then. */
const AFTER_MS = 1_500;

/** One full collection, some 30 ms long, soon. Nothing where the runtime was not started with `--expose-gc`. */
export function tidyHeapSoon(): void {
  const collect = globalThis.gc;
  if (collect === undefined) return;
  setTimeout(() => collect({ type: 'major', execution: 'sync', flavor: 'last-resort' }), AFTER_MS).unref();
}
