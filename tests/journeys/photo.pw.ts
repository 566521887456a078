/** The photo of the card on the page, where a hall has configured a decoder. */
import { join } from 'node:path';
import { RunningAgent } from '../support/running-agent.ts';
import { Citizen, expect, test } from './kiosk.ts';

const DECODER = { command: process.execPath, args: [join(import.meta.dirname, '../support/example-photo-decoder.ts')] };

test('with a decoder the photo of the card stands on the check page, and nothing of it is left for the next', async ({ page }) => {
  const agent = await RunningAgent.start({ settings: (settings) => void (settings['idPhotoDecoder'] = DECODER) });
  try {
    const citizen = new Citizen(page, agent);
    await citizen.begins();
    await citizen.fillsResidencePermit();
    const photo = citizen.kiosk.getByRole('img', { name: '身份证上的照片' });
    await expect(photo).toBeVisible();
    expect(await photo.evaluate((image) => image instanceof HTMLImageElement && image.complete && image.naturalWidth)).toBe(102);
    await agent.takeCard();
    await citizen.touch('退出');
    await citizen.sees('您好，请轻触屏幕开始');
    expect(await page.content()).not.toContain('data:image/bmp');
    await citizen.touch('开始');
    await citizen.asksForTheFund();
    await expect(photo).toHaveCount(0);
  } finally {
    await agent.remove();
  }
});

test('without a decoder no photo is drawn', async ({ citizen }) => {
  await citizen.begins();
  await citizen.fillsResidencePermit();
  await expect(citizen.kiosk.getByRole('img', { name: '身份证上的照片' })).toHaveCount(0);
});
