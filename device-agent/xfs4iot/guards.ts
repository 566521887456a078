/** Who may open a connection: pure checks of what an upgrade request claims. A refusal never says which check failed. */
import type { IncomingMessage } from 'node:http';
import { DIALECTS, type Dialect } from '../../shared/xfs4iot/dialect.ts';
import { PUBLISHER_PATH } from '../../shared/xfs4iot/service-publisher.ts';
import { hostIsOurs, tokenMatches } from '../server/guards.ts';
import type { Xfs4IotSettings } from './ports.ts';

/** Where a request wants to go: a service by its name in lower case, the publisher by the empty name. */
export interface Target {
  readonly service: string;
  /** Asked for by `?dialect=`; null = the configured one. */
  readonly dialect: Dialect | null;
}

/** `not-ours`: another part of the server answers; `unknown`: below our path, but nothing lives there. */
export function targetOf(url: string | undefined): Target | 'not-ours' | 'unknown' {
  const [path = '', query] = (url ?? '').split('?', 2);
  const lower = path.toLowerCase();
  if (lower !== PUBLISHER_PATH && !lower.startsWith(`${PUBLISHER_PATH}/`)) return 'not-ours';
  const service = lower.slice(PUBLISHER_PATH.length).replace(/^\/|\/$/g, '');
  const dialect = query === undefined ? null : DIALECTS.find((known) => query === `dialect=${known}`);
  return dialect === undefined || !/^[a-z0-9]{0,64}$/.test(service) ? 'unknown' : { service, dialect };
}

/** Loopback only, exact Host, and either a listed Origin or, from no browser, the token. */
export function mayConnect(request: IncomingMessage, settings: Xfs4IotSettings): boolean {
  const port = request.socket.localPort ?? 0;
  const listening = { port, token: settings.token };
  if (request.method !== 'GET' || !isLoopback(request.socket.remoteAddress) || !hostIsOurs(request, listening)) return false;
  const origins = request.headersDistinct['origin'] ?? [];
  if (origins.length > 0) return origins.length === 1 && settings.origins.includes(origins[0] ?? '');
  return settings.withoutOrigin === 'loopback' || tokenMatches(bearerOf(request), listening);
}

function isLoopback(address: string | undefined): boolean {
  return address === '127.0.0.1' || address === '::ffff:127.0.0.1';
}

function bearerOf(request: IncomingMessage): string {
  const [scheme = '', token = ''] = (request.headers.authorization ?? '').split(' ', 2);
  return scheme.toLowerCase() === 'bearer' ? token : '';
}
