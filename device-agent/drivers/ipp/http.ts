/** Carries IPP messages over HTTP (RFC 8010 §4): one connection for each, with a deadline and a bound, closed whatever happens. */
import type { IncomingMessage } from 'node:http';
import { concatBytes } from '../../../shared/base/bytes.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { FaultCode } from '../../../shared/fault/fault.ts';
import type { Clock } from '../../platform/clock.ts';
import { IPP_LIMITS } from './delays.ts';

// Not imported: as a module, node:http would start undici for its WebSocket (20 ms, 10 MB).
const { request } = process.getBuiltinModule('node:http');

/** How long an exchange may take, in milliseconds, and what ends it before. */
export interface ExchangeLimits {
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/**
 * Sends a message and brings the answer. Faults: `device.no-device-at-path` nobody listens, `device.silent` no answer in time, `device.lost`
 * cut in the middle, `device.wrong-device` no IPP there, `device.permission-denied`, `device.garbled` too long, `device.canceled`.
 */
export type IppExchange = (message: Uint8Array, limits: ExchangeLimits) => Promise<Result<Uint8Array, FaultCode>>;

/** IANA's port for IPP. */
const IPP_PORT = 631;

/** An exchange with the printer at `uri`, which begins with `ipp://`. */
export function httpExchange(uri: string, clock: Clock): IppExchange {
  const { hostname, port, pathname } = new URL(uri.replace(/^ipp:/, 'http:'));
  const where = {
    // The bare form of an IPv6 address, without its brackets.
    host: hostname.replace(/^\[|\]$/g, ''),
    // `http:` swallows its own standard port, which nobody uses for IPP by leaving it out.
    port: port === '' ? (/^ipp:\/\/[^/]*:80(\/|$)/.test(uri) ? 80 : IPP_PORT) : Number(port),
    path: pathname,
  };
  return (message, { deadlineMs, signal }) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve(err('device.canceled'));
      // A connection of its own: a printer that drops idle connections can then spoil no request.
      const outgoing = request({
        ...where,
        method: 'POST',
        agent: false,
        headers: { 'content-type': 'application/ipp', 'content-length': message.length, accept: 'application/ipp' },
      });
      const cancelDeadline = clock.after(deadlineMs, () => finish(err('device.silent')));
      const abort = (): void => finish(err('device.canceled'));
      signal.addEventListener('abort', abort, { once: true });
      function finish(result: Result<Uint8Array, FaultCode>): void {
        cancelDeadline();
        signal.removeEventListener('abort', abort);
        outgoing.destroy();
        resolve(result);
      }
      outgoing.on('error', (error) => finish(err(faultOfError(error))));
      outgoing.once('response', (answer) => readAnswer(answer, finish));
      outgoing.end(message);
    });
}

function readAnswer(answer: IncomingMessage, finish: (result: Result<Uint8Array, FaultCode>) => void): void {
  const status = answer.statusCode ?? 0;
  if (status !== 200) return finish(err(faultOfHttp(status)));
  if (!/^application\/ipp\b/.test(answer.headers['content-type'] ?? '')) return finish(err('device.wrong-device'));
  const chunks: Uint8Array[] = [];
  let length = 0;
  answer.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > IPP_LIMITS.answerBytes) return finish(err('device.garbled'));
    chunks.push(chunk);
  });
  answer.on('end', () => finish(answer.complete ? ok(concatBytes(chunks)) : err('device.lost')));
  answer.on('error', () => finish(err('device.lost')));
}

function faultOfHttp(status: number): FaultCode {
  if (status === 401 || status === 403 || status === 426) return 'device.permission-denied';
  if (status === 503) return 'device.busy';
  return status >= 500 ? 'device.hardware' : 'device.wrong-device';
}

function faultOfError(error: Error): FaultCode {
  const code = 'code' in error ? String(error.code) : '';
  if (['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTDOWN'].includes(code))
    return 'device.no-device-at-path';
  if (code === 'ETIMEDOUT') return 'device.silent';
  // The parser of node:http: whatever listens there speaks no HTTP.
  return code.startsWith('HPE_') ? 'device.wrong-device' : 'device.lost';
}
