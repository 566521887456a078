/** The console page's socket: one page at a time, every message checked; when the page goes, whoever was in is out. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import * as v from 'valibot';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Result } from '../../shared/base/result.ts';
import type { Watchable } from '../../shared/base/watchable.ts';
import { consolePageMessageSchema, type ConsoleAct, type ConsolePageMessage } from '../../shared/console/acts.ts';
import { CONSOLE_PROTOCOL } from '../../shared/console/protocol.ts';
import type { ConsoleRefusal } from '../../shared/console/refusal.ts';
import type { ConsoleMessage, ConsoleSnapshot } from '../../shared/console/snapshot.ts';
import type { Clock } from '../platform/clock.ts';
import { RateLimit, type Listening } from './guards.ts';
import { jsonOf, keepAlive, pageMayConnect, refuseUpgrade } from './page-handshake.ts';

/** Sizes, rates and waits of the socket. */
export const CONSOLE_SOCKET_LIMITS = {
  messageBytes: 8 * 1024,
  depth: 4,
  /** A technician's fingers; more is no technician. */
  perSecond: 10,
  burst: 30,
  backlogBytes: 4 * 1024 * 1024,
  pingMs: 10_000,
} as const;

/** What the socket needs of the agent. */
export interface ConsoleSocketParts {
  readonly listening: Listening;
  readonly clock: Clock;
  readonly snapshot: Watchable<ConsoleSnapshot>;
  readonly act: (act: ConsoleAct) => Promise<Result<null, ConsoleRefusal>>;
  readonly pageGone: () => void;
  /** Counted refusals; never with content. */
  refused(why: 'handshake' | 'malformed' | 'rate'): void;
}

/** The socket as the server joins it. */
export interface ConsoleSocket {
  /** True when the request was for this socket, whether let in or refused. */
  readonly handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  close(): void;
}

const PATH = '/console';
const SUBPROTOCOL = 'zizhuban-console.v1';

/** Builds the socket. */
export function createConsoleSocket(parts: ConsoleSocketParts): ConsoleSocket {
  const { listening, clock } = parts;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: CONSOLE_SOCKET_LIMITS.messageBytes,
    perMessageDeflate: false,
    handleProtocols: () => SUBPROTOCOL,
  });
  let page: WebSocket | null = null;
  let greeted = false;

  function send(to: WebSocket, message: ConsoleMessage): void {
    if (to.readyState !== to.OPEN) return;
    if (to.bufferedAmount > CONSOLE_SOCKET_LIMITS.backlogBytes) return to.terminate();
    to.send(JSON.stringify(message));
  }

  function leave(): void {
    page = null;
    greeted = false;
    parts.pageGone();
  }

  function letIn(socket: WebSocket): void {
    if (page !== null) {
      const before = page;
      // Another page must not find the desk of the one before it.
      leave();
      send(before, { t: 'replaced' });
      before.close(4001, 'replaced');
    }
    page = socket;
    const rate = new RateLimit(CONSOLE_SOCKET_LIMITS.perSecond, CONSOLE_SOCKET_LIMITS.burst, clock.monotonicMs());
    const stopPinging = keepAlive(socket, clock, CONSOLE_SOCKET_LIMITS.pingMs);
    socket.on('message', (data, binary) => {
      if (!rate.take(clock.monotonicMs())) {
        parts.refused('rate');
        return socket.terminate();
      }
      const message = binary ? null : parseMessage(data);
      if (message === null) {
        parts.refused('malformed');
        return socket.close(4002, 'malformed');
      }
      if (page === socket) void receive(socket, message);
    });
    socket.on('close', () => {
      stopPinging();
      if (page === socket) leave();
    });
    socket.on('error', () => socket.terminate());
  }

  async function receive(socket: WebSocket, message: ConsolePageMessage): Promise<void> {
    if (message.t === 'hello') {
      if (message.protocol !== CONSOLE_PROTOCOL) return send(socket, { t: 'mismatch', protocol: CONSOLE_PROTOCOL });
      greeted = true;
      return send(socket, { t: 'welcome', protocol: CONSOLE_PROTOCOL, snapshot: parts.snapshot.current });
    }
    if (!greeted) return socket.close(4002, 'malformed');
    const result = await parts.act(message.act);
    send(socket, { t: 'reply', id: message.id, result });
  }

  const unwatch = parts.snapshot.watch((snapshot) => {
    if (page !== null && greeted) send(page, { t: 'snapshot', snapshot });
  });

  return {
    handleUpgrade(request, socket, head) {
      if (request.url !== PATH) return false;
      if (!pageMayConnect(request, listening, SUBPROTOCOL)) {
        parts.refused('handshake');
        refuseUpgrade(socket);
        return true;
      }
      server.handleUpgrade(request, socket, head, letIn);
      return true;
    },
    close() {
      unwatch();
      page?.terminate();
      server.close();
    },
  };
}

function parseMessage(data: RawData): ConsolePageMessage | null {
  const checked = v.safeParse(consolePageMessageSchema, jsonOf(data, CONSOLE_SOCKET_LIMITS.depth));
  return checked.success ? checked.output : null;
}
