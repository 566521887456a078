/** The console's socket on a real HTTP server: who may connect, what is refused, whose log-in ends with the page. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { CONSOLE_SOCKET_LIMITS, createConsoleSocket, type ConsoleSocket } from '../../device-agent/server/console-socket.ts';
import { ok } from '../../shared/base/result.ts';
import { Watched } from '../../shared/base/watchable.ts';
import type { ConsoleAct } from '../../shared/console/acts.ts';
import { CONSOLE_PROTOCOL } from '../../shared/console/protocol.ts';
import type { ConsoleMessage, ConsoleSnapshot } from '../../shared/console/snapshot.ts';
import { ManualClock } from '../support/manual-clock.ts';

const TOKEN = 'c'.repeat(43);
const SNAPSHOT: ConsoleSnapshot = {
  terminal: { id: 'demo-001', placeName: '示例', mode: 'demo', pitchMm: 0.25 },
  gate: { at: 'log-in', roles: ['technician'], lockedMs: null, triesLeft: 5, citizen: false },
  desk: null,
};
const HELLO = { t: 'hello', protocol: CONSOLE_PROTOCOL };

describe('the console socket', () => {
  let server: Server;
  let socket: ConsoleSocket;
  let port = 0;
  /** What the agent was told; new for every test, because sockets of the one before may still be ending. */
  let told: { gone: number; readonly acts: ConsoleAct[]; readonly refused: string[] };
  const open: WebSocket[] = [];

  beforeEach(async () => {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
    const here: typeof told = { gone: 0, acts: [], refused: [] };
    told = here;
    socket = createConsoleSocket({
      listening: { port, token: TOKEN },
      clock: new ManualClock(),
      snapshot: new Watched(SNAPSHOT),
      act: (act) => {
        here.acts.push(act);
        return Promise.resolve(ok(null));
      },
      pageGone: () => (here.gone += 1),
      refused: (why) => here.refused.push(why),
    });
    server.on('upgrade', (request, stream, head) => {
      if (!socket.handleUpgrade(request, stream, head)) stream.end('HTTP/1.1 404 Not Found\r\n\r\n');
    });
  });
  afterEach(async () => {
    for (const one of open.splice(0)) one.terminate();
    socket.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  function dial(given: { path?: string; origin?: string; protocols?: string[]; host?: string } = {}): WebSocket {
    const { path = '/console', origin = `http://127.0.0.1:${port}`, protocols = ['zizhuban-console.v1', `token.${TOKEN}`] } = given;
    const one = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, {
      headers: { origin, ...(given.host === undefined ? {} : { host: given.host }) },
    });
    // Ending a refused or half-open one is reported as an error too.
    one.on('error', () => undefined);
    open.push(one);
    return one;
  }

  function next(one: WebSocket): Promise<ConsoleMessage> {
    return new Promise((resolve) => one.once('message', (data: Buffer) => resolve(JSON.parse(data.toString('utf8')))));
  }

  function closed(one: WebSocket): Promise<number> {
    return new Promise((resolve) => one.once('close', resolve));
  }

  async function greeted(): Promise<WebSocket> {
    const one = dial();
    await new Promise((resolve) => one.once('open', resolve));
    one.send(JSON.stringify(HELLO));
    expect(await next(one)).toMatchObject({ t: 'welcome', snapshot: SNAPSHOT });
    return one;
  }

  it.each([
    ['a foreign origin', { origin: 'http://evil.example' }],
    ['a look-alike origin', { origin: 'http://127.0.0.1.evil.example' }],
    ['another host name', { host: 'localhost' }],
    ['no token', { protocols: ['zizhuban-console.v1'] }],
    ["the citizen page's kind of token", { protocols: ['zizhuban-console.v1', `token.${'k'.repeat(43)}`] }],
    ["the citizen page's protocol", { protocols: ['zizhuban.v1', `token.${TOKEN}`] }],
  ])('%s is answered 403 and counted', async (_what, given) => {
    const status = await new Promise((resolve) =>
      dial(given).once('unexpected-response', (_request, response) => resolve(response.statusCode)),
    );
    expect([status, told.refused, told.acts]).toEqual([403, ['handshake'], []]);
  });

  it('another path is none of its business', async () => {
    const status = await new Promise((resolve) =>
      dial({ path: '/console/' }).once('unexpected-response', (_request, response) => resolve(response.statusCode)),
    );
    expect([status, told.refused]).toEqual([404, []]);
  });

  it.each([
    ['no JSON', 'hello'],
    ['an act before the greeting', JSON.stringify({ t: 'act', id: 1, act: { kind: 'find' } })],
    ['an unknown act', JSON.stringify({ t: 'act', id: 1, act: { kind: 'write-bytes', hex: '00' } })],
    [
      'a path as a thing',
      JSON.stringify({ t: 'act', id: 1, act: { kind: 'take', thing: '/dev/sda', role: 'idReader', profile: 'x', replace: true } }),
    ],
    [
      'a profile outside of its folder',
      JSON.stringify({ t: 'act', id: 1, act: { kind: 'take', thing: 't1', role: 'idReader', profile: '../x', replace: true } }),
    ],
    ['a further key', JSON.stringify({ ...HELLO, role: 'technician' })],
    ['deep nesting', `${'['.repeat(50)}${']'.repeat(50)}`],
  ])('%s closes the page, and nothing is done', async (_what, text) => {
    const one = dial();
    await new Promise((resolve) => one.once('open', resolve));
    one.send(text);
    expect(await closed(one)).toBe(4002);
    expect(told.acts).toEqual([]);
  });

  it('a message beyond its size is cut off', async () => {
    const one = await greeted();
    one.send('x'.repeat(CONSOLE_SOCKET_LIMITS.messageBytes + 1));
    expect(await closed(one)).toBe(1009);
  });

  it('more acts than fingers can make cut the page off', async () => {
    const one = await greeted();
    for (let act = 0; act <= CONSOLE_SOCKET_LIMITS.burst; act += 1)
      one.send(JSON.stringify({ t: 'act', id: act + 1, act: { kind: 'touch' } }));
    await closed(one);
    expect(told.refused[0]).toBe('rate');
    expect(told.acts.length).toBeLessThanOrEqual(CONSOLE_SOCKET_LIMITS.burst);
  });

  it('acts are answered by id; a page of another version is told so', async () => {
    const one = await greeted();
    one.send(JSON.stringify({ t: 'act', id: 7, act: { kind: 'find' } }));
    expect(await next(one)).toEqual({ t: 'reply', id: 7, result: { ok: true, value: null } });
    one.send(JSON.stringify({ t: 'hello', protocol: CONSOLE_PROTOCOL + 1 }));
    expect(await next(one)).toEqual({ t: 'mismatch', protocol: CONSOLE_PROTOCOL });
  });

  it('a second page takes over: the first is told, and whoever was in is out before the second is let in', async () => {
    const first = await greeted();
    const goodbye = next(first);
    const second = await greeted();
    expect(await goodbye).toEqual({ t: 'replaced' });
    expect(told.gone).toBe(1);
    const left = closed(second);
    second.close();
    await left;
    await expect.poll(() => told.gone).toBe(2);
  });
});
