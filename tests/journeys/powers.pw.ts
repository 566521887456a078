import { expect, test } from './kiosk.ts';

test('权责清单: an entry opens its guide, the guide leads back to the list of its department', async ({ citizen }) => {
  await citizen.begins();
  await citizen.touch(/^公示栏/);
  await citizen.touch(/^权责清单/);
  await citizen.touch(/^居民身份证换领/);
  await citizen.sees('谁能办');
  await citizen.touch('依据');
  await citizen.sees('权责清单');
  await citizen.touch('看权责清单');
  await citizen.sees('居住证在线办理');
  await expect(citizen.kiosk.getByText('低保办理')).toHaveCount(0);
});

test('a department’s matters by kind: 行政确认 leaves those, 全部 brings the others back', async ({ citizen }) => {
  await citizen.begins();
  await citizen.touch(/^按部门找/);
  await citizen.touch(/^示例旗公安局/);
  await citizen.sees('居住证办理预约');
  await citizen.touch('行政确认');
  await citizen.sees('居民身份证换领');
  await expect(citizen.kiosk.getByText('居住证办理预约')).toHaveCount(0);
  await citizen.touch('公共服务');
  await citizen.sees('居住证办理预约');
  await expect(citizen.kiosk.getByText('居民身份证换领')).toHaveCount(0);
});
