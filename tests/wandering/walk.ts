/** A walk by chance: what happens outside, or one press, then a look at the screen; told step by step, so that what was found can be read. */
import { expect, type Page } from '@playwright/test';

/** What may happen around the machine: the share of chance below which it does, rising. */
export type Happenings = readonly (readonly [number, () => Promise<unknown>])[];

/** A walk. */
export interface Walk {
  readonly page: Page;
  readonly size: { readonly width: number; readonly height: number };
  readonly steps: number;
  /** 0 to below 1, the same row for the same walk. */
  readonly next: () => number;
  readonly happens: Happenings;
  /** Comes to where the walk begins. */
  readonly begin: () => Promise<void>;
  /** Presses something that is offered; the words for it, none where nothing was pressed. */
  readonly press: () => Promise<readonly string[]>;
  /** What is wrong with the screen as it stands. */
  readonly look: () => Promise<readonly string[]>;
}

/** Walks all steps; the first fault of a screen, or of the page, ends it with the way that led there. */
export async function walk({ page, size, steps, next, happens, begin, press, look }: Walk): Promise<void> {
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));
  await page.setViewportSize(size);
  await begin();
  const trail: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    const luck = next();
    const event = happens.find(([below]) => luck < below);
    if (event === undefined) trail.push(...(await press()));
    else {
      await event[1]();
      trail.push('(outside)');
    }
    expect(await look(), trail.slice(-6).join(' → ')).toEqual([]);
    expect(broken, trail.slice(-6).join(' → ')).toEqual([]);
  }
}
