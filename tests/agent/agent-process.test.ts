import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { samplePerson } from '../../device-agent/simulators/people.ts';
import { fillResidencePermit, knock, PageClient } from '../support/page-client.ts';
import { RunningAgent } from '../support/running-agent.ts';

const run = promisify(execFile);
const MAIN = join(import.meta.dirname, '../../device-agent/main.ts');
const PHONE = '13800000000';

const agents: RunningAgent[] = [];
async function start(wish: Parameters<typeof RunningAgent.start>[0] = {}): Promise<RunningAgent> {
  const agent = await RunningAgent.start(wish);
  agents.push(agent);
  return agent;
}
afterEach(async () => {
  for (const agent of agents.splice(0)) await agent.remove();
});

async function refused(args: readonly string[]): Promise<{ readonly code: unknown; readonly said: string }> {
  try {
    await run(process.execPath, [MAIN, ...args]);
    return { code: 0, said: '' };
  } catch (error) {
    const { code, stderr } = error as { code: unknown; stderr: string };
    return { code, said: stderr };
  }
}

/** Every byte that lies in the folder. */
function everything(folder: string): Buffer {
  const parts = readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path));
  return Buffer.concat(parts);
}

describe('the process', () => {
  it('ends in order on SIGTERM, in the middle of a session', async () => {
    const agent = await start();
    const page = await PageClient.open(agent);
    await page.toStep({ kind: 'wake' }, 'home');
    expect(await agent.stop()).toBe(0);
    expect(await page.closed).toBeGreaterThan(0);
  });

  it('started twice on one data directory, says so and ends', async () => {
    const agent = await start();
    const { code, said } = await refused(['--port', '0', '--data', join(agent.folder, 'data')]);
    expect(code).toBe(1);
    expect(said).toContain('正被另一个自助办程序使用');
    expect(said).toContain(String(agent.child.pid));
  });

  it('names the port that is taken', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      }),
    );
    const data = mkdtempSync(join(tmpdir(), 'data-'));
    const { code, said } = await refused(['--port', String(port), '--data', data]);
    server.close();
    rmSync(data, { recursive: true });
    expect(code).toBe(1);
    expect(said).toContain(`端口 ${port} 不能用：已被别的程序占用`);
  });

  it('names the key of a setting that does not fit', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'));
    mkdirSync(join(folder, 'config'));
    writeFileSync(join(folder, 'config', 'terminal.json'), '{"terminal": {"id": "X!"}}');
    const { code, said } = await refused(['--port', '0', '--config', join(folder, 'config'), '--data', join(folder, 'data')]);
    rmSync(folder, { recursive: true });
    expect(code).toBe(1);
    expect(said).toContain('terminal.id');
    expect(said).toContain('devices');
  });

  it('runs on without a device that is not at its path, and says which', async () => {
    const agent = await start({
      settings: (settings) => {
        settings['devices'] = { receiptPrinter: { profile: 'generic-58mm', address: { via: 'usblp', path: '/dev/usb/lp-none' } } };
      },
    });
    const page = await PageClient.open(agent);
    await page.until(() => page.snapshot?.devices.receiptPrinter.fault === 'device.no-device-at-path');
    expect(page.snapshot?.devices.idReader).toMatchObject({ device: 'noDevice', fault: 'device.not-configured' });
    await page.toStep({ kind: 'wake' }, 'home');
    await page.toStep({ kind: 'start', journey: 'gjj-query' }, 'identifying');
    await page.until(
      () =>
        page.view.state === 'open' &&
        page.view.journey?.step.at === 'identifying' &&
        page.view.journey.step.fault === 'device.not-configured',
    );
  });

  it('puts a file that stands where the database should be aside, and keeps it', async () => {
    const agent = await start();
    const data = join(agent.folder, 'data');
    await agent.stop();
    const database = readdirSync(data).find((name) => name.endsWith('.sqlite')) ?? '';
    for (const name of readdirSync(data).filter((one) => one.startsWith(database))) rmSync(join(data, name));
    writeFileSync(join(data, database), 'not a database at all, but somebody’s file');
    const again = await start({ folder: agent.folder });
    expect(again.output()).toContain('store.put-aside');
    expect(readdirSync(data).some((name) => name.includes('unreadable'))).toBe(true);
  });
});

describe('the kiosk socket', () => {
  it('refuses every handshake that is not the served page’s', async () => {
    const agent = await start();
    const { host, origin } = new URL(agent.url);
    const wrong = [
      { origin: null },
      { origin: 'null' },
      { origin: `${origin}.evil.example` },
      { origin: origin.replace('http', 'https') },
      { origin: origin.toUpperCase() },
      { token: '' },
      { token: 'x'.repeat(43) },
      { protocols: ['zizhuban.v1'] },
      { host: host.replace('127.0.0.1', 'localhost') },
    ];
    for (const handshake of wrong) expect(await knock(agent, handshake)).toBe(403);
    expect(await knock(agent, { path: '/elsewhere' })).toBe(404);
    expect(await knock(agent)).not.toBeTypeOf('number');
  });

  it('answers another Host with 403 and no page', async () => {
    const agent = await start();
    const { port } = new URL(agent.url);
    const status = await new Promise<number>((resolve) => {
      void import('node:http').then(({ get }) =>
        get({ host: '127.0.0.1', port, path: '/', headers: { Host: `evil.example:${port}` } }, (response) =>
          resolve(response.statusCode ?? 0),
        ),
      );
    });
    expect(status).toBe(403);
  });

  it('carries the security headers', async () => {
    const agent = await start();
    const response = await fetch(agent.url);
    const policy = response.headers.get('content-security-policy') ?? '';
    for (const part of [
      "default-src 'self'",
      "object-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
    ])
      expect(policy).toContain(part);
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['no JSON', 'not json'],
    ['an unknown kind', { t: 'format-disk' }],
    ['an unknown act', { t: 'act', id: 1, session: 0, rev: 0, act: { kind: 'sudo' } }],
    ['an act with a member too many', { t: 'act', id: 1, session: 0, rev: 0, act: { kind: 'wake', identity: { name: 'x' } } }],
    ['a message nested too deep', `{"t":"ask","id":1,"ask":${'['.repeat(2000)}${']'.repeat(2000)}}`],
    ['a message before hello', { t: 'alive' }],
  ])('closes on %s and lives on', async (_what, message) => {
    const agent = await start();
    const socket = (await knock(agent)) as WebSocket;
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    expect(await closed).toBe(4002);
    (await PageClient.open(agent)).close();
  });

  it('closes on a message above the limit and on a flood', async () => {
    const agent = await start();
    const large = await PageClient.open(agent);
    large.send('x'.repeat(70_000));
    expect(await large.closed).toBe(1009);
    const fast = await PageClient.open(agent);
    for (let i = 0; i < 2_000; i += 1) fast.send({ t: 'alive' });
    expect(await fast.closed).toBe(1006);
    (await PageClient.open(agent)).close();
  });

  it('lets one page at a time: the newer takes over', async () => {
    const agent = await start();
    const first = await PageClient.open(agent);
    const second = await PageClient.open(agent);
    expect(await first.closed).toBe(4001);
    expect(first.frames.some((frame) => frame.includes('"replaced"'))).toBe(true);
    expect(second.view.state).toBe('idle');
  });

  it('tells a page of another version so', async () => {
    const agent = await start();
    const socket = (await knock(agent)) as WebSocket;
    const answer = new Promise<string>((resolve) => socket.once('message', (data: Buffer) => resolve(data.toString())));
    socket.send(JSON.stringify({ t: 'hello', protocol: 0 }));
    expect(JSON.parse(await answer)).toEqual({ t: 'mismatch', protocol: 1, reason: 'pageTooOld' });
  });

  it('answers an unknown matter with its code', async () => {
    const agent = await start();
    const page = await PageClient.open(agent);
    await page.toStep({ kind: 'wake' }, 'home');
    expect(await page.act({ kind: 'start', journey: 'no-such-matter' })).toEqual({ ok: false, error: 'content.unknown-matter' });
    expect(await page.ask({ kind: 'guide', id: 'no-such-guide' })).toEqual({ ok: false, error: 'content.unknown-matter' });
  });

  it('has no dock without its token, and none in production', async () => {
    const agent = await start();
    expect((await fetch(`${agent.url}dock/state`)).status).toBe(403);
    const real = await start({
      settings: (settings) => {
        Object.assign(settings['terminal']!, { mode: 'production' });
        settings['devices'] = {};
        settings['platform'] = { adapter: 'http', baseUrl: 'http://127.0.0.1:9/' };
      },
    });
    expect((await fetch(`${real.url}dock/state`, { headers: { 'X-Kiosk-Token': await real.token() } })).status).toBe(404);
  });
});

describe('nothing of a person stays', () => {
  const person = samplePerson('zhang').card;
  const name = person.name;
  const secrets = [person.number, name, PHONE, '示例路示例小区'];
  const found = (bytes: Buffer): string[] =>
    secrets.filter(
      (secret) =>
        bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le')) || bytes.includes(Buffer.from(secret).toString('base64')),
    );

  it('after a kept submission, its delivery and a rating: not in data, log or the next person’s pictures', async () => {
    const agent = await start();
    await agent.setNetwork(false);
    const page = await PageClient.open(agent);
    await fillResidencePermit(agent, page, PHONE);
    await page.toStep({ kind: 'confirm' }, 'done');
    expect(page.view).toMatchObject({ journey: { step: { outcome: { state: 'kept' } } } });
    expect(found(everything(join(agent.folder, 'data')))).toEqual([]);
    await agent.setNetwork(true);
    await page.until(
      () => page.view.state === 'open' && page.view.journey?.step.at === 'done' && page.view.journey.step.outcome.state === 'accepted',
    );
    await page.toStep({ kind: 'to-rating' }, 'rating');
    await page.toStep({ kind: 'rate', level: 1, reasons: ['108'], text: '等得太久' }, 'rated');
    const before = page.frames.length;
    await page.toStep({ kind: 'leave' }, 'idle');
    await page.toStep({ kind: 'wake' }, 'home');
    await page.until(() => page.snapshot?.platform.kept === 0);
    const afterWipe = Buffer.from(page.frames.slice(before + 1).join('\n'));
    expect(found(afterWipe)).toEqual([]);
    expect(found(Buffer.from(agent.output()))).toEqual([]);
    await agent.stop();
    expect(found(everything(join(agent.folder, 'data')))).toEqual([]);
    expect(found(Buffer.from(agent.output()))).toEqual([]);
  });

  it('the page is never sent the whole name or number', async () => {
    const agent = await start();
    const page = await PageClient.open(agent);
    await page.toStep({ kind: 'wake' }, 'home');
    await page.toStep({ kind: 'start', journey: 'gjj-query' }, 'identifying');
    await agent.layCard('zhang');
    await page.until(() => page.step === 'result');
    expect(page.frames.some((frame) => frame.includes('张*'))).toBe(true);
    expect(page.frames.filter((frame) => frame.includes(name) || frame.includes(person.number))).toEqual([]);
  });
});
