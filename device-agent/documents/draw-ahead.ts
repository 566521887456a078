/** Outlines fetched one by one with the event loop turning in between: the first sheet opens dozens of font slices, and devices must not wait for that. */
import { setImmediate } from 'node:timers/promises';
import type { OutlineSource } from './outlines.ts';

/** Every character of the text once; the source keeps what it found. */
export async function drawAhead(text: string, source: OutlineSource): Promise<void> {
  for (const char of new Set(text)) {
    source.outline(char.codePointAt(0) ?? 0);
    await setImmediate();
  }
}
