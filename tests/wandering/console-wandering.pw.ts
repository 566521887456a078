/** A technician who touches whatever the console offers, while devices come, go and misbehave: every page holds, and the way out is short. */
import type { RunningAgent } from '../support/running-agent.ts';
import { expect, test, type Technician } from '../journeys/technician.ts';
import { chance, wanderers } from './chance.ts';
import { walk, type Happenings } from './walk.ts';

const STEPS = 140;
const WANDERERS = 6;
/** Leaving ends the walk; a code of the authenticator is good once. */
const AT_THE_END = /^退出维护$/;

/** What closes something, then what closes the console. */
const WAYS_OUT = ['关闭', '取消', '返回', '不，留着', '不改了', '不了', '上一步', '退出维护'];

/** What is wrong with the page as it stands. Runs in the page. */
function offencesOfConsole(): readonly string[] {
  const console = document.querySelector('.console');
  if (console === null) return ['there is no console'];
  const named = (element: Element): string => (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 30);
  const found: string[] = [];
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) found.push('the page can be pushed sideways');
  if (console.querySelector('h1') === null) found.push('the page has no heading');
  for (const button of console.querySelectorAll('button')) {
    if (button.scrollWidth > button.clientWidth + 1 || button.scrollHeight > button.clientHeight + 1)
      found.push(`"${named(button)}" does not hold its words`);
    const { left, right } = button.getBoundingClientRect();
    if (left < -1 || right > innerWidth + 1) found.push(`"${named(button)}" lies outside the screen`);
  }
  const walker = document.createTreeWalker(console, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (/\b(undefined|null|NaN|\[object)\b/.test(node.textContent ?? '')) found.push(`"${node.textContent ?? ''}" is no word for people`);
  return found;
}

function happenings(agent: RunningAgent, next: () => number): Happenings {
  const troubles = ['cover', 'paper-out', 'paper-low', 'cutter', 'power'] as const;
  return [
    [0.03, () => agent.layCard('zhang')],
    [0.05, () => agent.takeCard()],
    [0.07, () => agent.plugReader(false)],
    [0.1, () => agent.plugReader(true)],
    [0.12, () => agent.breakPrinter(troubles[Math.floor(next() * troubles.length)] ?? 'cover')],
    [0.15, () => agent.breakPrinter(null)],
    [0.16, () => agent.setNetwork(false)],
    [0.18, () => agent.setNetwork(true)],
    [0.2, () => agent.scan('6901234567892')],
  ];
}

/** Buttons that can be pressed now, by their place among all: while something lies above the page, only that is to be touched. */
async function offers({ page }: Technician): Promise<readonly { readonly at: number; readonly name: string }[]> {
  return page.evaluate(() => {
    const above = document.querySelector('.console [aria-modal="true"]');
    return Array.from(document.querySelectorAll<HTMLButtonElement>('.console button')).flatMap((button, at) =>
      button.disabled || !button.checkVisibility() || (above !== null && !above.contains(button))
        ? []
        : [{ at, name: (button.getAttribute('aria-label') ?? button.textContent).trim().slice(0, 30) }],
    );
  });
}

for (const { seed, width, height } of wanderers(WANDERERS)) {
  test(`wandering technician ${seed} on ${width} × ${height}`, async ({ page, technician, agent }) => {
    const next = chance(seed);
    const press = async (): Promise<readonly string[]> => {
      await expect.poll(async () => (await offers(technician)).length, { timeout: 60_000 }).toBeGreaterThan(0);
      const some = (await offers(technician)).filter(({ name }) => !AT_THE_END.test(name));
      const chosen = some[Math.floor(next() * some.length)];
      if (chosen === undefined) return [];
      // A button may be gone by the time it is reached: the page goes on by itself.
      return page
        .locator('.console button')
        .nth(chosen.at)
        .tap({ timeout: 2_000 })
        .then(
          () => [chosen.name],
          () => [chosen.name, '(gone)'],
        );
    };
    await walk({
      page,
      size: { width, height },
      steps: STEPS,
      next,
      happens: happenings(agent, next),
      begin: () => technician.setsUp(),
      press,
      look: () => page.evaluate(offencesOfConsole),
    });
    await agent.takeCard();
    await expect(async () => {
      const all = await offers(technician);
      const way = WAYS_OUT.flatMap((name) => all.filter((one) => one.name === name))[0];
      if (way !== undefined) await page.locator('.console button').nth(way.at).tap({ timeout: 1_000 });
      await expect(
        page.getByRole('heading', { name: '您好，请轻触屏幕开始' }),
        `offered: ${all.map(({ name }) => name).join('、')}`,
      ).toBeVisible({ timeout: 1_000 });
    }, 'the way out is short from wherever it is').toPass({ timeout: 60_000 });
  });
}
