/** What a browser offers and a kiosk must not, tried by hand and by gesture on the page as it is served. */
import type { Page } from '@playwright/test';
import { expect, test, type Citizen } from './kiosk.ts';

async function opensPopulation(citizen: Citizen): Promise<void> {
  await citizen.begins();
  await citizen.opens('全区、各盟市常住人口数据查询');
  await citizen.sees('24,049,155');
}

/** Whether the browser would have done its own thing on such an event. */
async function refusedEvents(page: Page, kind: string): Promise<readonly boolean[]> {
  return page.evaluate((name) => {
    const seen: boolean[] = [];
    window.addEventListener(name, (event) => seen.push(event.defaultPrevented));
    for (const element of document.querySelectorAll('#app h1, #app p, #app td, #app button'))
      element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
    return seen;
  }, kind);
}

for (const kind of ['contextmenu', 'dragstart', 'selectstart', 'auxclick']) {
  test(`${kind} on any part of the page is refused`, async ({ citizen }) => {
    await opensPopulation(citizen);
    const seen = await refusedEvents(citizen.page, kind);
    expect(seen.length).toBeGreaterThan(10);
    expect(seen).not.toContain(false);
  });
}

test('a right click opens no menu', async ({ citizen }) => {
  await opensPopulation(citizen);
  await citizen.page.evaluate(() => {
    window.addEventListener('contextmenu', (event) => {
      document.body.dataset['menu'] = event.defaultPrevented ? 'refused' : 'opened';
    });
  });
  await citizen.page.mouse.click(300, 500, { button: 'right' });
  await expect(citizen.page.locator('body')).toHaveAttribute('data-menu', 'refused');
});

test('text cannot be selected: not by drag, not by three clicks, not by Ctrl+A', async ({ citizen }) => {
  await opensPopulation(citizen);
  const { page } = citizen;
  const selected = (): Promise<string> => page.evaluate(() => getSelection()?.toString() ?? '');
  const cell = await citizen.kiosk.getByText('24,049,155').boundingBox();
  if (cell === null) throw new Error('the cell is not to be seen');
  await page.mouse.move(cell.x + 2, cell.y + 5);
  await page.mouse.down();
  await page.mouse.move(cell.x + 200, cell.y + 300, { steps: 8 });
  await page.mouse.up();
  expect(await selected()).toBe('');
  await page.mouse.click(cell.x + 5, cell.y + 5, { clickCount: 3 });
  expect(await selected()).toBe('');
  await page.keyboard.press('Control+a');
  expect(await selected()).toBe('');
});

test('two fingers and Ctrl with the wheel do not zoom', async ({ citizen }) => {
  await opensPopulation(citizen);
  const { page } = citizen;
  const scale = (): Promise<readonly number[]> => page.evaluate(() => [visualViewport?.scale ?? 0, devicePixelRatio]);
  const before = await scale();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.synthesizePinchGesture', { x: 400, y: 700, scaleFactor: 3, relativeSpeed: 1200, gestureSourceType: 'touch' });
  expect(await scale()).toEqual(before);
  await page.keyboard.down('Control');
  await page.mouse.move(400, 700);
  await page.mouse.wheel(0, -500);
  await page.keyboard.up('Control');
  expect(await scale()).toEqual(before);
});

test('pulling beyond the end moves nothing and goes to no other page', async ({ citizen }) => {
  await opensPopulation(citizen);
  const { page } = citizen;
  const address = page.url();
  const place = (): Promise<unknown> =>
    page.evaluate(() => [scrollX, scrollY, JSON.stringify(document.querySelector('.kiosk')?.getBoundingClientRect())]);
  const before = await place();
  const devtools = await page.context().newCDPSession(page);
  for (const [xDistance, yDistance] of [
    [0, 600],
    [0, -600],
    [400, 0],
    [-400, 0],
  ] as const)
    await devtools.send('Input.synthesizeScrollGesture', { x: 500, y: 900, xDistance, yDistance, speed: 4000, gestureSourceType: 'touch' });
  expect(await place()).toEqual(before);
  expect(page.url()).toBe(address);
  await citizen.sees('24,049,155');
  const styles = await page.evaluate(() =>
    [document.documentElement, document.body].map((element) => getComputedStyle(element).overscrollBehavior),
  );
  expect(styles).toEqual(['none', 'none']);
});

test('shortcuts that open a dialog or another page do nothing', async ({ citizen }) => {
  await opensPopulation(citizen);
  const { page } = citizen;
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.evaluate(() => {
    window.addEventListener('keydown', (event) => {
      document.body.dataset['let'] = `${document.body.dataset['let'] ?? ''}${event.defaultPrevented ? '' : event.key}`;
    });
  });
  const keys = ['p', 's', 'o', 'f', 'g', 'u', 'h', 'j', 'd', '0', '-', '='];
  for (const key of keys) await page.keyboard.press(`Control+${key}`);
  expect((await page.evaluate(() => document.body.dataset['let'] ?? '')).replaceAll('Control', '')).toBe('');
  expect(dialogs).toEqual([]);
  expect(page.context().pages()).toHaveLength(1);
});

/** Types as a keyboard does that reports every `everyMs`: the events carry the pace themselves, so a busy machine cannot stretch it. */
async function typesAtPace(page: Page, text: string, everyMs: number): Promise<void> {
  const keyboard = await page.context().newCDPSession(page);
  const beganMs = Date.now();
  const keys = [...Array.from(text, (key) => ({ key, text: key })), { key: 'Enter', text: '\r', windowsVirtualKeyCode: 13 }];
  for (const [index, key] of keys.entries()) {
    const timestamp = (beganMs + index * everyMs) / 1_000;
    await keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, timestamp });
    await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key: key.key, timestamp });
  }
  await keyboard.detach();
}

test('a scanner that types presses nothing, though a button has the focus', async ({ citizen }) => {
  await citizen.begins();
  await citizen.opens('公积金账户查询');
  await citizen.button('在这里办').focus();
  await typesAtPace(citizen.page, '6901234567892', 10);
  // A question and its answer lie behind the keys: had Enter pressed the button, the card would be asked for by now.
  await citizen.touch('材料');
  await citizen.sees(/要带的材料|不需要材料/);
  await expect(citizen.kiosk.getByText('请放身份证')).toHaveCount(0);
});

test('a person who types presses the button that has the focus', async ({ citizen }) => {
  await citizen.begins();
  await citizen.opens('公积金账户查询');
  await citizen.button('在这里办').focus();
  await typesAtPace(citizen.page, '6901234567892', 120);
  await citizen.sees('请放身份证');
});

test('the page is framed by nobody, keeps nothing on the disk and asks nothing of the outside', async ({ citizen, agent }) => {
  const outside: string[] = [];
  citizen.page.on('request', (request) => {
    const { host, protocol } = new URL(request.url());
    if (host !== new URL(agent.url).host && !['data:', 'blob:'].includes(protocol)) outside.push(request.url());
  });
  await opensPopulation(citizen);
  expect(outside).toEqual([]);
  const kept = await citizen.page.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    document.cookie,
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
  ]);
  expect(kept).toEqual([0, 0, '', 0, 0]);
  const { headers } = await fetch(agent.url);
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('cache-control')).toContain('no-store');
});
