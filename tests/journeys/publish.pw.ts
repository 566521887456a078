/** What a hall publishes, seen by citizens of an agent whose network is cut from the first moment. */
import { RunningAgent } from '../support/running-agent.ts';
import { Citizen, expect, test } from './kiosk.ts';

test.beforeEach(async ({ agent }) => {
  await agent.setNetwork(false);
});

test('公示 1: somebody follows a life event to a guide and comes back the same way', async ({ citizen }) => {
  await citizen.begins();
  await citizen.opens('个人一生的事');
  await citizen.sees('从出生到身后');
  await citizen.opens('退休');
  await citizen.opens('企业职工基本养老金申领');
  await citizen.sees('要跑几次');
  await citizen.touch('返回');
  await citizen.sees('这时候常办的事');
  await citizen.touch('返回');
  await citizen.sees('从出生到身后');
});

test('公示 2: a company that ends finds its matters in two touches', async ({ citizen }) => {
  await citizen.begins();
  await citizen.opens('企业一生的事');
  await citizen.opens('注销');
  await citizen.sees('社会保险增减员变动');
});

test('公示 3: 帮您办 says that it is free, shows ten steps and prints its first catalogue of 26', async ({ citizen }) => {
  await citizen.begins();
  await citizen.opens('帮您办 ?投资');
  await citizen.sees(/帮您办是免费服务/);
  await citizen.sees('归档返还材料');
  await citizen.opens('政府投资项目“帮您办”代办帮办服务事项目录');
  await citizen.sees('共 26 项');
  await citizen.touch('打印凭条');
  await citizen.sees('打印好了，请取走凭条');
  const [slip] = await citizen.printed(1);
  expect(slip?.lines.join('\n')).toContain('取水许可');
  expect(slip?.lines.join('\n')).toContain('免费');
});

test('公示 4: a joint matter opens with its merged materials', async ({ citizen }) => {
  await citizen.begins();
  await citizen.opens('一件事一次办');
  await citizen.sees('其他城市正在试点');
  await citizen.sees(/每年 7 月至 8 月（示例）/);
  await citizen.opens('义务教育入学一件事');
  await citizen.touch('材料');
  await citizen.sees(/要带的材料，共 \d+ 样/);
});

test('公示 5: a public list is narrowed to one department, opens its guide and prints', async ({ citizen }) => {
  await citizen.begins();
  await citizen.opens('公示栏');
  await citizen.opens('帮办代办事宜清单');
  await citizen.sees('老年证办理');
  await citizen.touch('按部门看');
  await citizen.touch('示例旗民政局');
  await citizen.sees('低保办理');
  await expect(citizen.kiosk.getByText('老年证办理')).toHaveCount(0);
  await citizen.touch('打印凭条');
  await citizen.sees('打印好了，请取走凭条');
  const [slip] = await citizen.printed(1);
  expect(slip?.lines.join('\n')).toMatch(/部门\s*示例旗民政局/);
  await citizen.touch('关闭');
  await citizen.opens('低保办理');
  await citizen.sees('要跑几次');
});

test('公示 6: a list without anything says so instead of staying blank', async ({ citizen }) => {
  await citizen.begins();
  await citizen.opens('公示栏');
  await citizen.opens('好差评结果');
  await citizen.sees('这台机器还没有收到过评价。');
});

test('公示 7: the nearest places of 社会保障 come with distance, hours, floor plan and a code for the phone', async ({ citizen }) => {
  await citizen.begins();
  await citizen.opens('办事地图');
  await citizen.touch('按事情看');
  await citizen.touch('社会保障');
  const list = citizen.kiosk.getByRole('list', { name: '社会保障：办事的地方' });
  await expect(list.getByRole('button')).toHaveCount(4);
  await expect(list.getByRole('button').first()).toContainText('10 米');
  await citizen.opens('示例旗政务服务中心');
  await citizen.sees('周一至周五 09:00—12:00、13:00—17:00');
  await expect(citizen.kiosk.getByRole('img', { name: '用手机扫一扫，在地图里打开' })).toHaveAttribute('data-ready', 'true');
  await citizen.touch('大厅平面图');
  await citizen.sees('您在这里');
  await citizen.sees('10 号窗口');
  await citizen.page.reload();
  await citizen.sees('您在这里');
  await citizen.touch('打印凭条');
  const [slip] = await citizen.printed(1);
  expect(slip?.codes).toContain('geo:44.0005,113.0004');
});

test('公示 8: five levels are walked down to the village, past a banner without matters of its own', async ({ citizen }) => {
  await citizen.begins();
  await citizen.opens('按地区找');
  await citizen.opens('内蒙古自治区');
  await citizen.opens('呼和浩特市');
  await citizen.opens('新城区');
  await expect(citizen.kiosk.getByText('这一级可以办')).toHaveCount(0);
  for (const name of ['呼和浩特市', '内蒙古自治区']) await citizen.opens(name);
  await citizen.opens('示例市（示例）');
  await citizen.opens('示例旗（示例）');
  await citizen.sees('旗县这一级可以办');
  await citizen.opens('示例苏木（示例）');
  await citizen.opens('示例嘎查（示例）');
  await citizen.sees('内蒙古自治区 示例市（示例） 示例旗（示例） 示例苏木（示例） 示例嘎查（示例）');
  await citizen.opens('异地就医备案');
  await citizen.sees('要跑几次');
});

test('公示 9: a department is chosen, and only what is done without a visit is kept', async ({ citizen }) => {
  await citizen.begins();
  await citizen.opens('按部门找');
  await citizen.opens('示例旗社会保险经办机构');
  await citizen.sees('社会保险增减员变动');
  await citizen.touch('不用跑');
  await expect(citizen.kiosk.getByText('社会保险增减员变动')).toHaveCount(0);
  await citizen.sees('失业保险金申领');
  await citizen.touch('全部');
  await citizen.sees('社会保险增减员变动');
});

test('公示 10: a theme keeps what is done at once', async ({ citizen }) => {
  await citizen.begins();
  await citizen.opens('公积金 ?查询、提取、贷款');
  await citizen.sees('公积金提取');
  await citizen.touch('即办');
  await expect(citizen.kiosk.getByText('公积金提取')).toHaveCount(0);
  await citizen.sees('公积金账户查询');
});

test('公示 11: a notice on the invitation opens at a touch, is printed, and leads home', async ({ citizen }) => {
  await citizen.page.goto(citizen.agent.url);
  await expect(citizen.kiosk.getByRole('region', { name: '通知公告' })).toBeVisible();
  await citizen.touch('下一条');
  await citizen.opens('自助机打印凭条说明');
  await citizen.sees('凭条上的二维码可以在自助机上查办理进度（示例）。');
  await citizen.touch('打印凭条');
  const [slip] = await citizen.printed(1);
  expect(slip?.lines.join('\n')).toContain('自助机打印凭条说明');
  await citizen.sees('打印好了，请取走凭条');
  await citizen.touch('关闭');
  await citizen.touch('返回');
  await citizen.sees('您想办什么事？');
});

test('公示 12: a machine in a village stands for the village', async ({ page }) => {
  const agent = await RunningAgent.start({
    settings: (settings) => {
      Object.assign(settings['terminal'] ?? {}, {
        profile: 'bianmin-zhan',
        region: '159901001001',
        placeName: '示例苏木示例嘎查便民服务站',
      });
    },
  });
  try {
    const citizen = new Citizen(page, agent);
    await page.goto(agent.url);
    await citizen.sees('示例苏木示例嘎查便民服务站');
    await citizen.touch('开始');
    const nine = citizen.kiosk.getByRole('list', { name: '社保医保' });
    await expect(nine.getByRole('button')).toHaveCount(9);
    await expect(nine.getByRole('button').first()).toContainText('社会保险增减员变动');
  } finally {
    await agent.remove();
  }
});

test('公示 13: a machine of a kind of place that the content does not know does not start, and says which there are', async () => {
  const refused = RunningAgent.start({
    settings: (settings) => {
      Object.assign(settings['terminal'] ?? {}, { profile: 'chezhan' });
    },
  });
  await expect(refused).rejects.toThrow(/terminal\.profile：内容包里没有 chezhan，可以用 zhengwu-zhongxin、/);
});
