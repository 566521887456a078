/** What goes wrong in a hall, seen from before the screen: nothing is lost, nothing is done twice, and there is always a next step. */
import type { Page } from '@playwright/test';
import { RunningAgent } from '../support/running-agent.ts';
import { Citizen, expect, test } from './kiosk.ts';

async function leavesWithTheCard(citizen: Citizen): Promise<void> {
  await citizen.agent.takeCard();
  await citizen.touch('退出');
  await citizen.sees('您好，请轻触屏幕开始');
}

test('确认 pressed twice at once: one case, the next citizen’s has the next number', async ({ citizen }) => {
  await citizen.begins();
  await citizen.fillsResidencePermit();
  await citizen.sees('张*');
  const confirm = await citizen.button('确认提交').boundingBox();
  if (confirm === null) throw new Error('the button is not to be seen');
  const [x, y] = [confirm.x + confirm.width / 2, confirm.y + confirm.height / 2];
  await Promise.all([citizen.page.touchscreen.tap(x, y), citizen.page.touchscreen.tap(x, y)]);
  await citizen.sees(/演示-\d{8}-0001/);
  await leavesWithTheCard(citizen);
  await citizen.begins();
  await citizen.fillsResidencePermit();
  await citizen.touch('确认提交');
  await citizen.sees(/演示-\d{8}-0002/);
});

test('an expired card: told so, lifted, and the next card is read without a press', async ({ citizen }) => {
  await citizen.begins();
  await citizen.asksForTheFund();
  await citizen.laysCard('expired');
  await citizen.sees('这张身份证已经过了有效期。');
  await citizen.agent.takeCard();
  await citizen.sees('请放身份证');
  await citizen.laysCard('li');
  await citizen.sees('李*');
});

test('a card taken away while it is read: told what to do, and read without a press once it is laid down again', async ({ citizen }) => {
  await citizen.begins();
  await citizen.asksForTheFund();
  await citizen.laysCard('zhang');
  await citizen.sees('正在读取，请不要拿开');
  await citizen.agent.takeCard();
  await citizen.sees(/刚才没有读完/);
  await citizen.laysCard('zhang');
  await citizen.sees('张*');
});

test('the reader’s plug is pulled while a card is waited for: told so at once, and the card is read when it is back', async ({
  citizen,
}) => {
  await citizen.begins();
  await citizen.asksForTheFund();
  await citizen.agent.plugReader(false);
  await citizen.sees(/读卡器断开了，正在重新连接/);
  await citizen.agent.plugReader(true);
  await expect(citizen.kiosk.getByText(/读卡器断开了/)).toHaveCount(0);
  await citizen.laysCard('zhang');
  await citizen.sees('张*');
});

for (const [what, trouble, words] of [
  ['the paper runs out', 'paper-out', '打印纸用完了'],
  ['the cover is opened', 'cover', '打印机的盖子开着'],
  ['the printer’s power fails', 'power', '打印机'],
] as const) {
  test(`${what} in the middle of a print: the slip stands on the screen, help is one touch away, a second print comes out`, async ({
    citizen,
  }) => {
    test.setTimeout(150_000);
    await citizen.begins();
    await citizen.opens('全区、各盟市常住人口数据查询');
    await citizen.sees('24,049,155');
    await citizen.touch('打印这份数据');
    await citizen.sees('正在打印');
    await citizen.agent.breakPrinter(trouble);
    const dialog = citizen.kiosk.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: '关闭' })).toBeVisible({ timeout: 60_000 });
    await expect(dialog).toContainText(words);
    await expect(dialog).toContainText('赤峰市');
    await dialog.getByRole('button', { name: '求助' }).tap();
    await citizen.sees('叫工作人员过来');
    await dialog.getByRole('button', { name: '返回' }).tap();
    await citizen.agent.breakPrinter(null);
    const before = (await citizen.agent.state()).printed.length;
    await expect(async () => {
      await dialog.getByRole('button', { name: /补打一张|再试一次/ }).tap();
      await expect(dialog).toContainText('打印好了，请取走凭条', { timeout: 12_000 });
    }).toPass();
    expect((await citizen.printed(before + 1)).at(-1)?.lines.join('')).toContain('赤峰市');
  });
}

test('the agent is killed beside a query’s answer and started again: the page recovers by itself, nothing of the person is left', async ({
  citizen,
  agent,
}) => {
  await citizen.begins();
  await citizen.asksForTheFund();
  await citizen.laysCard('zhang');
  await citizen.sees('张*');
  await agent.kill();
  await citizen.sees('机器正在恢复，请稍等');
  expect(await citizen.kiosk.innerText()).not.toContain('张*');
  const again = await RunningAgent.start({ folder: agent.folder, port: Number(new URL(agent.url).port) });
  try {
    await expect(citizen.kiosk.getByRole('heading', { name: '您好，请轻触屏幕开始' })).toBeVisible({ timeout: 30_000 });
    expect(await citizen.kiosk.innerText()).not.toContain('张*');
  } finally {
    await again.stop();
  }
});

test('the network is cut: the check page says so before 确认, a query before the card; both go on when it is back', async ({ citizen }) => {
  await citizen.begins();
  const entry = citizen.button(/^居住证在线办理/).first();
  await entry.tap({ trial: true });
  const place = await entry.boundingBox();
  await citizen.agent.setNetwork(false);
  await citizen.sees('网络不通');
  expect(await entry.boundingBox(), 'nothing moves under a finger that is on its way').toEqual(place);
  await citizen.fillsResidencePermit();
  await citizen.sees(/申请会先存在这台机器里/);
  await leavesWithTheCard(citizen);
  await citizen.begins();
  await citizen.sees(/看指南、查公开数据、打印照常/);
  await citizen.asksForTheFund();
  await citizen.sees(/现在连不上办理系统，可能查不到/);
  await citizen.laysCard('zhang');
  await citizen.sees('这次没有查成');
  await citizen.agent.setNetwork(true);
  await citizen.touch('再试一次');
  await citizen.sees(/账户余额/);
});

test('A goes to the home screen and takes the card along: B is asked for a card of B’s own', async ({ citizen }) => {
  await citizen.begins();
  await citizen.asksForTheFund();
  await citizen.laysCard('zhang');
  await citizen.sees('张*');
  await citizen.agent.takeCard();
  await citizen.touch('回首页');
  await citizen.sees('您想办什么事？');
  await citizen.asksForTheFund();
  expect(await citizen.kiosk.innerText()).not.toContain('张*');
  await citizen.laysCard('li');
  await citizen.sees('李*');
});

test('a second page takes over: the first stops with words and can take the machine back', async ({ citizen, context, agent }) => {
  await citizen.begins();
  const other = await context.newPage();
  await other.goto(agent.url);
  await expect(other.getByRole('heading', { name: '您想办什么事？' })).toBeVisible();
  await expect(citizen.page.getByRole('heading', { name: '这个页面已在别处打开' })).toBeVisible();
  await citizen.touch('改在这里使用');
  await citizen.sees('您想办什么事？');
  await expect(other.getByRole('heading', { name: '这个页面已在别处打开' })).toBeVisible();
});

/** A finger that was on its way when the question came up: it lands at the very moment. */
async function pressesWhenShown(page: Page, name: string): Promise<void> {
  await page.evaluate((wanted) => {
    const watcher = new MutationObserver(() => {
      const button = Array.from(document.querySelectorAll<HTMLElement>('.overlay button')).find((one) => one.textContent === wanted);
      if (button === undefined) return;
      watcher.disconnect();
      button.click();
      document.documentElement.dataset['pressed'] = wanted;
    });
    watcher.observe(document.body, { childList: true, subtree: true });
  }, name);
}

test('a citizen stands still: asked 还在吗 with a countdown, stays by 继续, not thrown out by a finger that was on its way, wiped when nobody answers', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const agent = await RunningAgent.start({
    settings: (settings) => Object.assign(settings['session'] ?? {}, { idleMs: 10_000, identifiedIdleMs: 10_000 }),
  });
  try {
    const citizen = new Citizen(page, agent);
    await citizen.begins();
    await citizen.asksForTheFund();
    await citizen.laysCard('zhang');
    await citizen.sees('张*');
    await pressesWhenShown(page, '退出');
    await expect(citizen.kiosk.getByText(/\d+ 秒后会退出并清除/)).toBeVisible({ timeout: 30_000 });
    await expect(page.locator('html')).toHaveAttribute('data-pressed', '退出');
    await citizen.touch('继续');
    await expect(citizen.kiosk.getByRole('dialog')).toHaveCount(0);
    await citizen.sees('张*');
    await agent.takeCard();
    await expect(citizen.kiosk.getByRole('heading', { name: '您好，请轻触屏幕开始' })).toBeVisible({ timeout: 60_000 });
    expect(await citizen.kiosk.innerText()).not.toContain('张');
  } finally {
    await agent.remove();
  }
});

test('the disk is full at 确认: told that nothing was handed in, nothing is lost, and with room again it is handed in once', async ({
  page,
}) => {
  const agent = await RunningAgent.start({ diskBytes: 8 * 1024 * 1024 });
  try {
    const citizen = new Citizen(page, agent);
    await citizen.begins();
    await citizen.fillsResidencePermit();
    agent.fillDisk();
    await citizen.touch('确认提交');
    await citizen.sees('还没有提交');
    await citizen.sees(/机器存不下了/);
    agent.freeDisk();
    await citizen.touch('再试一次');
    await citizen.sees(/演示-\d{8}-0001/);
  } finally {
    await agent.remove();
  }
});
