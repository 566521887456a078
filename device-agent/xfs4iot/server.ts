/** Joins devices, rules and sockets to the XFS4IoT server (CWA 17852, 2024-3) behind the agent's one HTTP server. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { Watched, type Watchable } from '../../shared/base/watchable.ts';
import type { Dialect } from '../../shared/xfs4iot/dialect.ts';
import type { Clock } from '../platform/clock.ts';
import { keepAlive } from '../platform/keep-alive.ts';
import { buildServices } from './build-services.ts';
import { ClientConnection } from './client-connection.ts';
import { mayConnect, targetOf } from './guards.ts';
import { XFS4IOT_DELAYS, XFS4IOT_LIMITS } from './limits.ts';
import type { SessionGate, Xfs4IotDevices, Xfs4IotLog, Xfs4IotSettings } from './ports.ts';
import type { Service } from './service.ts';
import type { VendorMode } from './vendor-mode.ts';

/** What the server is built of. */
export interface Xfs4IotServerParts {
  readonly devices: Xfs4IotDevices;
  readonly gate: SessionGate;
  readonly vendorMode: VendorMode;
  readonly clock: Clock;
  readonly settings: Xfs4IotSettings;
  readonly log: Xfs4IotLog;
}

/** The server as the agent joins it. */
export interface Xfs4IotServer {
  /** True when the request was for this server, whether let in or refused. */
  readonly handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  /** True when the request was for this server: a plain request on a WebSocket path is answered 400 with an empty body. */
  readonly handleRequest: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** True while a client's transaction is active on any device: it may be serving somebody. */
  readonly clientTransaction: Watchable<boolean>;
  /** Cancels what runs and closes every connection. */
  close(): void;
}

/** Of the last client let in. Counted over all servers: the hand-over to the technician outlives the server that a change of roles closes. */
let lastId = 0;

/** Builds the server. It listens to nothing by itself. */
export function createXfs4IotServer(parts: Xfs4IotServerParts): Xfs4IotServer {
  const { gate, clock, settings, log } = parts;
  const clientTransaction = new Watched(false);
  const built = buildServices(parts, (held) => clientTransaction.set(held));
  const { services } = built;
  const byPath = new Map(services.map((service) => [service.path, service]));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: settings.maxMessageBytes, perMessageDeflate: false });

  function letIn(socket: WebSocket, stream: Duplex, port: number, service: Service, dialect: Dialect): void {
    lastId += 1;
    const { perSecond, burst } = settings;
    const client = new ClientConnection(socket, stream, { id: lastId, dialect, port, perSecond, burst, nowMs: clock.monotonicMs() });
    const stopPinging = keepAlive(socket, clock, XFS4IOT_DELAYS.pingMs);
    service.attach(client);
    socket.on('message', (data, binary) => service.receive(client, binary ? null : textOf(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      stopPinging();
      service.detach(client);
      log.write('socket.closed', { kind: 'xfs4iot', device: service.name });
    });
    log.write('socket.opened', { kind: 'xfs4iot', device: service.name });
  }

  const stopGate = gate.citizen.watch(({ active }) => {
    if (active) for (const service of services) service.giveWay();
  });

  return {
    clientTransaction,
    handleUpgrade(request, socket, head) {
      const target = targetOf(request.url);
      if (target === 'not-ours') return false;
      const refuse = (status: string, why: string): true => {
        log.write('socket.refused', { kind: 'xfs4iot', why });
        socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
        return true;
      };
      if (!mayConnect(request, settings)) return refuse('403 Forbidden', 'handshake');
      const service = target === 'unknown' ? undefined : byPath.get(target.service);
      if (target === 'unknown' || service === undefined) return refuse('404 Not Found', 'path');
      if (sockets.clients.size >= XFS4IOT_LIMITS.connections) return refuse('503 Service Unavailable', 'connections');
      const port = request.socket.localPort ?? 0;
      sockets.handleUpgrade(request, socket, head, (opened) => letIn(opened, socket, port, service, target.dialect ?? settings.dialect));
      return true;
    },
    handleRequest(request, response) {
      if (targetOf(request.url) === 'not-ours') return false;
      response.writeHead(400, { 'Content-Length': 0 }).end();
      return true;
    },
    close() {
      stopGate();
      for (const socket of sockets.clients) socket.close(1001);
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      built.stop();
    },
  };
}

/** `ws` hands a message out as one buffer unless told otherwise. */
function textOf(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString('utf8') : '';
}
