/** Who may speak to the agent at all: pure checks of what a request claims. A refusal never says which check failed. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What the agent listens to; nothing else is a valid Host or Origin. */
export interface Listening {
  readonly port: number;
  readonly token: string;
}

/** `Host` must be exactly the loopback address and port: another name is DNS rebinding. */
export function hostIsOurs(request: IncomingMessage, listening: Listening): boolean {
  return request.headers.host === `127.0.0.1:${listening.port}`;
}

/** `Origin` must be exactly ours; missing, `null`, look-alikes and doubled headers are refused. */
export function originIsOurs(request: IncomingMessage, listening: Listening): boolean {
  const named = request.rawHeaders.filter((_value, index) => index % 2 === 0 && request.rawHeaders[index]?.toLowerCase() === 'origin');
  return named.length === 1 && request.headers.origin === `http://127.0.0.1:${listening.port}`;
}

/** Compares in constant time, whatever the lengths. */
export function tokenMatches(given: string, listening: Listening): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(listening.token));
}

/** True when a parsed JSON value is nested no deeper than `max`. */
export function shallowerThan(value: unknown, max: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (max === 0) return false;
  return Object.values(value).every((inner) => shallowerThan(inner, max - 1));
}

/** A token bucket: `take` answers whether one more is allowed now. */
export class RateLimit {
  private readonly perSecond: number;
  private readonly burst: number;
  private level: number;
  private at: number;

  constructor(perSecond: number, burst: number, nowMs: number) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.level = burst;
    this.at = nowMs;
  }

  take(nowMs: number): boolean {
    this.level = Math.min(this.burst, this.level + ((nowMs - this.at) / 1000) * this.perSecond);
    this.at = nowMs;
    if (this.level < 1) return false;
    this.level -= 1;
    return true;
  }
}
