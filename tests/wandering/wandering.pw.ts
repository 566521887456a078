/** A person who touches whatever there is, in a hall where things go wrong: every screen that chance reaches holds, and there is a way on. */
import type { Page } from '@playwright/test';
import { offences } from '../support/browser-layout.ts';
import { expect, test, type Citizen } from '../journeys/kiosk.ts';
import { chance, wanderers } from './chance.ts';
import { walk, type Happenings } from './walk.ts';

const STEPS = 160;
const WANDERERS = 12;
const PITCH_MM = 0.248;
/** Less than this is a line that got a little longer. */
const STILL_PX = 4;

/** What happens around the machine, by how often. */
function happenings(citizen: Citizen, next: () => number): Happenings {
  const { agent } = citizen;
  const unfelt = (event: () => Promise<unknown>) => (): Promise<void> => pushesNothing(citizen, event);
  const troubles = ['cover', 'paper-out', 'paper-low', 'cutter', 'power'] as const;
  const laysSomeCard = async (): Promise<void> => {
    const { people } = await agent.state();
    const person = people[Math.floor(next() * people.length)];
    if (person !== undefined) await agent.layCard(person.id);
  };
  const scansSomething = async (): Promise<void> => {
    const codes = (await agent.state()).printed.flatMap((slip) => slip.codes);
    await agent.scan(codes[Math.floor(next() * codes.length * 1.5)] ?? '6901234567892');
  };
  return [
    [0.03, laysSomeCard],
    [0.05, () => agent.takeCard()],
    [0.06, unfelt(() => agent.plugReader(false))],
    [0.08, unfelt(() => agent.plugReader(true))],
    [0.09, unfelt(() => agent.breakPrinter(troubles[Math.floor(next() * troubles.length)] ?? 'cover'))],
    [0.11, unfelt(() => agent.breakPrinter(null))],
    [0.12, unfelt(() => agent.setNetwork(false))],
    [0.15, unfelt(() => agent.setNetwork(true))],
    [0.17, scansSomething],
  ];
}

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

/** Where a finger may press: buttons that nothing covers. */
async function spots({ page }: Citizen): Promise<readonly Spot[]> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll('#app button:not([disabled])')).flatMap((button) => {
      const box = button.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const on = document.elementFromPoint(x, y);
      return on !== null && button.contains(on)
        ? [{ x, y, name: (button.getAttribute('aria-label') ?? button.textContent).slice(0, 30) }]
        : [];
    }),
  );
}

/** A page as it stands: the same one has the same heading and lies under the same overlay, or none. */
interface Standing {
  readonly page: string;
  readonly all: readonly Spot[];
}

async function standing(citizen: Citizen): Promise<Standing> {
  const page = await citizen.page.evaluate(
    () =>
      `${document.querySelector('#app h1')?.textContent ?? ''} / ${document.querySelector('.overlay')?.getAttribute('aria-label') ?? ''}`,
  );
  return { page, all: await spots(citizen) };
}

/** The page when what was pressed last has come to rest. */
async function atRest(citizen: Citizen): Promise<Standing> {
  let last = await standing(citizen);
  await expect(async () => {
    const before = last;
    await drawnTwice(citizen.page);
    last = await standing(citizen);
    expect(last).toEqual(before);
  }).toPass({ timeout: 30_000 });
  return last;
}

/** An event that no finger caused, and that it pushed nothing elsewhere on a page that stayed: one on its way would have missed it. */
async function pushesNothing(citizen: Citizen, event: () => Promise<unknown>): Promise<void> {
  const before = await atRest(citizen);
  await event();
  await drawnTwice(citizen.page);
  const after = await standing(citizen);
  if (before.page !== after.page) return;
  const only = (all: readonly Spot[], name: string): Spot | undefined => {
    const [spot, ...others] = all.filter((one) => one.name === name);
    return others.length === 0 ? spot : undefined;
  };
  const moved = before.all.filter(({ name }) => {
    const [was, is] = [only(before.all, name), only(after.all, name)];
    return was !== undefined && is !== undefined && Math.max(Math.abs(is.x - was.x), Math.abs(is.y - was.y)) > STILL_PX;
  });
  expect(
    moved.map(({ name }) => name),
    before.page,
  ).toEqual([]);
}

/** The look that the screen has now. */
async function lookOf({ page }: Citizen): Promise<{ readonly large: boolean; readonly low: boolean }> {
  return page.evaluate(() => {
    const chosen = document.querySelector<HTMLElement>('.kiosk')?.dataset;
    return { large: chosen?.['size'] === 'large', low: chosen?.['low'] === 'true' && innerHeight > innerWidth };
  });
}

async function drawnTwice(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

/** What is wrong with the screen as it stands after the page has drawn twice; measured again where the look changed meanwhile. */
async function faultsOf(citizen: Citizen): Promise<readonly string[]> {
  const { page } = citizen;
  for (;;) {
    await drawnTwice(page);
    const { large, low } = await lookOf(citizen);
    const faults = await page.evaluate(offences, {
      pitchMm: PITCH_MM,
      targetMm: large ? 20 : 15,
      textMm: large ? 7.2 : 4.8,
      gapMm: 3,
      low,
    });
    const after = await lookOf(citizen);
    if (after.large === large && after.low === low) return faults;
  }
}

/** One press towards the door. */
async function leaves(citizen: Citizen): Promise<void> {
  const all = await spots(citizen);
  const way = ['关闭', '接着办', '继续', '不打了', '退出', '返回'].flatMap((name) => all.filter((spot) => spot.name.trim() === name))[0];
  if (way !== undefined) await citizen.page.touchscreen.tap(way.x, way.y);
}

for (const { seed, width, height } of wanderers(WANDERERS)) {
  test(`wanderer ${seed} on ${width} × ${height}`, async ({ page, citizen, agent }) => {
    const next = chance(seed);
    const press = async (): Promise<readonly string[]> => {
      // Nothing to press have only a slip that is being printed, and the screen that asks for the forgotten card to be taken.
      await expect(async () => {
        if ((await spots(citizen)).length === 0) await agent.takeCard();
        expect((await spots(citizen)).length).toBeGreaterThan(0);
      }).toPass({ timeout: 30_000 });
      const all = await spots(citizen);
      // Turning pages to and fro would fill the day.
      const turning = next() < 0.3;
      const some = all.filter(({ name }) => turning || !/^[上下]一页$/.test(name));
      const spot = some[Math.floor(next() * some.length)];
      if (spot === undefined) return [];
      await page.touchscreen.tap(spot.x, spot.y);
      return [spot.name];
    };
    await walk({
      page,
      size: { width, height },
      steps: STEPS,
      next,
      happens: happenings(citizen, next),
      begin: () => citizen.begins(),
      press,
      look: () => faultsOf(citizen),
    });
    await agent.takeCard();
    await expect(async () => {
      await leaves(citizen);
      await expect(citizen.kiosk.getByRole('heading', { name: '您好，请轻触屏幕开始' })).toBeVisible({ timeout: 1_000 });
    }, 'the way out is short from wherever it is').toPass({ timeout: 30_000 });
  });
}
