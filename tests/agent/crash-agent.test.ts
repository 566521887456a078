import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPlatformSimulator, type PlatformSimulator } from '../../device-agent/simulators/platform.ts';
import type { Received } from '../../device-agent/simulators/platform-routes.ts';
import { fillResidencePermit, PageClient } from '../support/page-client.ts';
import { RunningAgent } from '../support/running-agent.ts';

/** Everything that waits here is delivered within this time once the platform answers. */
const DELIVERED_MS = 25_000;

let platform: PlatformSimulator;
let agent: RunningAgent;

beforeEach(async () => {
  platform = await startPlatformSimulator({ port: 0, wall: () => new Date() });
  agent = await RunningAgent.start({
    settings: (settings) => {
      settings['platform'] = { adapter: 'http', baseUrl: platform.url };
    },
  });
});
afterEach(async () => {
  await agent.remove();
  await platform.stop();
});

const cases = (): readonly Received[] => platform.received.filter((one) => one.kind === 'case');
const ratings = (): readonly Received[] => platform.received.filter((one) => one.kind === 'rating');

/** Resolves when the platform has received one of that kind, retries included. */
function arrival(kind: Received['kind']): Promise<void> {
  return new Promise((resolve) => {
    const remove = platform.onReceived((received) => {
      if (received.kind !== kind) return;
      remove();
      resolve();
    });
  });
}

async function powerCut(): Promise<void> {
  await agent.kill();
}

async function powerBack(): Promise<PageClient> {
  agent = await RunningAgent.start({ folder: agent.folder });
  return PageClient.open(agent);
}

/** The slip's code of the done page. */
function codeOf(page: PageClient): string {
  const step = page.view.state === 'open' ? page.view.journey?.step : undefined;
  return step?.at === 'done' ? step.progressCode : '';
}

describe('a power cut at every step of a submission leaves exactly one case, or none before 确认', () => {
  it('before keep: nothing was confirmed, nothing arrives', async () => {
    const page = await PageClient.open(agent);
    await fillResidencePermit(agent, page, '13800000000');
    await powerCut();
    const again = await powerBack();
    await again.until(() => again.snapshot?.platform.state === 'connected');
    expect(again.view.state).toBe('idle');
    expect(again.snapshot?.platform.kept).toBe(0);
    expect(cases()).toEqual([]);
  });

  it('after keep, before send: it is sent when power and platform are back', async () => {
    await platform.offline();
    const page = await PageClient.open(agent);
    await page.until(() => page.snapshot?.platform.state === 'unreachable');
    await fillResidencePermit(agent, page, '13800000000');
    await page.toStep({ kind: 'confirm' }, 'done');
    expect(page.view).toMatchObject({ journey: { step: { outcome: { state: 'kept' } } } });
    const code = codeOf(page);
    await powerCut();
    await platform.online();
    const again = await powerBack();
    await again.until(() => again.snapshot?.platform.kept === 0);
    expect(cases()).toHaveLength(1);
    await again.until(() => again.snapshot?.platform.state === 'connected');
    await agent.scan(code);
    await again.until(() => again.view.state === 'open' && again.view.progress !== null);
    expect(again.view).toMatchObject({ progress: { number: cases()[0]?.number } });
  });

  it('after send, before the answer: the retry carries the same id', async () => {
    platform.misbehave('deaf');
    const page = await PageClient.open(agent);
    await page.until(() => page.snapshot?.platform.state === 'connected');
    await fillResidencePermit(agent, page, '13800000000');
    const arrived = arrival('case');
    await page.toStep({ kind: 'confirm' }, 'handing-in');
    await arrived;
    await powerCut();
    platform.misbehave(null);
    const again = await powerBack();
    await again.until(() => again.snapshot?.platform.kept === 0 && again.snapshot.platform.state === 'connected');
    expect(cases()).toHaveLength(1);
    expect(platform.arrivals(cases()[0]?.key ?? '')).toBeGreaterThan(1);
  });

  it('before settle: the platform had said yes and the agent dies hearing it', async () => {
    const page = await PageClient.open(agent);
    await page.until(() => page.snapshot?.platform.state === 'connected');
    await fillResidencePermit(agent, page, '13800000000');
    const dead = arrival('case').then(powerCut);
    void page.act({ kind: 'confirm' });
    await dead;
    const again = await powerBack();
    await again.until(() => again.snapshot?.platform.kept === 0 && again.snapshot.platform.state === 'connected');
    expect(cases()).toHaveLength(1);
  });

  it('a rating given while the platform is away arrives once, after the power was cut', async () => {
    const page = await PageClient.open(agent);
    await page.until(() => page.snapshot?.platform.state === 'connected');
    await fillResidencePermit(agent, page, '13800000000');
    await page.toStep({ kind: 'confirm' }, 'done');
    await platform.offline();
    await page.toStep({ kind: 'to-rating' }, 'rating');
    await page.toStep({ kind: 'rate', level: 2, reasons: ['207'], text: '等得久' }, 'rated');
    await powerCut();
    await platform.online();
    const again = await powerBack();
    await again.until(() => again.snapshot?.platform.kept === 0 && again.snapshot.platform.state === 'connected');
    expect(ratings()).toHaveLength(1);
    expect(cases()).toHaveLength(1);
  });
});

describe('a platform that misbehaves', () => {
  it.each(['cut', 'half', 'error-500', 'nonsense', 'not-json', 'huge', 'redirect'] as const)(
    'answers %s: the citizen hears 已暂存, and later it is one case',
    async (how) => {
      const page = await PageClient.open(agent);
      await page.until(() => page.snapshot?.platform.state === 'connected');
      await fillResidencePermit(agent, page, '13800000000');
      platform.misbehave(how);
      await page.toStep({ kind: 'confirm' }, 'done');
      expect(page.view).toMatchObject({ journey: { step: { outcome: { state: 'kept' } } } });
      platform.misbehave(null);
      await page.until(
        () => page.view.state !== 'open' || (page.view.journey?.step.at === 'done' && page.view.journey.step.outcome.state === 'accepted'),
      );
      expect(page.view).toMatchObject({ journey: { step: { outcome: { state: 'accepted' } } } });
      expect(cases()).toHaveLength(1);
    },
    DELIVERED_MS + 20_000,
  );

  it('refuses: the citizen is told why, and nothing is tried again', async () => {
    const page = await PageClient.open(agent);
    await page.until(() => page.snapshot?.platform.state === 'connected');
    await fillResidencePermit(agent, page, '13800000000');
    platform.misbehave('refuse');
    await page.toStep({ kind: 'confirm' }, 'done');
    expect(page.view).toMatchObject({ journey: { step: { outcome: { state: 'refused' } } } });
    expect(page.snapshot?.platform.kept).toBe(0);
  });

  it('answers a query with nonsense: the citizen may try again', async () => {
    const page = await PageClient.open(agent);
    await page.until(() => page.snapshot?.platform.state === 'connected');
    platform.misbehave('nonsense');
    await page.toStep({ kind: 'wake' }, 'home');
    await page.toStep({ kind: 'start', journey: 'gjj-query' }, 'identifying');
    await agent.layCard('zhang');
    await page.until(() => page.step === 'query-failed');
    expect(page.view).toMatchObject({ journey: { step: { fault: 'platform.nonsense' } } });
    platform.misbehave(null);
    await page.toStep({ kind: 'retry' }, 'result');
  });
});
