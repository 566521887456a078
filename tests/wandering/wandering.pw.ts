/** A person who touches whatever there is, in a hall where things go wrong: every screen that chance reaches holds, and there is a way on. */
import type { RunningAgent } from '../support/running-agent.ts';
import { offences } from '../support/browser-layout.ts';
import { expect, test, type Citizen } from '../journeys/kiosk.ts';
import { chance, wanderers } from './chance.ts';
import { walk, type Happenings } from './walk.ts';

const STEPS = 160;
const WANDERERS = 12;
const PITCH_MM = 0.248;

/** What happens around the machine, by how often. */
function happenings(agent: RunningAgent, next: () => number): Happenings {
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
    [0.06, () => agent.plugReader(false)],
    [0.08, () => agent.plugReader(true)],
    [0.09, () => agent.breakPrinter(troubles[Math.floor(next() * troubles.length)] ?? 'cover')],
    [0.11, () => agent.breakPrinter(null)],
    [0.12, () => agent.setNetwork(false)],
    [0.15, () => agent.setNetwork(true)],
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

/** The look that the screen has now. */
async function lookOf({ page }: Citizen): Promise<{ readonly large: boolean; readonly low: boolean }> {
  return page.evaluate(() => {
    const chosen = document.querySelector<HTMLElement>('.kiosk')?.dataset;
    return { large: chosen?.['size'] === 'large', low: chosen?.['low'] === 'true' && innerHeight > innerWidth };
  });
}

/** What is wrong with the screen as it stands after the page has drawn twice; measured again where the look changed meanwhile. */
async function faultsOf(citizen: Citizen): Promise<readonly string[]> {
  const { page } = citizen;
  for (;;) {
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
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
      happens: happenings(agent, next),
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
