/** The line over a WebSocket, with pings: a service that was switched off must be noticed without traffic. */
import { WebSocket } from 'ws';
import { err, ok } from '../../../shared/base/result.ts';
import type { CancelTimer, Clock } from '../../platform/clock.ts';
import { XFS4IOT_CLIENT_DELAYS, XFS4IOT_CLIENT_LIMITS } from './delays.ts';
import type { OpenMessageLine } from './line.ts';

/** Where a vendor's service is. */
export interface ServiceAddress {
  /** `ws://127.0.0.1:5846/xfs4iot/v1.0/CardReader/`; another machine only by `wss:`. */
  readonly url: string;
  /** Sent as `Authorization: Bearer …`, asked for at every opening; null = the service wants none. */
  readonly token: () => string | null;
}

/** Opens WebSockets to one address. Plain `ws` leaves the cabinet nowhere: card data would travel in the clear. */
export function webSocketLine(address: ServiceAddress, clock: Clock): OpenMessageLine {
  return (listener) =>
    new Promise((resolve) => {
      if (!isAllowed(address.url)) return resolve(err('device.not-configured'));
      const token = address.token();
      const socket = new WebSocket(address.url, {
        headers: token === null ? {} : { authorization: `Bearer ${token}` },
        handshakeTimeout: XFS4IOT_CLIENT_DELAYS.connectMs,
        maxPayload: XFS4IOT_CLIENT_LIMITS.messageBytes,
        perMessageDeflate: false,
        followRedirects: false,
      });
      let stopPinging: CancelTimer = () => {};
      let opened = false;
      socket.on('open', () => {
        opened = true;
        stopPinging = keepPinging(socket, clock);
        resolve(
          ok({
            send: (text) => {
              if (socket.readyState === socket.OPEN) socket.send(text);
            },
            close: () => socket.terminate(),
          }),
        );
      });
      socket.on('message', (data, binary) => listener.message(!binary && Buffer.isBuffer(data) ? data.toString('utf8') : ''));
      socket.on('unexpected-response', (_request, response) => {
        resolve(err(response.statusCode === 403 || response.statusCode === 401 ? 'device.permission-denied' : 'device.wrong-device'));
        socket.terminate();
      });
      socket.on('error', () => socket.terminate());
      socket.on('close', () => {
        stopPinging();
        if (opened) listener.lost();
        resolve(err('device.no-device-at-path'));
      });
    });
}

function isAllowed(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'wss:' || (protocol === 'ws:' && (hostname === '127.0.0.1' || hostname === '[::1]'));
}

function keepPinging(socket: WebSocket, clock: Clock): CancelTimer {
  let answered = true;
  const beat = (): void => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
    cancel = clock.after(XFS4IOT_CLIENT_DELAYS.pingMs, beat);
  };
  let cancel = clock.after(XFS4IOT_CLIENT_DELAYS.pingMs, beat);
  socket.on('pong', () => {
    answered = true;
  });
  return () => cancel();
}
