/** Sends one request to the platform and brings the head of its answer; the body follows as a stream. */
import type { IncomingMessage } from 'node:http';
import { request as requestPlain } from '../platform/http.ts';

/** A request, ready to go. */
export interface PlatformRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Ends it at any time, also while the body is read. */
  readonly signal: AbortSignal;
}

/** Rejects with whatever breaks the connection. A redirect is not followed: it would carry a person's data to a host that nobody configured. */
export function sendRequest(url: URL, { method, headers, body, signal }: PlatformRequest): Promise<IncomingMessage> {
  // TLS is loaded only where it is spoken.
  const request = url.protocol === 'https:' ? process.getBuiltinModule('node:https').request : requestPlain;
  return new Promise((resolve, reject) => {
    // A connection of its own: a platform that drops idle connections can then spoil no request.
    const outgoing = request(url, { method, headers: { ...headers, 'accept-encoding': 'identity' }, agent: false, signal });
    outgoing.on('error', reject);
    outgoing.once('response', resolve);
    outgoing.end(body ?? undefined);
  });
}
