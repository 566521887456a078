import { expect, test } from './technician.ts';

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
