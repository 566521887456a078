/** Every preview in every look on every panel: no accessibility violation, nothing too small, too near, cut off or out of reach. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { PREVIEWS } from '../../kiosk-ui/previews/list.ts';
import { offences } from '../support/browser-layout.ts';

const PITCH_MM = 0.248;
/** `shrunk`: a panel of ten inches has no room for the millimetres of the others. */
const PANELS = {
  'a tall panel': { width: 1080, height: 1920, shrunk: 1 },
  'a wide panel': { width: 1920, height: 1080, shrunk: 1 },
  'a small wide panel': { width: 1280, height: 800, shrunk: 1 },
  'a panel of ten inches': { width: 875, height: 549, shrunk: 549 / (190 / PITCH_MM) },
} as const;
const LOOKS = {
  standard: [],
  大字: ['large'],
  高对比: ['contrast'],
  低位: ['low'],
} as const;

/** Only a tall panel keeps every control low in 低位; a wide one must still hold. A small one is checked for room in its tightest look only. */
const RUNS = [
  ['a tall panel', 'standard'],
  ['a tall panel', '大字'],
  ['a tall panel', '高对比'],
  ['a tall panel', '低位'],
  ['a wide panel', 'standard'],
  ['a wide panel', '大字'],
  ['a wide panel', '高对比'],
  ['a wide panel', '低位'],
  ['a small wide panel', 'standard'],
  ['a small wide panel', '大字'],
  ['a panel of ten inches', 'standard'],
] as const;

for (const [panel, look] of RUNS) {
  test.describe(panel, () => {
    const { width, height, shrunk } = PANELS[panel];
    test.use({ viewport: { width, height } });
    test(`every screen holds in ${look}`, async ({ page }) => {
      const crashes: string[] = [];
      page.on('pageerror', (error) => crashes.push(error.message));
      const wishes: readonly string[] = LOOKS[look];
      const large = wishes.includes('large');
      const faults: string[] = [];
      await page.goto('previews.html');
      for (const [name, { snapshot }] of Object.entries(PREVIEWS)) {
        // Without a session nobody has chosen a look.
        if (wishes.length > 0 && snapshot?.view.state !== 'open') continue;
        const address = [name, ...wishes].join(',');
        await page.evaluate((to) => {
          location.hash = to;
        }, address);
        await page.waitForFunction((drawn) => document.getElementById('app')?.dataset['drawn'] === drawn, address);
        const layout = await page.evaluate(offences, {
          pitchMm: PITCH_MM / shrunk,
          targetMm: large ? 20 : 15,
          textMm: large ? 7.2 : 4.8,
          gapMm: 3,
          low: wishes.includes('low') && panel === 'a tall panel',
        });
        faults.push(...layout.map((fault) => `${name}: ${fault}`));
        const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
        faults.push(
          ...violations.flatMap((violation) => violation.nodes.map((node) => `${name}: ${violation.id} at ${node.target.join(' ')}`)),
        );
      }
      expect([...crashes, ...faults]).toEqual([]);
    });
  });
}
