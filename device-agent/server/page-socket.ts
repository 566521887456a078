/** The socket of one of our pages: one page at a time with takeover, every message checked, a page too slow or silent is cut off. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import * as v from 'valibot';
import { WebSocketServer, type WebSocket } from 'ws';
import { keepAlive } from '../platform/keep-alive.ts';
import type { Clock } from '../platform/clock.ts';
import { RateLimit, type Listening } from './guards.ts';
import { jsonOf, pageMayConnect, refuseUpgrade } from './page-handshake.ts';

/** Sizes, rates and waits of a page's socket. */
export interface PageSocketLimits {
  /** The longest message a page may send. */
  readonly messageBytes: number;
  /** How deep its JSON may be nested. */
  readonly depth: number;
  readonly perSecond: number;
  readonly burst: number;
  /** A page that reads too slowly is cut off and comes back for a fresh picture. */
  readonly backlogBytes: number;
  /** Between pings; one that stays unanswered until the next counts as a page gone. */
  readonly pingMs: number;
}

/** What both pages' sockets need of the agent. */
export interface PageSocketRoom {
  readonly listening: Listening;
  readonly clock: Clock;
  /** Counted refusals, for the technician; never with content. */
  refused(why: 'handshake' | 'malformed' | 'rate'): void;
}

/** One page's own rules. */
export interface PageSocketRules<In, Out> {
  readonly path: string;
  readonly subprotocol: string;
  readonly limits: PageSocketLimits;
  readonly messages: v.GenericSchema<unknown, In>;
  /** Told to a page whose place another takes. */
  readonly replaced: Out;
  /** A checked message of the page that is connected. */
  readonly receive: (page: ConnectedPage<Out>, message: In) => void;
  /** The page that was connected is gone, or another is about to take its place. */
  readonly gone: () => void;
}

/** The page at the other end. */
export interface ConnectedPage<Out> {
  send(message: Out): void;
  /** From now on it gets what is told to the page. */
  greet(): void;
  readonly greeted: boolean;
  /** Ends a page that does not keep the protocol. */
  dismiss(): void;
}

/** The socket as the server joins it. */
export interface PageSocket<Out> {
  /** True when the request was for this socket, whether let in or refused. */
  readonly handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  /** To the page that has been greeted; nothing where none is. */
  tell(message: Out): void;
  /** A page is connected and greeted. */
  readonly pageConnected: boolean;
  close(): void;
}

/** Builds the socket. */
export function createPageSocket<In, Out>(room: PageSocketRoom, rules: PageSocketRules<In, Out>): PageSocket<Out> {
  const { listening, clock } = room;
  const { limits } = rules;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
    handleProtocols: () => rules.subprotocol,
  });
  let page: { readonly socket: WebSocket; greeted: boolean } | null = null;

  function send(to: WebSocket, message: Out): void {
    if (to.readyState !== to.OPEN) return;
    if (to.bufferedAmount > limits.backlogBytes) return to.terminate();
    to.send(JSON.stringify(message));
  }

  function leave(): void {
    page = null;
    rules.gone();
  }

  function letIn(socket: WebSocket): void {
    if (page !== null) {
      const before = page.socket;
      // Another page must not find what stood open for the one before it.
      leave();
      send(before, rules.replaced);
      before.close(4001, 'replaced');
    }
    const mine = { socket, greeted: false };
    page = mine;
    const connected: ConnectedPage<Out> = {
      send: (message) => send(socket, message),
      greet: () => {
        mine.greeted = true;
      },
      get greeted() {
        return mine.greeted;
      },
      dismiss: () => socket.close(4002, 'malformed'),
    };
    const rate = new RateLimit(limits.perSecond, limits.burst, clock.monotonicMs());
    const stopPinging = keepAlive(socket, clock, limits.pingMs);
    socket.on('message', (data, binary) => {
      if (!rate.take(clock.monotonicMs())) {
        room.refused('rate');
        return socket.terminate();
      }
      const checked = binary ? null : v.safeParse(rules.messages, jsonOf(data, limits.depth));
      if (checked?.success !== true) {
        room.refused('malformed');
        return connected.dismiss();
      }
      if (page === mine) rules.receive(connected, checked.output);
    });
    socket.on('close', () => {
      stopPinging();
      if (page === mine) leave();
    });
    socket.on('error', () => socket.terminate());
  }

  return {
    handleUpgrade(request, socket, head) {
      if (request.url !== rules.path) return false;
      if (!pageMayConnect(request, listening, rules.subprotocol)) {
        room.refused('handshake');
        refuseUpgrade(socket);
        return true;
      }
      server.handleUpgrade(request, socket, head, letIn);
      return true;
    },
    tell(message) {
      if (page?.greeted === true) send(page.socket, message);
    },
    get pageConnected() {
      return page?.greeted === true;
    },
    close() {
      page?.socket.terminate();
      server.close();
    },
  };
}
