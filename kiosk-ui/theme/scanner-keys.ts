/**
 * Knows a scanner in keyboard mode by its pace. Such a scanner types what it read and ends with Enter; on a page with buttons that Enter
 * would press the one that was touched last. The agent refuses these scanners with words; the page refuses their keys.
 */

/** No finger types this many characters in a row this fast. */
const SCANNER_PACE = {
  characters: 5,
  /** Longest time between two keys, in milliseconds; HID keyboards report every 8 to 20. */
  betweenMs: 35,
} as const;

/** A watcher to be asked about every key in its turn: true for one that a scanner typed. `atMs` is the event's own clock. */
export function watchForScanner(): (key: string, atMs: number) => boolean {
  let run = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  return (key, atMs) => {
    if (atMs - lastMs > SCANNER_PACE.betweenMs) run = 0;
    lastMs = atMs;
    const fast = run >= SCANNER_PACE.characters;
    if (Array.from(key).length === 1) run += 1;
    // Tab held down is a person who looks for a button; a scanner types characters only.
    else if (key !== 'Shift') run = 0;
    return fast;
  };
}
