/** How a page of ours asks for its socket: the same checks for every page, before anything is answered. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import { hostIsOurs, originIsOurs, tokenMatches, type Listening } from './guards.ts';

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

/** Pings every `everyMs` and ends a socket that left one unanswered; returns what stops it. */
export function keepAlive(socket: WebSocket, clock: Clock, everyMs: number): CancelTimer {
  let answered = true;
  let cancel: CancelTimer = () => {};
  const beat = (): void => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
    cancel = clock.after(everyMs, beat);
  };
  socket.on('pong', () => {
    answered = true;
  });
  cancel = clock.after(everyMs, beat);
  return () => cancel();
}
