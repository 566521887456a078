/** A technician before a real agent's console: types PINs, holds an authenticator, touches what is there. */
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { hotp, stepAt } from '../../device-agent/console/totp.ts';
import { RunningAgent } from '../support/running-agent.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = 30_000;

/** The person at the console. */
export class Technician {
  readonly page: Page;
  readonly agent: RunningAgent;
  pin = '482916';
  recoveryCodes: readonly string[] = [];
  private secret = new Uint8Array();
  private lastStep = 0;

  constructor(page: Page, agent: RunningAgent) {
    this.page = page;
    this.agent = agent;
  }

  get console(): Locator {
    return this.page.locator('.console');
  }

  button(name: string | RegExp): Locator {
    return this.console.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  async touch(name: string | RegExp): Promise<void> {
    await this.button(name).first().tap();
  }

  async sees(text: string | RegExp): Promise<void> {
    await expect(this.console.getByText(text).first()).toBeVisible();
  }

  /** The card of a device or a found thing. */
  card(name: string): Locator {
    return this.console.getByRole('region', { name, exact: true });
  }

  async opens(): Promise<void> {
    await this.page.goto(`${this.agent.url}console`);
  }

  /** Logs out: the screen goes back to the citizens. */
  async leaves(): Promise<void> {
    await this.touch('退出维护');
    await expect(this.page.getByRole('heading', { name: '您好，请轻触屏幕开始' })).toBeVisible();
  }

  async types(digits: string): Promise<void> {
    for (const digit of digits) await this.touch(digit);
  }

  /** The code that was written when the agent started. */
  setUpCode(): string {
    const code = /首次设置码 (\d{8})/.exec(this.agent.output())?.[1];
    if (code === undefined) throw new Error('the agent told no set-up code');
    return code;
  }

  async setsUp(): Promise<void> {
    await this.opens();
    await this.sees('请输入首次设置码');
    await this.types(this.setUpCode());
    await this.touch('下一步');
    await this.choosesPin();
    await this.enrols();
    await this.sees('设备维护');
  }

  async choosesPin(): Promise<void> {
    for (const page of ['请定一个 PIN', '请再输一遍 PIN']) {
      await this.sees(page);
      await this.types(this.pin);
      await this.touch('下一步');
    }
  }

  /** Scans the secret and gives the first code. */
  async enrols(): Promise<void> {
    await this.sees('用手机扫一扫');
    const typed = (await this.console.locator('.console-secret .number').textContent()) ?? '';
    this.secret = unBase32(typed.replaceAll(' ', ''));
    this.lastStep = 0;
    await this.touch('下一步');
    await this.sees('收好恢复码');
    this.recoveryCodes = await this.console.locator('.console-codes li').allTextContents();
    await this.touch('下一步');
    await this.sees('输入手机上的动态码');
    await this.types(this.code());
    await this.touch('保存');
  }

  /** A code that was not used yet: the one of the next step is good already. */
  code(): string {
    this.lastStep = Math.max(stepAt(new Date()), this.lastStep + 1);
    if (this.lastStep * STEP_MS > Date.now() + STEP_MS) throw new Error('no unused code is good yet');
    return hotp(this.secret, this.lastStep);
  }

  async triesPin(pin: string, code: string): Promise<void> {
    await this.sees('请输入 PIN');
    await this.types(pin);
    await this.touch('下一步');
    await this.sees('请输入动态码');
    await this.types(code);
    await this.touch('登录');
  }

  async logsIn(): Promise<void> {
    await this.triesPin(this.pin, this.code());
    await this.sees('设备维护');
  }
}

function unBase32(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of text) {
    held = ((held << 5) | BASE32.indexOf(letter)) & 0xffff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

/** Each story gets an agent and a console page of its own. */
export const test = base.extend<{ agent: RunningAgent; technician: Technician }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright asks for a destructured first argument
  agent: async ({}, use) => {
    const agent = await RunningAgent.start();
    await use(agent);
    await agent.remove();
  },
  technician: async ({ page, agent }, use) => {
    await use(new Technician(page, agent));
  },
});

export { expect };
