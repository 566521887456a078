import { expect, test } from './kiosk.ts';

test('story 1: the idle screen invites, a touch opens the home screen with all aids and the time left', async ({ citizen }) => {
  await citizen.page.goto(citizen.agent.url);
  await citizen.sees('您好，请轻触屏幕开始');
  await citizen.touch('开始');
  await citizen.sees('您想办什么事？');
  await citizen.sees('常办的事');
  await citizen.sees('按主题找');
  await citizen.sees(/剩余 \d/);
  for (const aid of ['大字', '高对比', '低位', '求助']) await expect(citizen.button(aid)).toBeVisible();
  await citizen.touch('大字');
  await expect(citizen.button('大字')).toHaveAttribute('aria-pressed', 'true');
  await citizen.page.reload();
  await expect(citizen.button('大字')).toHaveAttribute('aria-pressed', 'true');
});

test('story 2: a public query shows the census table and chart with source and date, and prints', async ({ citizen }) => {
  await citizen.begins();
  await citizen.opens('全区、各盟市常住人口数据查询');
  await citizen.sees('24,049,155');
  await citizen.sees('赤峰市');
  await citizen.sees(/第七次全国人口普查公报/);
  await citizen.sees(/2020 ?年 ?11 ?月 ?1 ?日/);
  await citizen.touch('图表');
  await expect(citizen.kiosk.getByRole('list', { name: /常住人口/ })).toContainText('4,035,967');
  await citizen.touch('打印这份数据');
  await citizen.sees('打印好了，请取走凭条');
  const [slip] = await citizen.printed(1);
  expect(slip?.lines.join('\n')).toMatch(/呼和浩特市 +3,446,100/);
  expect(slip?.lines.join('\n')).toContain('演示');
});

test('story 3: a guide shows every element, and its slip is complete with the network cut', async ({ citizen }) => {
  await citizen.agent.setNetwork(false);
  await citizen.begins();
  await citizen.opens('居民身份证换领');
  for (const label of ['谁能办', '什么时候', '多久办好', '收不收费', '要跑几次', '咨询方式']) await citizen.sees(label);
  await citizen.touch('材料');
  await citizen.sees(/要带的材料/);
  await citizen.touch('流程');
  await citizen.sees('办理步骤');
  await citizen.touch('打印一次性告知单');
  await citizen.sees('打印好了，请取走凭条');
  const text = (await citizen.printed(1))[0]?.lines.join('\n') ?? '';
  for (const element of ['申请材料（4 项）', '原件 1 份，纸质', '20 元/证', '60 个自然日', '5 号公安窗口', '咨询电话', '内容版本'])
    expect(text).toContain(element);
});

test('story 4: the provident fund answers after the card, the name is masked, 退出 leaves nothing', async ({ citizen }) => {
  await citizen.begins();
  await citizen.asksForTheFund();
  await citizen.laysCard('zhang');
  await citizen.sees('张*');
  await citizen.sees(/账户余额|余额/);
  await expect(citizen.kiosk.getByText('张示例')).toHaveCount(0);
  await citizen.touch('打印凭条');
  await citizen.sees('打印好了，请取走凭条');
  const slip = (await citizen.printed(1))[0]?.lines.join('\n') ?? '';
  expect(slip).toContain('张*');
  expect(slip).not.toContain('张示例');
  await citizen.agent.takeCard();
  await citizen.touch('关闭');
  await citizen.touch('退出');
  await citizen.sees('您好，请轻触屏幕开始');
  expect(await citizen.kiosk.innerText()).not.toContain('张');
});

test('story 5: a submission is accepted with the platform’s number; its slip opens its progress', async ({ citizen }) => {
  await citizen.begins();
  await citizen.fillsResidencePermit();
  await citizen.touch('确认提交');
  await citizen.sees('已经受理');
  await citizen.sees(/演示-\d{8}-0001/);
  await citizen.touch('打印回执');
  await citizen.sees('打印好了，请取走凭条');
  const [slip] = await citizen.printed(1);
  const code = slip?.codes[0] ?? '';
  expect(code).toMatch(/^ZZB1:/);
  await citizen.agent.takeCard();
  await citizen.touch('关闭');
  await citizen.touch('退出');
  await citizen.sees('您好，请轻触屏幕开始');
  await citizen.agent.scan(code);
  await citizen.sees('办理进度');
  await citizen.sees(/演示-\d{8}-0001/);
  await citizen.sees('正在办理');
});

test('story 5, network cut: the submission is kept, survives a power cut, and is delivered exactly once', async ({
  page,
  citizen,
  agent,
}) => {
  await agent.setNetwork(false);
  await citizen.begins();
  await citizen.fillsResidencePermit();
  await citizen.touch('确认提交');
  await citizen.sees('已暂存，还没有送到办理系统');
  await citizen.touch('打印回执');
  await citizen.sees('打印好了，请取走凭条');
  const code = (await citizen.printed(1))[0]?.codes[0] ?? '';
  await agent.kill();
  const { RunningAgent } = await import('../support/running-agent.ts');
  const again = await RunningAgent.start({ folder: agent.folder });
  try {
    await page.goto(again.url);
    await expect.poll(async () => (await again.scan(code)).network).toBe(true);
    await expect(
      page
        .locator('#app')
        .getByText(/演示-\d{8}-0001/)
        .first(),
    ).toBeVisible();
  } finally {
    await again.stop();
  }
});

test('story 5, reload: the same step is drawn again, with what was typed', async ({ citizen }) => {
  await citizen.begins();
  await citizen.fillsResidencePermit();
  await citizen.page.reload();
  await citizen.sees('请核对，现在还没有提交');
  await citizen.sees('13800000000');
  await citizen.touch('修改手机号');
  await citizen.sees('手机号');
  await citizen.touch('删除');
  await citizen.touch('下一步');
  await citizen.sees('请填写 11 位手机号');
});

test('story 6: a rating after a query: five levels, official reasons, once', async ({ citizen }) => {
  await citizen.begins();
  await citizen.asksForTheFund();
  await citizen.laysCard('li');
  await citizen.sees('李*');
  await citizen.touch('办完了');
  await citizen.sees('请您评价这次服务');
  const levels = ['非常满意', '满意', '基本满意', '不满意', '非常不满意'];
  const sizes = await Promise.all([...levels, '跳过评价'].map(async (level) => (await citizen.button(level).boundingBox())?.height));
  expect(new Set(sizes.map((height) => Math.round(height ?? 0))).size).toBe(1);
  await citizen.touch('不满意');
  await citizen.sees('没有提供材料样本');
  await citizen.touch('没有提供材料样本');
  await citizen.touch('提交评价');
  await citizen.sees('谢谢您的评价');
  await citizen.touch('退出');
});

test('story 7: a forgotten card is told of, and B cannot use it', async ({ citizen }) => {
  await citizen.begins();
  await citizen.asksForTheFund();
  await citizen.laysCard('zhang');
  await citizen.sees('张*');
  await citizen.touch('退出');
  await citizen.sees('请取走您的身份证');
  expect(await citizen.kiosk.innerText()).not.toContain('张');
  await citizen.agent.takeCard();
  await citizen.sees('您好，请轻触屏幕开始');
});

test('a printer whose cover is open: the page says so and shows the slip itself', async ({ citizen }) => {
  await citizen.agent.breakPrinter('cover');
  await citizen.begins();
  await citizen.opens('全区、各盟市常住人口数据查询');
  await citizen.touch('打印这份数据');
  await citizen.sees(/没有打印出来|请看看凭条是否完整/);
  await expect(citizen.kiosk.getByRole('dialog')).toContainText('赤峰市');
  await citizen.agent.breakPrinter(null);
});
