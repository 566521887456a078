/** The XFS4IoT server on a real port with hand-moved devices, and a plain client that knows nothing of our own code. */
import { createServer, type Server } from 'node:http';
import { WebSocket } from 'ws';
import { Watched } from '../../shared/base/watchable.ts';
import { XFS4IOT_DELAYS } from '../../device-agent/xfs4iot/limits.ts';
import { systemClock, type Clock } from '../../device-agent/platform/clock.ts';
import type { CitizenHold, Xfs4IotDevices, Xfs4IotLog, Xfs4IotSettings } from '../../device-agent/xfs4iot/ports.ts';
import { XFS4IOT_DEFAULTS } from '../../device-agent/xfs4iot/ports.ts';
import { createXfs4IotServer, type Xfs4IotServer } from '../../device-agent/xfs4iot/server.ts';
import { VendorMode } from '../../device-agent/xfs4iot/vendor-mode.ts';
import { ManualClock } from './manual-clock.ts';
import { HandDocumentPrinter, HandReader, HandReceiptPrinter, HandScanner } from './xfs4iot-devices.ts';

/** The token that clients of the bed show. */
export const BED_TOKEN = 'bed-token-of-no-use-elsewhere';

const STEP_MS = XFS4IOT_DELAYS.pingMs / 2;

/** A message as it came over the wire. */
export interface WireMessage {
  readonly header: { readonly [member: string]: unknown };
  readonly payload?: { readonly [member: string]: unknown };
}

/** One connection, written from the standard alone. */
export class WireClient {
  readonly seen: WireMessage[] = [];
  readonly socket: WebSocket;
  /** Code of the close; null = open. */
  closed: number | null = null;
  private readonly waiters = new Set<() => void>();
  private lastId = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => {
      this.seen.push(JSON.parse(data.toString()));
      this.wake();
    });
    socket.on('close', (code) => {
      this.closed = code;
      this.wake();
    });
  }

  static open(url: string, headers: Record<string, string> = { authorization: `Bearer ${BED_TOKEN}` }): Promise<WireClient> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url, { headers });
      const client = new WireClient(socket);
      socket.once('open', () => resolve(client));
      socket.once('unexpected-response', (_request, response) => reject(new Error(`HTTP ${response.statusCode}`)));
      socket.once('error', reject);
    });
  }

  /** Sends a command and gives its request id. */
  send(name: string, payload?: object, header: { readonly requestId?: number; readonly [member: string]: unknown } = {}): number {
    this.lastId += 1;
    const requestId = header.requestId ?? this.lastId;
    const message = {
      header: { name, type: 'command', version: '2.0', ...header, requestId },
      ...(payload === undefined ? {} : { payload }),
    };
    this.socket.send(JSON.stringify(message));
    return requestId;
  }

  /** The first message so far or to come that fits. */
  async find(fits: (message: WireMessage) => boolean): Promise<WireMessage> {
    for (;;) {
      const found = this.seen.find(fits);
      if (found !== undefined) return found;
      if (this.closed !== null) throw new Error(`closed with ${this.closed} before the message came`);
      await new Promise<void>((resolve) => this.waiters.add(resolve));
    }
  }

  acknowledge(requestId: number): Promise<WireMessage> {
    return this.find(({ header }) => header['type'] === 'acknowledge' && header['requestId'] === requestId);
  }

  completion(requestId: number): Promise<WireMessage> {
    return this.find(({ header }) => header['type'] === 'completion' && header['requestId'] === requestId);
  }

  /** A message by name that is neither acknowledge nor completion. */
  event(name: string): Promise<WireMessage> {
    return this.find(({ header }) => header['name'] === name && (header['type'] === 'event' || header['type'] === 'unsolicited'));
  }

  /** Sends a command and waits for its end. */
  ask(name: string, payload?: object, header?: { readonly [member: string]: unknown }): Promise<WireMessage> {
    return this.completion(this.send(name, payload, header));
  }

  /** Lets time pass in steps short enough that every ping is answered; each step ends with a true round trip. */
  async live(clock: ManualClock, ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      await clock.advance(Math.min(left, STEP_MS));
      await this.ask('Common.Status');
    }
  }

  /** Resolves with the close code. */
  async gone(): Promise<number> {
    while (this.closed === null) await new Promise<void>((resolve) => this.waiters.add(resolve));
    return this.closed;
  }

  close(): void {
    this.socket.terminate();
  }

  private wake(): void {
    for (const resolve of this.waiters) resolve();
    this.waiters.clear();
  }
}

/** `success` is not written in 2024-03; everything else stands in the header. */
export function codeOf(message: WireMessage): unknown {
  return message.header['completionCode'] ?? 'success';
}

/** The server with everything round it. */
export interface Bed {
  readonly server: Xfs4IotServer;
  readonly vendorMode: VendorMode;
  readonly clock: ManualClock;
  readonly reader: HandReader;
  readonly receipts: HandReceiptPrinter;
  readonly documents: HandDocumentPrinter;
  readonly scanner: HandScanner;
  readonly citizen: Watched<CitizenHold>;
  /** Every line of the log, as JSON text. */
  readonly logged: string[];
  readonly port: number;
  /** Opens a connection to a service; the empty name is the publisher. */
  open(service: string, query?: string): Promise<WireClient>;
  url(service: string): string;
  close(): Promise<void>;
}

/** Starts a bed, on a free port unless one is given. */
export async function startBed(
  settings: Partial<Xfs4IotSettings> = {},
  at: { readonly port?: number; readonly clock?: ManualClock } = {},
): Promise<Bed> {
  const clock = at.clock ?? new ManualClock();
  const reader = new HandReader(clock);
  const receipts = new HandReceiptPrinter();
  const documents = new HandDocumentPrinter();
  const scanner = new HandScanner();
  const citizen = new Watched<CitizenHold>({ active: false });
  const devices: Xfs4IotDevices = {
    idReader: reader,
    receiptPrinter: receipts,
    codeScanner: scanner,
    documentPrinter: documents,
  };
  const served = await serveDevices({ devices, citizen, clock, settings: { osPrinter: 'A4', ...settings }, port: at.port ?? 0 });
  return { ...served, clock, reader, receipts, documents, scanner, citizen };
}

/** The server on a real port with whatever devices. */
export type ServedDevices = Pick<Bed, 'server' | 'vendorMode' | 'logged' | 'port' | 'open' | 'url' | 'close'>;

/** Serves devices; in true time unless `clock` says otherwise. */
export async function serveDevices(parts: {
  readonly devices: Xfs4IotDevices;
  readonly citizen?: Watched<CitizenHold>;
  readonly clock?: Clock;
  readonly settings?: Partial<Xfs4IotSettings>;
  readonly port?: number;
}): Promise<ServedDevices> {
  const logged: string[] = [];
  const log: Xfs4IotLog = {
    write: (event, fields) => logged.push(JSON.stringify({ event, ...fields })),
    crash: (error) => logged.push(JSON.stringify({ event: 'crash', name: error instanceof Error ? error.name : '' })),
  };
  const vendorMode = new VendorMode(parts.clock ?? systemClock);
  const server = createXfs4IotServer({
    vendorMode,
    devices: parts.devices,
    gate: { citizen: parts.citizen ?? new Watched<CitizenHold>({ active: false }) },
    clock: parts.clock ?? systemClock,
    settings: { ...XFS4IOT_DEFAULTS, ...parts.settings, token: BED_TOKEN },
    log,
  });
  const http = createServer((request, response) => {
    if (!server.handleRequest(request, response)) response.writeHead(404).end();
  });
  http.on('upgrade', (request, socket, head) => {
    if (!server.handleUpgrade(request, socket, head)) socket.destroy();
  });
  const port = await listen(http, parts.port ?? 0);
  const clients: WireClient[] = [];
  const url = (service: string): string => `ws://127.0.0.1:${port}/xfs4iot/v1.0${service === '' ? '' : `/${service}/`}`;
  return {
    server,
    vendorMode,
    logged,
    port,
    url,
    async open(service, query = '') {
      const client = await WireClient.open(url(service) + query);
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) client.close();
      server.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function listen(http: Server, at: number): Promise<number> {
  return new Promise((resolve) => {
    http.listen(at, '127.0.0.1', () => {
      const address = http.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
