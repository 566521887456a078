/** Answers, the few large questions and 操作说明, seen by citizens of an agent whose network is cut from the first moment. */
import { expect, test } from './kiosk.ts';
import type { Citizen } from './kiosk.ts';

test.beforeEach(async ({ agent }) => {
  await agent.setNetwork(false);
});

async function asks(citizen: Citizen, letters: string): Promise<void> {
  await citizen.touch('搜索事项');
  await citizen.types(letters);
}

const ANSWERED = [
  ['sfzdlzmb', '身份证丢了怎么办？', '可以同时补领新证', '身份证挂失'],
  ['hsfzdsq', '换身份证多少钱？', '20 元/证', '居民身份证换领'],
  ['lhdtnndzm', '离婚当天能拿到证吗？', '三十日冷静期', '婚姻登记预约'],
  ['gjjtqdjdz', '公积金提取多久到账？', '以银行到账时间为准', '公积金提取'],
  ['bjzzydsm', '办居住证要带什么？', '窗口可以免费拍', '居住证在线办理'],
  ['syjzdldj', '失业金最多领多久？', '最长 24 个月', '失业保险金申领'],
  ['wfzmznlk', '无房证明在哪里开？', '查询结果会写明名下有无登记', '不动产登记信息查询'],
  ['xxsmsbm', '小学什么时候报名？', '以当年教育局公告为准', '学校报名'],
] as const;

for (const [letters, question, answer, guide] of ANSWERED) {
  test(`问答: ${question} is answered with its source, its day and a way on`, async ({ citizen }) => {
    await citizen.begins();
    await asks(citizen, letters);
    await citizen.opens(question);
    await citizen.sees(answer);
    await citizen.sees(`办事指南《${guide}》`);
    await citizen.sees('2026年11月20日');
    await citizen.sees(/没解决？请到综合咨询窗口问一问，或打 12345/);
    await citizen.touch('去看办事指南');
    await citizen.sees('要跑几次');
    await citizen.touch('返回');
    await citizen.sees(answer);
  });
}

for (const letters of ['fdjlzmb', 'zzzzqqqq']) {
  test(`问答: ${letters} asks what nobody answered, and the page says whom to ask`, async ({ citizen }) => {
    await citizen.begins();
    await asks(citizen, letters);
    await citizen.sees(/请到综合咨询窗口问一问，或打 12345/);
    await expect(citizen.kiosk.getByText('大家常问')).toHaveCount(0);
  });
}

test('问答: the list of questions is turned, opened and printed with its source', async ({ citizen }) => {
  await citizen.begins();
  await citizen.opens('常见问题');
  await citizen.opens('身份证丢了怎么办');
  await citizen.touch('打印凭条');
  const [slip] = await citizen.printed(1);
  expect(slip?.lines.join('\n')).toContain('办事指南《身份证挂失》');
  await citizen.sees('打印好了，请取走凭条');
  await citizen.touch('关闭');
  await citizen.page.reload();
  await citizen.sees('可以同时补领新证');
});

test('引导: 孩子出生 leads to a list of items; the answers are carried to the guide, its materials and its slip', async ({ citizen }) => {
  await citizen.begins();
  await citizen.opens('说说情况帮您找');
  await citizen.opens('孩子出生');
  await citizen.sees('生育登记办了吗？');
  await citizen.touch('还没有');
  await citizen.sees('孩子参加医保了吗？');
  await citizen.touch('还没有');
  await citizen.sees('孩子开始打预防针了吗？');
  await citizen.touch('不清楚');
  await citizen.sees('孩子出生：可能要办的事');
  await citizen.opens('医保参保登记');
  await citizen.touch('材料');
  await expect(citizen.button('新生儿')).toHaveAttribute('aria-pressed', 'true');
  await citizen.sees('出生医学证明');
  await citizen.touch('打印一次性告知单');
  const [slip] = await citizen.printed(1);
  expect(slip?.lines.join('\n')).toMatch(/给谁参保\s*新生儿/);
  await citizen.sees('打印好了，请取走凭条');
  await citizen.touch('关闭');
  await citizen.touch('返回');
  await citizen.sees('孩子出生：可能要办的事');
});

test('引导: from the life event, back through the questions one by one, and out', async ({ citizen }) => {
  await citizen.begins();
  await citizen.opens('个人一生的事');
  await citizen.opens('退休');
  await citizen.sees('回答几个问题，列出要办的事');
  await citizen.opens('退休');
  await citizen.sees('谁来给您办退休？');
  await citizen.touch('单位');
  await citizen.sees('您有住房公积金吗？');
  await citizen.page.reload();
  await citizen.sees('您有住房公积金吗？');
  await citizen.touch('返回');
  await citizen.sees('谁来给您办退休？');
  await citizen.touch('返回');
  await citizen.sees('您想办什么事？');
});

test('引导: a joint matter opens with the 情形 of its part, and the list is printed', async ({ citizen }) => {
  await citizen.begins();
  await citizen.opens('说说情况帮您找');
  await citizen.opens('孩子上学');
  await citizen.touch('小学、初中');
  await citizen.touch('本地户口');
  await citizen.touch('打印凭条');
  const [slip] = await citizen.printed(1);
  expect(slip?.lines.join('\n')).toContain('义务教育入学一件事');
  expect(slip?.lines.join('\n')).toMatch(/孩子的户口在本地吗？\s*本地户口/);
  await citizen.sees('打印好了，请取走凭条');
  await citizen.touch('关闭');
  await citizen.opens('义务教育入学一件事');
  await citizen.touch('材料');
  await expect(citizen.button('本地户口').first()).toHaveAttribute('aria-pressed', 'true');
  await expect(citizen.kiosk.getByText('父母居住证')).toHaveCount(0);
});

/** Through 求助 to a topic and back to the step. */
async function readsHowTo(citizen: Citizen, topic: string, sentence: string | RegExp): Promise<void> {
  await citizen.touch('求助');
  await citizen.touch('操作说明');
  await citizen.touch(topic);
  await citizen.sees(sentence);
  await citizen.touch('接着办');
  await expect(citizen.kiosk.getByRole('dialog')).toHaveCount(0);
}

test('操作说明: opens from every step of a submission, and nothing that was filled in is lost', async ({ citizen }) => {
  await citizen.begins();
  await readsHowTo(citizen, '用手机办', /“蒙速办”是内蒙古的移动政务服务平台/);
  await citizen.sees('您想办什么事？');
  await citizen.opens('居住证在线办理');
  await citizen.touch('在这里办');
  await citizen.sees('请放身份证');
  await readsHowTo(citizen, '放身份证', '把证平放在读卡区');
  await citizen.sees('请放身份证');
  await citizen.laysCard('zhang');
  await citizen.sees('您现在住在哪里');
  await citizen.touch('示例街道');
  await readsHowTo(citizen, '大字、高对比、低位', '按钮都到下面来');
  await expect(citizen.button('示例街道')).toHaveAttribute('aria-pressed', 'true');
  await citizen.touch('下一步');
  await citizen.sees('街道、小区或嘎查村');
  await citizen.writes('gongyuan', '公园');
  await readsHowTo(citizen, '填写与打字', '点您要的那个');
  await citizen.sees('公园');
  await citizen.touch('下一步');
  await citizen.sees('门牌号');
  await citizen.touch('数字符号');
  await citizen.types('501');
  await citizen.touch('下一步');
  await citizen.sees('手机号');
  await citizen.types('13800000000');
  await citizen.touch('下一步');
  await citizen.sees('请核对，现在还没有提交');
  await readsHowTo(citizen, '打印与取纸', '再轻轻取下来');
  await citizen.sees('公园');
  await citizen.touch('确认提交');
  await citizen.sees('已暂存，还没有送到办理系统');
  await readsHowTo(citizen, '扫码', '可以看办到哪一步');
  await citizen.sees('已暂存，还没有送到办理系统');
});

test('操作说明: opens from the invitation by 求助 and leads home', async ({ citizen }) => {
  await citizen.page.goto(citizen.agent.url);
  await citizen.touch('求助');
  await citizen.touch('操作说明');
  await citizen.touch('怎么退出');
  await citizen.sees('后面的人看不到');
  await citizen.touch('看别的说明');
  await citizen.touch('返回');
  await citizen.sees('需要帮忙吗？');
  await citizen.touch('返回');
  await citizen.sees('您想办什么事？');
});

test('操作说明: opens with keys alone, and the focus comes back to the page’s question', async ({ citizen }) => {
  await citizen.begins();
  await citizen.opens('居民身份证换领');
  await citizen.sees('要跑几次');
  for (const name of ['求助', '操作说明', '扫码']) {
    await citizen.button(name).focus();
    await citizen.page.keyboard.press('Enter');
    // What opens takes the focus; whoever tabs on before that is taken back.
    await expect(citizen.kiosk.getByRole('dialog').getByRole('heading', { level: 1 })).toBeFocused();
  }
  await citizen.button('接着办').focus();
  await citizen.page.keyboard.press('Enter');
  await expect(citizen.kiosk.getByRole('dialog')).toHaveCount(0);
  await expect(citizen.kiosk.getByRole('heading', { level: 1 })).toBeFocused();
});
