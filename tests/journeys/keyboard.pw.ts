/** The stories without a finger: Tab goes on, Enter and Space press, the focus is always to be seen, and what appears is said aloud. */
import { expect, test, type Citizen } from './kiosk.ts';

/** Tabs of one page until the wished control; more means that the focus runs in a circle that leaves it out. */
const TABS_MAX = 80;

interface Focus {
  readonly name: string;
  readonly inKiosk: boolean;
  readonly outlineMm: number;
}

/** Where the focus is now. */
async function focusOf(citizen: Citizen): Promise<Focus> {
  return citizen.page.evaluate(() => {
    const element = document.activeElement;
    const kiosk = element?.closest<HTMLElement>('.kiosk') ?? null;
    if (element === null || kiosk === null) return { name: '', inKiosk: false, outlineMm: 0 };
    const mm = Number.parseFloat(kiosk.style.getPropertyValue('--mm'));
    const style = getComputedStyle(element);
    return {
      name: element.getAttribute('aria-label') ?? element.textContent ?? '',
      inKiosk: true,
      outlineMm: style.outlineStyle === 'none' ? 0 : Number.parseFloat(style.outlineWidth) / mm,
    };
  });
}

/** Goes by Tab to the control of that name and presses it. */
async function presses(citizen: Citizen, name: string | RegExp, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  const met: string[] = [];
  for (let tab = 0; tab < TABS_MAX; tab += 1) {
    await citizen.page.keyboard.press('Tab');
    const focus = await focusOf(citizen);
    met.push(focus.name.slice(0, 12));
    if (!focus.inKiosk || !(typeof name === 'string' ? focus.name.trim() === name : name.test(focus.name))) continue;
    expect(focus.outlineMm, `the focus on ${focus.name} is to be seen`).toBeGreaterThan(0.7);
    await citizen.page.keyboard.press(key);
    return;
  }
  throw new Error(`${String(name)} was not met by Tab: ${met.join(' | ')}`);
}

/** The question of the page has the focus, so that a screen reader begins there. */
async function startsAt(citizen: Citizen, heading: string): Promise<void> {
  await expect(citizen.kiosk.getByRole('heading', { level: 1, name: heading })).toBeFocused();
}

async function says(citizen: Citizen, words: string | RegExp): Promise<void> {
  await expect(citizen.kiosk.locator('.aloud[role="status"]')).toHaveText(words);
}

test('story 2 by keys: table, chart and print', async ({ citizen }) => {
  await citizen.page.goto(citizen.agent.url);
  await says(citizen, '您好，请轻触屏幕开始。');
  await presses(citizen, '开始');
  await startsAt(citizen, '您想办什么事？');
  await says(citizen, /请选择您要办的事/);
  await presses(citizen, /^全区、各盟市常住人口数据查询/);
  await startsAt(citizen, '全区、各盟市常住人口数据查询');
  await presses(citizen, '图表', 'Space');
  await expect(citizen.button('图表')).toHaveAttribute('aria-pressed', 'true');
  await presses(citizen, '打印这份数据');
  await expect(citizen.kiosk.getByRole('dialog')).toBeVisible();
  await citizen.sees('打印好了，请取走凭条');
  await startsAt(citizen, '打印好了，请取走凭条');
  await presses(citizen, '关闭');
  await expect(citizen.kiosk.getByRole('dialog')).toHaveCount(0);
});

test('stories 5 and 6 by keys: a submission from the first question to the rating', async ({ citizen }) => {
  test.setTimeout(180_000);
  await citizen.page.goto(citizen.agent.url);
  await presses(citizen, '开始');
  await startsAt(citizen, '您想办什么事？');
  await presses(citizen, /^居住证在线办理/);
  await startsAt(citizen, '居住证在线办理');
  await presses(citizen, '在这里办');
  await startsAt(citizen, '请放身份证');
  await says(citizen, '请把身份证平放在读卡区。');
  await citizen.laysCard('zhang');
  await startsAt(citizen, '您现在住在哪里');
  await presses(citizen, '下一步');
  await expect(citizen.kiosk.getByRole('alert')).toHaveText('请选一个地方');
  await presses(citizen, '示例街道', 'Space');
  await presses(citizen, '下一步');
  await startsAt(citizen, '街道、小区或嘎查村');
  await presses(citizen, '字母');
  await presses(citizen, 'A');
  await presses(citizen, '下一步');
  await startsAt(citizen, '门牌号');
  await presses(citizen, '数字符号');
  await presses(citizen, '5');
  await presses(citizen, '下一步');
  await startsAt(citizen, '手机号');
  for (const digit of '13800000000') await presses(citizen, digit);
  await presses(citizen, '下一步');
  await startsAt(citizen, '请核对，现在还没有提交');
  await says(citizen, /现在还没有提交/);
  await presses(citizen, '确认提交');
  await startsAt(citizen, '已经受理');
  await presses(citizen, '办完了');
  await startsAt(citizen, '请您评价这次服务');
  await presses(citizen, '满意');
  await presses(citizen, '提交评价');
  await startsAt(citizen, '谢谢您的评价');
});

test('help lies above the page: the focus stays in it, and goes back to the page with it', async ({ citizen }) => {
  await citizen.page.goto(citizen.agent.url);
  await presses(citizen, '开始');
  await startsAt(citizen, '您想办什么事？');
  await presses(citizen, '求助');
  await startsAt(citizen, '需要帮忙吗？');
  await says(citizen, /需要帮忙/);
  const met = new Set<string>();
  for (let tab = 0; tab < 12; tab += 1) {
    await citizen.page.keyboard.press('Tab');
    const focus = await focusOf(citizen);
    if (focus.inKiosk) met.add(focus.name.trim());
  }
  expect([...met].toSorted()).toEqual(['叫工作人员过来', '操作说明', '返回'].toSorted());
  await presses(citizen, '返回');
  await expect(citizen.kiosk.getByRole('dialog')).toHaveCount(0);
  await expect.poll(async () => (await focusOf(citizen)).name.trim()).toBe('求助');
});

test('with reduced motion asked for, nothing moves: the card lies on the reader, the wait shows words', async ({ citizen }) => {
  await citizen.page.emulateMedia({ reducedMotion: 'reduce' });
  await citizen.begins();
  await citizen.opens('公积金账户查询');
  await citizen.touch('在这里办');
  await citizen.sees('请放身份证');
  const moving = await citizen.page.evaluate(
    () => document.getAnimations().filter((animation) => animation.playState === 'running').length,
  );
  expect(moving).toBe(0);
});
