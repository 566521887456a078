/** A citizen before a real agent: touches the page, lays down cards, looks at what came out of the printer. */
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import type { DockState } from '../../device-agent/server/dock-routes.ts';
import { RunningAgent } from '../support/running-agent.ts';

/** The person at the machine. */
export class Citizen {
  readonly page: Page;
  readonly agent: RunningAgent;

  constructor(page: Page, agent: RunningAgent) {
    this.page = page;
    this.agent = agent;
  }

  /** The citizen's part of the screen, without the dock. */
  get kiosk(): Locator {
    return this.page.locator('#app');
  }

  button(name: string | RegExp): Locator {
    return this.kiosk.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  async touch(name: string | RegExp): Promise<void> {
    await this.button(name).first().tap();
  }

  async sees(text: string | RegExp): Promise<void> {
    await expect(this.kiosk.getByText(text).first()).toBeVisible();
  }

  async begins(): Promise<void> {
    await this.page.goto(this.agent.url);
    await this.touch('开始');
    await this.sees('您想办什么事？');
  }

  async opens(title: string): Promise<void> {
    await this.touch(new RegExp(`^${title}`));
  }

  async types(keys: string): Promise<void> {
    for (const key of keys) await this.touch(key);
  }

  /** Writes Chinese with the on-screen keyboard: letters, then the candidate. */
  async writes(pinyin: string, word: string): Promise<void> {
    await this.types(pinyin);
    await this.kiosk.getByRole('group', { name: '候选字' }).getByRole('button', { name: word, exact: true }).first().tap();
  }

  async laysCard(person = 'zhang'): Promise<void> {
    await this.agent.layCard(person);
  }

  /** 公积金账户查询, to the page that asks for the card. */
  async asksForTheFund(): Promise<void> {
    await this.opens('公积金账户查询');
    await this.touch('在这里办');
    await this.sees('请放身份证');
  }

  /** 居住证在线办理: card, four questions, to the check page. */
  async fillsResidencePermit(): Promise<void> {
    await this.opens('居住证在线办理');
    await this.touch('在这里办');
    await this.sees('请放身份证');
    await this.laysCard('zhang');
    await this.sees('您现在住在哪里');
    await this.touch('示例街道');
    await this.touch('下一步');
    await this.sees('街道、小区或嘎查村');
    await this.writes('gongyuan', '公园');
    await this.touch('下一步');
    await this.sees('门牌号');
    await this.touch('数字符号');
    await this.types('501');
    await this.touch('下一步');
    await this.sees('手机号');
    await this.types('13800000000');
    await this.touch('下一步');
    await this.sees('请核对，现在还没有提交');
  }

  /** What has come out of the printer, newest last. */
  async printed(count: number): Promise<DockState['printed']> {
    await expect.poll(async () => (await this.agent.state()).printed.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(count);
    return (await this.agent.state()).printed;
  }
}

/** Each story gets an agent and a page of its own. */
export const test = base.extend<{ agent: RunningAgent; citizen: Citizen }>({
  // Playwright reads the names of what a fixture needs from this pattern; this one needs nothing.
  // oxlint-disable-next-line no-empty-pattern
  agent: async ({}, use) => {
    const agent = await RunningAgent.start();
    await use(agent);
    await agent.remove();
  },
  citizen: async ({ page, agent }, use) => {
    await use(new Citizen(page, agent));
  },
});

export { expect };
