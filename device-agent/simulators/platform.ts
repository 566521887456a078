/** The platform of the region as a real HTTP server that keeps `config/platform/openapi.json`, and misbehaves on command. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { platformRoutes, type Received, type RouteAnswer } from './platform-routes.ts';

/**
 * What the server does instead of answering well. `cut`: receives, works, and drops the connection before the answer. `deaf`: receives and
 * never answers. `half`: half an answer, then the connection drops. `refuse` concerns hand-ins, the others every call but `health`.
 */
export type Misbehaviour =
  'cut' | 'deaf' | 'half' | 'error-500' | 'busy-503' | 'credential-401' | 'nonsense' | 'not-json' | 'huge' | 'redirect' | 'refuse';

/** One exchange in which the platform behaved well, as it went over the wire: for checks against the contract. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

/** The running server. */
export interface PlatformSimulator {
  readonly url: string;
  readonly port: number;
  /** Everything received, each idempotency key once. */
  readonly received: readonly Received[];
  /** How often a key arrived, retries included. */
  arrivals(key: string): number;
  readonly exchanges: readonly Exchange[];
  /** From the next request on; null behaves well again. */
  misbehave(how: Misbehaviour | null): void;
  /** Pulls the plug: drops every connection and frees the port. `online` takes the same port again. */
  offline(): Promise<void>;
  online(): Promise<void>;
  /** Calls back when a hand-in, rating or report has arrived, retries included, before anything is answered. Returns the remover. */
  onReceived(listener: (received: Received) => void): () => void;
  stop(): Promise<void>;
}

const BODY_MAX_BYTES = 65_536;
const HUGE_BYTES = 1_000_000;

/** Starts the server on 127.0.0.1; port 0 takes a free one. `wall` dates its answers. */
export async function startPlatformSimulator({ port, wall }: { port: number; wall: () => Date }): Promise<PlatformSimulator> {
  const routes = platformRoutes(wall);
  const exchanges: Exchange[] = [];
  let how: Misbehaviour | null = null;
  let server = await listen(port);
  const taken = portOf(server);

  function listen(on: number): Promise<Server> {
    const made = createServer((request, response) => {
      // A client that goes away mid-request is everyday life for a server.
      serve(request, response).catch(() => response.destroy());
    });
    return new Promise((resolve, reject) => {
      made.once('error', reject);
      made.listen(on, '127.0.0.1', () => resolve(made));
    });
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const method = request.method ?? 'GET';
    const body = await readJson(request);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const mischief = path === '/v1/health' ? null : how;
    const unreceived = mischief === null ? null : answerBeforeWork(mischief, response);
    if (unreceived === 'done') return;
    const answer =
      unreceived ?? routes.answer({ method, path, key: headers['idempotency-key'] ?? null, body, refuse: mischief === 'refuse' });
    if (mischief === 'cut') return void response.destroy();
    if (mischief === 'deaf') return;
    if (mischief === 'half') return cutInHalf(response, answer);
    if (unreceived === null) exchanges.push({ method, path, headers, body, status: answer.status, answer: answer.body });
    response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(answer.body));
  }

  async function offline(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  return {
    url: `http://127.0.0.1:${taken}/`,
    port: taken,
    received: routes.received,
    arrivals: (key) => routes.arrivals(key),
    exchanges,
    misbehave(next) {
      how = next;
    },
    offline,
    async online() {
      server = await listen(taken);
    },
    onReceived: (listener) => routes.onReceived(listener),
    stop: offline,
  };
}

/** Misbehaviours of a platform that never gets to work: what they answer, `done` where they answered by themselves, null for the others. */
function answerBeforeWork(how: Misbehaviour, response: ServerResponse): RouteAnswer | 'done' | null {
  switch (how) {
    case 'error-500':
      return { status: 500, body: { code: 'unavailable' } };
    case 'busy-503':
      return { status: 503, body: { code: 'busy' } };
    case 'credential-401':
      return { status: 401, body: { code: 'unavailable' } };
    case 'nonsense':
      return { status: 200, body: { hello: 'world', state: 'accepted' } };
    case 'huge':
      response.writeHead(200, { 'content-type': 'application/json' }).end(`"${'x'.repeat(HUGE_BYTES)}"`);
      return 'done';
    case 'not-json':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>网关登录</html>');
      return 'done';
    case 'redirect':
      response.writeHead(307, { location: 'http://127.0.0.1:9/elsewhere' }).end();
      return 'done';
    default:
      return null;
  }
}

function cutInHalf(response: ServerResponse, answer: RouteAnswer): void {
  const bytes = Buffer.from(JSON.stringify(answer.body));
  response.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': bytes.length });
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > BODY_MAX_BYTES) throw new Error('a request above the maximum');
    chunks.push(bytes);
  }
  return length === 0 ? null : JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
