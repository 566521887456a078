/** Loans reckoned, forms seen, printed and carried away, single rows of data, with the network of the platform cut all the time. */
import { createHash } from 'node:crypto';
import { RunningAgent } from '../support/running-agent.ts';
import { Citizen, expect, test } from './kiosk.ts';

const PHONE_ADDRESS = 'http://hall.example.invalid/biao/';

test.beforeEach(async ({ agent }) => {
  await agent.setNetwork(false);
});

async function seeksLoan(citizen: Citizen): Promise<void> {
  await citizen.begins();
  await citizen.touch('搜索事项');
  await citizen.types('dkjsq');
  await citizen.opens('公积金贷款计算器');
  await citizen.sees('想贷多少钱？');
}

test('表格 1: a loan is reckoned by touch, its years are turned, the schedule is printed with source and date', async ({ citizen }) => {
  await seeksLoan(citizen);
  await citizen.touch('下一步');
  await citizen.sees(/请填 1 元到 \d+ 万元/);
  await citizen.types('1000000');
  await citizen.sees('就是 100 万元');
  await citizen.touch('下一步');
  await citizen.types('30');
  await citizen.touch('下一步');
  await citizen.sees('每月还 4,003.40 元');
  await citizen.sees(/中国人民银行关于下调个人住房公积金贷款利率的通知/);
  await citizen.sees(/利率自 2025年5月8日 起/);
  await citizen.page.reload();
  await citizen.sees('每月还 4,003.40 元');
  await citizen.touch('等额本金');
  await citizen.sees(/第一个月还 4,944\.4\d 元/);
  await citizen.touch('等额本息');
  await citizen.sees('每月还 4,003.40 元');
  await citizen.touch('打印凭条');
  await citizen.sees('打印好了，请取走凭条');
  const text = (await citizen.printed(1))[0]?.lines.join('\n') ?? '';
  for (const words of ['等额本息', '4,003.40 元', '2025-05-08', '第几年', '以借款合同为准']) expect(text).toContain(words);
});

test('表格 2: the blank and the sample are seen, and A4 prints the very file that the manifest names', async ({ citizen, agent }) => {
  await citizen.begins();
  await citizen.touch('搜索事项');
  await citizen.types('gjjtq');
  await citizen.opens('公积金提取');
  await citizen.touch('材料');
  await citizen.touch('住房公积金提取申请表：空表');
  await citizen.sees('空白表格，打印出来就能填');
  const picture = citizen.kiosk.getByRole('img', { name: /住房公积金提取申请表（空表）/ });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(1_000);
  await citizen.touch('打印空表');
  await citizen.sees(/打印好了，请到 A4 打印机取纸|已经交给 A4 打印机/);
  await citizen.touch('关闭');
  await citizen.touch('样表');
  await citizen.sees('名字和号码都是假的');
  await citizen.touch('打印样表');
  await expect
    .poll(async () => (await agent.state()).sheets.map((sheet) => sheet.title), { timeout: 20_000 })
    .toEqual(['住房公积金提取申请表（空表）', '住房公积金提取申请表（样表）']);
  for (const { sha256 } of (await agent.state()).sheets) {
    const answer = await fetch(`${agent.url}forms/${sha256}.pdf`);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(
      createHash('sha256')
        .update(Buffer.from(await answer.arrayBuffer()))
        .digest('hex'),
    ).toBe(sha256);
  }
});

test('表格 3: the hall’s network is offered as a code only where the hall has one', async ({ page, citizen, agent }) => {
  const form = async (who: Citizen): Promise<void> => {
    await who.begins();
    await who.touch('搜索事项');
    await who.types('gjjtq');
    await who.opens('公积金提取');
    await who.touch('材料');
    await who.touch('住房公积金提取申请表：空表');
    await who.sees('空白表格，打印出来就能填');
  };
  await form(citizen);
  await expect(citizen.kiosk.getByText('手机连上大厅的网络')).toHaveCount(0);
  await agent.stop();
  const offering = await RunningAgent.start({ settings: (settings) => void Object.assign(settings, { formsBaseUrl: PHONE_ADDRESS }) });
  try {
    const other = new Citizen(page, offering);
    await form(other);
    await other.sees('手机连上大厅的网络');
  } finally {
    await offering.remove();
  }
});

test('表格 4: the whole guide goes out on A4', async ({ citizen, agent }) => {
  await citizen.begins();
  await citizen.opens('居民身份证换领');
  await citizen.touch('打印整份指南（A4）');
  await citizen.sees(/请到 A4 打印机取纸|已经交给 A4 打印机/);
  await expect
    .poll(async () => (await agent.state()).sheets.map((sheet) => [sheet.title, sheet.pages > 1]), { timeout: 20_000 })
    .toEqual([['办事指南', true]]);
});

test('表格 4, 不打了: a long print is taken back by touch, and the page says what became of it', async ({ citizen, agent }) => {
  await citizen.begins();
  await citizen.opens('居民身份证换领');
  await citizen.touch('打印整份指南（A4）');
  await citizen.touch('不打了');
  await citizen.sees('已经停下，没有打印');
  expect((await agent.state()).sheets).toEqual([]);
  await citizen.touch('关闭');
  await citizen.touch('打印整份指南（A4）');
  await citizen.sees(/请到 A4 打印机取纸|已经交给 A4 打印机/);
});

test('表格 5: without an A4 printer nothing promises one', async ({ page, agent }) => {
  await agent.stop();
  const bare = await RunningAgent.start({ settings: (settings) => void delete settings['devices']?.['documentPrinter'] });
  try {
    const citizen = new Citizen(page, bare);
    await citizen.begins();
    await citizen.touch('搜索事项');
    await citizen.types('gjjtq');
    await citizen.opens('公积金提取');
    await citizen.sees('多久办好');
    await expect(citizen.button(/A4/)).toHaveCount(0);
    await citizen.touch('材料');
    await citizen.touch('住房公积金提取申请表：空表');
    await citizen.sees('这台机器不能打印 A4 纸，请到窗口领取。');
    await expect(citizen.button('打印空表')).toHaveCount(0);
  } finally {
    await bare.remove();
  }
});

test('表格 6: a row is opened with address, phone and map code, printed alone, and the list is where it was', async ({ citizen }) => {
  await citizen.begins();
  await citizen.touch('搜索事项');
  await citizen.types('qhdm');
  await citizen.opens('内蒙古行政区划和代码');
  const secondPage = citizen.kiosk.getByText(/第 2 页，共 6 页/);
  await expect(async () => {
    await citizen.touch('下一页');
    await expect(secondPage).toBeVisible({ timeout: 500 });
  }).toPass();
  const third = citizen.kiosk.getByRole('list', { name: '内蒙古行政区划和代码' }).getByRole('button').nth(2);
  const name = (await third.locator('.entry-title').innerText()).trim();
  await third.tap();
  await citizen.sees('类别');
  await citizen.touch('打印这一条');
  await citizen.sees('打印好了，请取走凭条');
  const text = (await citizen.printed(1))[0]?.lines.join('\n') ?? '';
  expect(text).toContain('类别');
  expect(text).toContain(name);
  await citizen.touch('关闭');
  await citizen.touch('返回列表');
  await expect(secondPage).toBeVisible();
  await expect(citizen.kiosk.getByText(name).first()).toBeVisible();
});
