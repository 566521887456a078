/** The citizen page's socket: one page at a time, every message checked, the whole picture after every change. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import * as v from 'valibot';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { assertNever } from '../../shared/base/never.ts';
import { err, type Result } from '../../shared/base/result.ts';
import type { Watchable } from '../../shared/base/watchable.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { pageMessageSchema, PROTOCOL, type Act, type Ask, type PageMessage } from '../../shared/kiosk/acts.ts';
import type { AgentMessage, Answer, Cue, KioskSnapshot } from '../../shared/kiosk/snapshot.ts';
import type { Clock } from '../platform/clock.ts';
import { RateLimit, type Listening } from './guards.ts';
import { jsonOf, keepAlive, pageMayConnect, refuseUpgrade } from './page-handshake.ts';

/** Sizes, rates and waits of the socket. */
const KIOSK_SOCKET_LIMITS = {
  /** The longest message a page may send: an act with 150 characters of text fits forty times. */
  messageBytes: 64 * 1024,
  depth: 8,
  /** Fast typing is about fifteen acts a second. */
  perSecond: 60,
  burst: 120,
  /** A page that reads too slowly is cut off and comes back for a fresh picture. */
  backlogBytes: 1024 * 1024,
  /** Unanswered pings after which a page counts as gone. */
  pingMs: 10_000,
} as const;

/** What the socket needs of the agent. */
export interface KioskSocketParts {
  readonly listening: Listening;
  readonly clock: Clock;
  readonly snapshot: Watchable<KioskSnapshot>;
  readonly act: (seen: { readonly session: number; readonly rev: number }, act: Act) => Result<null, FaultCode>;
  readonly ask: (ask: Ask) => Result<Answer, FaultCode>;
  /** A page has connected: the idle clock's figure is brought up to date before it is sent. */
  readonly refresh: () => void;
  /** Counted refusals, for the technician; never with content. */
  refused(why: 'handshake' | 'malformed' | 'rate'): void;
}

/** The socket as the server joins it. */
export interface KioskSocket {
  /** True when the request was for this socket, whether let in or refused. */
  readonly handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  cue(cue: Cue): void;
  readonly pageConnected: boolean;
  close(): void;
}

const SUBPROTOCOL = 'zizhuban.v1';

/** Builds the socket. */
export function createKioskSocket(parts: KioskSocketParts): KioskSocket {
  const { listening, clock } = parts;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: KIOSK_SOCKET_LIMITS.messageBytes,
    perMessageDeflate: false,
    handleProtocols: () => SUBPROTOCOL,
  });
  let page: WebSocket | null = null;
  let greeted = false;

  function send(to: WebSocket, message: AgentMessage): void {
    if (to.readyState !== to.OPEN) return;
    if (to.bufferedAmount > KIOSK_SOCKET_LIMITS.backlogBytes) return to.terminate();
    to.send(JSON.stringify(message));
  }

  function letIn(socket: WebSocket): void {
    if (page !== null) {
      send(page, { t: 'replaced' });
      page.close(4001, 'replaced');
    }
    page = socket;
    greeted = false;
    const rate = new RateLimit(KIOSK_SOCKET_LIMITS.perSecond, KIOSK_SOCKET_LIMITS.burst, clock.monotonicMs());
    const stopPinging = keepAlive(socket, clock, KIOSK_SOCKET_LIMITS.pingMs);
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
      if (page === socket) receive(socket, message);
    });
    socket.on('close', () => {
      stopPinging();
      if (page === socket) page = null;
    });
    socket.on('error', () => socket.terminate());
  }

  function receive(socket: WebSocket, message: PageMessage): void {
    if (message.t === 'hello') {
      if (message.protocol !== PROTOCOL) {
        return send(socket, { t: 'mismatch', protocol: PROTOCOL, reason: message.protocol < PROTOCOL ? 'pageTooOld' : 'pageTooNew' });
      }
      greeted = true;
      parts.refresh();
      return send(socket, { t: 'welcome', protocol: PROTOCOL, snapshot: parts.snapshot.current });
    }
    if (!greeted) return socket.close(4002, 'malformed');
    switch (message.t) {
      case 'act':
        return send(socket, { t: 'reply', id: message.id, result: guarded(() => parts.act(message, message.act)) });
      case 'ask':
        return send(socket, { t: 'reply', id: message.id, result: guarded(() => parts.ask(message.ask)) });
      case 'alive':
        return;
      default:
        return assertNever(message);
    }
  }

  /** A full disk met in the middle of an act is the citizen's to hear of, not the end of the process. */
  function guarded<T>(work: () => Result<T, FaultCode>): Result<T, FaultCode> {
    try {
      return work();
    } catch (error) {
      if (isDiskFull(error)) return err('store.disk-full');
      throw error;
    }
  }

  const unwatch = parts.snapshot.watch((snapshot) => {
    if (page !== null && greeted) send(page, { t: 'snapshot', snapshot });
  });

  return {
    handleUpgrade(request, socket, head) {
      if (request.url !== '/kiosk') return false;
      if (!pageMayConnect(request, listening, SUBPROTOCOL)) {
        parts.refused('handshake');
        refuseUpgrade(socket);
        return true;
      }
      server.handleUpgrade(request, socket, head, letIn);
      return true;
    },
    cue(cue) {
      if (page !== null && greeted) send(page, { t: 'cue', cue });
    },
    get pageConnected() {
      return page !== null && greeted;
    },
    close() {
      unwatch();
      page?.terminate();
      server.close();
    },
  };
}

function parseMessage(data: RawData): PageMessage | null {
  const checked = v.safeParse(pageMessageSchema, jsonOf(data, KIOSK_SOCKET_LIMITS.depth));
  return checked.success ? checked.output : null;
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 13;
}
