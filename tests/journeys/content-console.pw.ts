import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runContentCli } from '../../device-agent/content-cli/main.ts';
import { makeKey } from '../../device-agent/update/signature.ts';
import { BASE_CONTENT } from '../support/content-kit.ts';
import { RunningAgent } from '../support/running-agent.ts';
import { Citizen } from './kiosk.ts';
import { expect, Technician, test } from './technician.ts';

test('the hall’s manager sees 24 indicators, what fails one, prints them and has them as tables', async ({ technician, agent }) => {
  await technician.setsUp();
  await technician.touch('内容');
  await technician.sees(/达到 \d+ 项，共 24 项/);
  await technician.sees(/已接入 \d+ 个，共 158 个/);
  await expect(technician.card('1. 减时间')).toContainText('要求 ≥ 50%');
  const first = technician.button(/看未达到的 \d+ 个事项/).first();
  await first.tap();
  await expect(technician.button(/收起/).first()).toBeVisible();
  await technician.touch('打印指标自查');
  await technician.sees('已打印（打印机确认）');
  const slip = (await agent.state()).printed.at(-1)?.lines.join('\n') ?? '';
  expect(slip).toContain('24 项指标自查');
  expect(slip).toContain('24.');
  await technician.touch('导出表格');
  await technician.sees(/indicators-\d{8}T\d+Z\.csv、registry-\d{8}T\d+Z\.csv/);
});

/** What a publisher does at a desk, all with the tool: an increment, its signature, a copy on the stick. */
async function publishes(stick: string, key: string): Promise<void> {
  const folder = join(stick, 'zizhuban', 'tongzhi');
  mkdirSync(join(folder, 'guides'), { recursive: true });
  const guide = JSON.parse(readFileSync(join(BASE_CONTENT, 'guides/juzhuzheng-banli.json'), 'utf8'));
  const changed = { ...guide, promisedLimit: { days: 5, unit: '工作日' }, updated: '2026-11-21' };
  writeFileSync(join(folder, 'guides/juzhuzheng-banli.json'), JSON.stringify(changed));
  const notice = {
    id: 'tz-story',
    title: '本周六照常办公',
    issue: '示例〔2026〕9号',
    publisher: '示例旗政务服务中心（示例）',
    date: '2026-11-20',
    from: '2026-01-01',
    paragraphs: ['示例通知。'],
    example: true,
  };
  writeFileSync(join(folder, 'notices.json'), JSON.stringify([notice]));
  const said: string[] = [];
  const run = (...words: readonly string[]): Promise<number> => runContentCli(words, (line) => said.push(line));
  const head = ['--id', 'base', '--version', '2026.12.1', '--created', '2026-11-21', '--base', '2026.11.1'];
  expect([await run('build', folder, ...head, '--withdraw', 'guide/laonianzheng'), said]).toEqual([0, [expect.any(String)]]);
  expect([await run('sign', folder, '--key', key), said.at(-1)]).toEqual([0, expect.stringContaining('已签名')]);
}

test('content by stick: seen before it is installed, shown to citizens at once, in the record, and taken back', async ({ page }) => {
  const publisher = makeKey();
  const agent = await RunningAgent.start({
    settings: (settings) => Object.assign(settings, { contentKeys: [{ name: '示例旗数据局', key: publisher.publicBase64 }] }),
  });
  const technician = new Technician(page, agent);
  const citizen = new Citizen(page, agent);
  try {
    await technician.setsUp();
    await technician.touch('内容');
    await technician.touch('查找 U 盘上的内容包');
    await technician.sees(/没有看到 U 盘/);
    const key = join(agent.folder, 'key.pem');
    writeFileSync(key, publisher.privatePem);
    await publishes(join(agent.folder, 'data', 'stick'), key);
    await technician.touch('查找 U 盘上的内容包');
    await technician.touch('看 tongzhi 会改什么');
    await technician.sees('本周六照常办公');
    await technician.sees(/^新增 1，撤下 \d+，修改 \d+$/);
    await technician.sees('更新日期、承诺时限');
    await technician.sees('示例旗数据局');
    await technician.touch('装入');
    await technician.sees(/已装入 2026\.12\.1/);
    await technician.touch('记录');
    await technician.sees(/装入内容 2026\.12\.1 新增 1，撤下 3，修改 \d+/);
    await technician.leaves();
    await citizen.sees('本周六照常办公');
    await citizen.touch('开始');
    await citizen.opens('居住证在线办理');
    await citizen.sees(/承诺 5 个工作日/);
    await citizen.touch('退出');
    await citizen.begins();
    await citizen.touch('搜索事项');
    await citizen.types('laonianzheng');
    await citizen.sees('老年大学查询');
    await expect(citizen.kiosk.getByText('老年证办理')).toHaveCount(0);
    await citizen.touch('退出');
    await technician.opens();
    await technician.logsIn();
    await technician.touch('内容');
    await technician.touch('撤销最后一次装入');
    await technician.touch('撤销');
    await technician.sees('已撤销，现在是 2026.11.1。');
    await technician.leaves();
    await citizen.begins();
    await citizen.touch('搜索事项');
    await citizen.types('laonianzheng');
    await citizen.sees('老年证办理');
  } finally {
    await agent.remove();
  }
});
