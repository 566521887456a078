import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningAgent } from '../support/running-agent.ts';
import { WireClient } from '../support/xfs4iot-bed.ts';
import { expect, test } from './technician.ts';

function config(agent: RunningAgent, file = 'terminal.json'): { readonly devices: Record<string, unknown> } {
  return JSON.parse(readFileSync(join(agent.folder, 'config', file), 'utf8'));
}

test('first set-up: a wrong code is refused, the right one enrols; meanwhile the citizen reads 维护中, afterwards the machine is open again', async ({
  technician,
  agent,
  browser,
}) => {
  await using context = await browser.newContext({ hasTouch: true });
  const citizen = await context.newPage();
  await citizen.goto(agent.url);
  await expect(citizen.getByRole('heading', { name: '您好，请轻触屏幕开始' })).toBeVisible();

  await technician.opens();
  await technician.sees('请输入首次设置码');
  const wrong = technician.setUpCode() === '00000000' ? '00000001' : '00000000';
  await technician.types(wrong);
  await technician.touch('下一步');
  await technician.choosesPin();
  await technician.sees('PIN 或动态码不对。');

  await technician.setsUp();
  await technician.sees('维护中，居民页面已暂停');
  await expect(citizen.locator('#app').getByText(/维护/).first()).toBeVisible();
  await technician.leaves();
  await expect(technician.page).toHaveURL(agent.url);
});

test('a PIN that anybody guesses is refused with words', async ({ technician }) => {
  technician.pin = '123456';
  await technician.opens();
  await technician.types(technician.setUpCode());
  await technician.touch('下一步');
  await technician.choosesPin();
  await technician.sees(/这个 PIN 太好猜/);
});

test('wrong PIN six times: four warnings, then ten minutes, also after the agent was killed and started again', async ({
  technician,
  agent,
  page,
}) => {
  await technician.setsUp();
  await technician.leaves();
  await technician.opens();
  for (const left of [4, 3, 2, 1]) {
    await technician.triesPin('70707070', '000000');
    await technician.sees(`还可以试 ${left} 次`);
  }
  await technician.triesPin('70707070', '000000');
  await technician.sees(/输错太多次，(10:00|9:\d\d) 后再试/);
  await expect(technician.button('下一步')).toHaveCount(0);

  await agent.kill();
  const { RunningAgent: Again } = await import('../support/running-agent.ts');
  const again = await Again.start({ folder: agent.folder });
  try {
    await page.goto(`${again.url}console`);
    await technician.sees(/输错太多次，(10:00|9:\d\d) 后再试/);
    expect(again.output()).not.toContain('首次设置码');
  } finally {
    await again.stop();
  }
});

test('a recovery code lets in once', async ({ technician }) => {
  await technician.setsUp();
  const [code = ''] = technician.recoveryCodes;
  const usesIt = async (): Promise<void> => {
    await technician.leaves();
    await technician.opens();
    await technician.sees('请输入 PIN');
    await technician.types(technician.pin);
    await technician.touch('下一步');
    await technician.touch('手机不在身边，用恢复码');
    for (const letter of code.replace('-', '')) await technician.touch(letter);
    await technician.touch('登录');
  };
  await usesIt();
  await technician.sees('设备维护');
  await usesIt();
  await technician.sees('还可以试 4 次');
});

test('a citizen is never thrown out: no log-in while a session runs, and by itself again when it has ended', async ({
  technician,
  agent,
  browser,
}) => {
  await technician.setsUp();
  await technician.leaves();
  await using context = await browser.newContext({ hasTouch: true });
  const citizen = await context.newPage();
  await citizen.goto(agent.url);
  await citizen.getByRole('button', { name: '开始', exact: true }).tap();
  await technician.opens();
  await technician.sees('有居民正在办事');
  await citizen.locator('#app').getByRole('button', { name: '退出', exact: true }).tap();
  await technician.sees('请输入 PIN');
});

test('a machine without a scanner: it is found, taken with one touch, works at once, and the old file is kept', async ({
  technician,
  agent,
}) => {
  await technician.setsUp();
  await technician.touch('撤下 扫码器');
  await technician.touch('是，撤下');
  await expect(technician.card('扫码器')).toContainText('还没有设备');
  // The rest of the machine works.
  await technician.touch('测试 小票打印机');
  await technician.sees(/通过，用了 [\d.]+ 秒，已打印（打印机确认）/);
  expect(config(agent).devices).not.toHaveProperty('codeScanner');
  expect(config(agent, 'terminal.json.1').devices).toHaveProperty('codeScanner');

  await technician.touch('查找设备');
  await technician.button('查找设备').last().tap();
  await technician.sees(/找到 \d+ 个/);
  await expect(technician.card('演示读卡器')).toContainText('正用作身份证阅读器');
  await technician.card('演示扫码器').getByRole('button', { name: '用作扫码器' }).tap();
  await technician.touch('是，用它');
  await expect(technician.card('演示扫码器')).toContainText('正用作扫码器');
  expect(config(agent).devices).toMatchObject({ codeScanner: { profile: 'simulated-serial', address: { via: 'simulator' } } });

  await technician.console.getByRole('group', { name: '维护的各部分' }).getByRole('button', { name: '设备', exact: true }).tap();
  await expect(technician.card('扫码器')).toContainText('正常');
  await technician.touch('测试 扫码器');
  await technician.sees('请把一个码对准扫描口…');
  await agent.scan('SHILI-1');
  await technician.sees('内容 SHILI-1');
  // A code laid down during maintenance opens no citizen's session.
  await technician.leaves();
});

test('each device is tested: the card masked, the page printed, the wait can be stopped; the report comes out of the printer', async ({
  technician,
  agent,
}) => {
  await technician.setsUp();
  await technician.touch('测试 身份证阅读器');
  await technician.sees('请把一张身份证放到读卡区…');
  await agent.layCard('zhang');
  await technician.sees(/姓名 张\*/);
  await expect(technician.console).not.toContainText(/\d{17}[\dX]/);
  await technician.touch('测试 小票打印机');
  await technician.sees(/已打印（打印机确认）/);
  const page = (await agent.state()).printed.at(-1);
  expect(page?.lines.join('\n')).toContain('政务服务一窗受理');
  expect(page?.codes).toEqual([expect.stringMatching(/^ZIZHUBAN-TEST/)]);

  await technician.touch('测试 扫码器');
  await technician.touch('停下 扫码器');
  await expect(technician.button('停下 扫码器')).toHaveCount(0);

  await technician.touch('其他');
  await technician.touch('打印自检报告');
  await technician.sees('已打印（打印机确认）');
  const report = (await agent.state()).printed.at(-1)?.lines.join('\n') ?? '';
  for (const words of ['自检报告', '身份证阅读器', '正常', '通过']) expect(report).toContain(words);
});

test('a printer without paper says what to do, and the support bundle holds nothing of the person that was read', async ({
  technician,
  agent,
}) => {
  await technician.setsUp();
  await technician.touch('测试 身份证阅读器');
  await agent.layCard('zhang');
  await technician.sees(/姓名 张\*/);
  await agent.breakPrinter('paper-out');
  await expect(technician.card('小票打印机')).toContainText('缺纸，请装纸。');
  await technician.touch('记录');
  await technician.sees(/小票打印机 等人处理：缺纸/);
  await technician.sees('技术员 测试设备');
  await technician.touch('其他');
  await technician.touch('导出支持包');
  await technician.sees(/已存到数据目录的 support 文件夹/);
  const folder = join(agent.folder, 'data', 'support');
  const [name = ''] = readdirSync(folder);
  const bundle = readFileSync(join(folder, name), 'utf8');
  expect(bundle).toContain('printer.paper-out');
  expect(bundle).not.toMatch(/\d{17}[\dXx]|张示例/);
  expect(`${bundle}${agent.output()}`).not.toContain(technician.pin);
});

test('an operator is enrolled, logs in, and cannot look for devices', async ({ technician }) => {
  await technician.setsUp();
  await technician.touch('其他');
  await technician.touch('登记操作员');
  technician.pin = '905142';
  await technician.choosesPin();
  await technician.enrols();
  await technician.sees('设备维护');
  await technician.touch('其他');
  await technician.sees('重新登记操作员');
  await technician.leaves();
  await technician.opens();
  await technician.touch('操作员');
  await technician.logsIn();
  await technician.sees('操作员');
  await expect(technician.button('查找设备')).toHaveCount(0);
  await expect(technician.button('撤下 扫码器')).toHaveCount(0);
  await technician.touch('测试 小票打印机');
  await technician.sees(/通过，用了/);
});

test('the hidden door leads from the invitation to the log-in; a page that goes takes the log-in with it', async ({
  technician,
  agent,
  page,
}) => {
  await technician.setsUp();
  await technician.opens();
  await technician.sees('请输入 PIN');
  await page.goto(agent.url);
  await expect(page.getByRole('heading', { name: '您好，请轻触屏幕开始' })).toBeVisible();
  for (let tap = 0; tap < 5; tap += 1) await page.touchscreen.tap(20, 20);
  await technician.sees('请输入 PIN');
});

test('another application of the machine is asked to let go before the technician gets to the devices', async ({ technician, agent }) => {
  await technician.setsUp();
  await technician.leaves();
  const token = readFileSync(join(agent.folder, 'data', 'xfs4iot.token'), 'utf8');
  const other = await WireClient.open(`${agent.url.replace('http', 'ws')}xfs4iot/v1.0/VendorMode/`, { authorization: `Bearer ${token}` });
  await other.ask('VendorMode.Register', { appName: 'Monitor' });
  await technician.opens();
  await technician.triesPin(technician.pin, technician.code());
  await other.event('VendorMode.EnterModeRequestEvent');
  await technician.sees('正在请其他程序让出设备…');
  await other.ask('VendorMode.EnterModeAcknowledge');
  await technician.sees('设备维护');
  await other.event('VendorMode.ModeEnteredEvent');
  await technician.leaves();
  await other.event('VendorMode.ExitModeRequestEvent');
  other.close();
});
