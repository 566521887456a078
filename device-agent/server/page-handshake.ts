/** What the sockets of both pages share: the checks before anything is answered, reading a message. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RawData } from 'ws';
import { hostIsOurs, originIsOurs, shallowerThan, tokenMatches, type Listening } from './guards.ts';

/** Host, Origin, method, sub-protocol and token are ours. The token travels as a sub-protocol: a URL would end up in logs. */
export function pageMayConnect(request: IncomingMessage, listening: Listening, subprotocol: string): boolean {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  const token = offered.find((name) => name.startsWith('token.'))?.slice('token.'.length) ?? '';
  return (
    request.method === 'GET' &&
    hostIsOurs(request, listening) &&
    originIsOurs(request, listening) &&
    offered.includes(subprotocol) &&
    tokenMatches(token, listening)
  );
}

/** One constant answer to whoever may not. */
export function refuseUpgrade(socket: Duplex): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

/** The JSON value of a message; null where it is none or nested deeper than `depth`. */
export function jsonOf(data: RawData, depth: number): unknown {
  try {
    const value: unknown = JSON.parse(textOf(data));
    return shallowerThan(value, depth) ? value : null;
  } catch {
    return null;
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8');
}
