import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { hostIsOurs, originIsOurs, RateLimit, shallowerThan, tokenMatches } from '../../device-agent/server/guards.ts';

const LISTENING = { port: 8123, token: 'a'.repeat(43) };

function request(rawHeaders: readonly string[]): IncomingMessage {
  const headers = Object.fromEntries(
    rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1]]] : [])),
  );
  return { rawHeaders: [...rawHeaders], headers } as unknown as IncomingMessage;
}

describe('who may speak to the agent', () => {
  it.each([
    ['127.0.0.1:8123', true, 'our address'],
    ['localhost:8123', false, 'another name of this machine'],
    ['evil.example:8123', false, 'a rebound name'],
    ['127.0.0.1', false, 'no port'],
    ['127.0.0.1:8124', false, 'another port'],
    ['127.0.0.1:8123.', false, 'a trailing dot'],
    ['[::1]:8123', false, 'IPv6'],
  ])('Host %s → %s (%s)', (host, expected) => {
    expect(hostIsOurs(request(['Host', host]), LISTENING)).toBe(expected);
  });

  it.each([
    ['http://127.0.0.1:8123', true],
    ['null', false],
    ['HTTP://127.0.0.1:8123', false],
    ['https://127.0.0.1:8123', false],
    ['http://127.0.0.1:8123.evil.example', false],
    ['http://127.0.0.1:8123@evil.example', false],
    ['http://127.0.0.1:8123/', false],
    ['http://[::1]:8123', false],
    ['http://localhost:8123', false],
    ['http://127.0.0.1:81230', false],
  ])('Origin %s → %s', (origin, expected) => {
    expect(originIsOurs(request(['Origin', origin]), LISTENING)).toBe(expected);
  });

  it('refuses a missing Origin and two of them', () => {
    expect(originIsOurs(request([]), LISTENING)).toBe(false);
    expect(originIsOurs(request(['Origin', 'http://127.0.0.1:8123', 'origin', 'http://127.0.0.1:8123']), LISTENING)).toBe(false);
  });

  it('takes the whole token and nothing else', () => {
    expect(tokenMatches(LISTENING.token, LISTENING)).toBe(true);
    for (const wrong of ['', 'a', `${LISTENING.token}a`, LISTENING.token.slice(1), 'b'.repeat(43)])
      expect(tokenMatches(wrong, LISTENING)).toBe(false);
  });

  it('measures how deep a message is nested', () => {
    expect(shallowerThan({ a: [{ b: 1 }] }, 3)).toBe(true);
    expect(shallowerThan({ a: [{ b: {} }] }, 3)).toBe(false);
    expect(shallowerThan('text', 0)).toBe(true);
  });

  it('lets a burst through, then the steady rate', () => {
    const rate = new RateLimit(10, 3, 0);
    expect([rate.take(0), rate.take(0), rate.take(0), rate.take(0)]).toEqual([true, true, true, false]);
    expect(rate.take(50)).toBe(false);
    expect(rate.take(150)).toBe(true);
  });
});
