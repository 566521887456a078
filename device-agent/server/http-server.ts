/** The agent's one HTTP server on 127.0.0.1: the page and its files, then whoever wants an upgrade. */
import { readFileSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import express, { type Router } from 'express';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { createServer } from '../platform/http.ts';
import { hostIsOurs, type Listening } from './guards.ts';
import { pageHeaders, PERMISSIONS_POLICY } from './headers.ts';

/** Someone who may take over a connection; answers whether it did. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;

/** Someone who may answer a plain request itself; answers whether it did. */
export type TakeRequest = (request: IncomingMessage, response: ServerResponse) => boolean;

/** What the server serves. */
export interface HttpParts {
  /** Folder with `citizen.html`, `console.html` and their assets, as `vite build` leaves it. */
  readonly pages: string;
  readonly token: string;
  /** Another token than the citizen page's: neither page can speak for the other. */
  readonly consoleToken: string;
  /** Further routes, mounted under their path. */
  readonly routes: readonly { readonly path: string; readonly router: Router }[];
  /** Asked before the pages, for servers that keep paths of their own. */
  readonly requests: readonly TakeRequest[];
  readonly upgrades: readonly Upgrade[];
  refused(why: 'host'): void;
}

/** Listens on 127.0.0.1. Port 0 takes a free one. */
export async function listen(wanted: number): Promise<Result<{ readonly server: Server; readonly port: number }, FaultCode>> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(err(error.code === 'EADDRINUSE' ? 'device.port-busy' : 'device.permission-denied'));
    });
    server.listen({ host: '127.0.0.1', port: wanted }, () => {
      const address = server.address() as AddressInfo;
      resolve(ok({ server, port: address.port }));
    });
  });
}

/** Puts the pages and upgrades onto a listening server. */
export function serve(server: Server, listening: Listening, parts: HttpParts): void {
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    if (hostIsOurs(request, listening)) return next();
    parts.refused('host');
    response.status(403).end();
  });
  app.use(pageHeaders(listening.port));
  app.use((_request, response, next) => {
    response.setHeader('Permissions-Policy', PERMISSIONS_POLICY);
    next();
  });
  const page = (path: string, file: string, token: string): void => {
    const html = withToken(readFileSync(join(parts.pages, file), 'utf8'), token);
    app.get(path, (_request, response) => {
      response.setHeader('Cache-Control', 'no-store');
      response.type('html').send(html);
    });
  };
  page('/', 'citizen.html', parts.token);
  page('/console', 'console.html', parts.consoleToken);
  app.use('/assets', express.static(join(parts.pages, 'assets'), { immutable: true, maxAge: '365d', index: false, dotfiles: 'deny' }));
  for (const { path, router } of parts.routes) app.use(path, router);
  app.use((_request, response) => {
    response.status(404).end();
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!parts.requests.some((take) => take(request, response))) app(request, response);
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (parts.upgrades.some((upgrade) => upgrade(request, socket, head))) return;
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  server.requestTimeout = 10_000;
  server.headersTimeout = 5_000;
}

function withToken(html: string, token: string): string {
  const marked = '<meta name="kiosk-token" content=""';
  if (!html.includes(marked)) throw new Error('the built page has no place for its token');
  return html.replace(marked, `<meta name="kiosk-token" content="${token}"`);
}
