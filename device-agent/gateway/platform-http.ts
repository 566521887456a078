/** The platform of the region over HTTP: any server that keeps `config/platform/openapi.json`. */
import type * as v from 'valibot';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { Clock } from '../platform/clock.ts';
import { readAnswer } from './http-answer.ts';
import { sendRequest } from './http-request.ts';
import type { Gateway } from './port.ts';
import { decisionAnswer, healthAnswer, loopBody, progressAnswer, queryAnswer, ratingBody, receivedAnswer, submissionBody } from './wire.ts';

/** Longest wait for a whole answer, in milliseconds. A citizen stands before `query`; nobody waits for `rate`. */
export const PLATFORM_DEADLINES = {
  health: 5_000,
  query: 15_000,
  submit: 20_000,
  progress: 10_000,
  rate: 15_000,
  report: 15_000,
} as const;

/** Where and as whom the platform is called. */
export interface PlatformHttpOptions {
  /** Made by `parsePlatformUrl`. */
  readonly baseUrl: URL;
  /** `Terminal-Id` of every request. */
  readonly terminalId: string;
  /** Bearer token that the region gave this terminal; null where it gave none. */
  readonly credential: string | null;
  readonly clock: Clock;
  readonly deadlines?: Readonly<Record<keyof typeof PLATFORM_DEADLINES, number>>;
}

/** Reads the configured address. `config.unreadable` where it is no URL, carries a password, or would send persons' data unencrypted off this machine. */
export function parsePlatformUrl(text: string): Result<URL, 'config.unreadable'> {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return err('config.unreadable');
  const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) return err('config.unreadable');
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return ok(url);
}

/** The adapter. It keeps no state: what was sent and what was not is the outbox's to know. */
export function createPlatformHttp(options: PlatformHttpOptions): Gateway {
  const { baseUrl, terminalId, credential, clock, deadlines = PLATFORM_DEADLINES } = options;

  async function call<S extends v.GenericSchema>(
    request: { readonly path: string; readonly deadlineMs: number; readonly schema: S; readonly body?: object; readonly key?: string },
    signal: AbortSignal,
  ): Promise<Result<v.InferOutput<S>, FaultCode>> {
    const deadline = new AbortController();
    const cancel = clock.after(request.deadlineMs, () => deadline.abort());
    const headers = {
      accept: 'application/json',
      'terminal-id': terminalId,
      ...(credential === null ? {} : { authorization: `Bearer ${credential}` }),
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(request.key === undefined ? {} : { 'idempotency-key': `"${request.key}"` }),
    };
    try {
      const response = await sendRequest(new URL(request.path, baseUrl), {
        method: request.body === undefined ? 'GET' : 'POST',
        headers,
        body: request.body === undefined ? null : JSON.stringify(request.body),
        signal: AbortSignal.any([deadline.signal, signal]),
      });
      return await readAnswer(response, request.schema);
    } catch {
      // A broken connection has many names; for the citizen they are one.
      return err(deadline.signal.aborted && !signal.aborted ? 'platform.timeout' : 'platform.unreachable');
    } finally {
      cancel();
    }
  }

  return {
    sandbox: false,
    query: (app, applicant, answers, signal) =>
      call(
        { path: `v1/queries/${encodeURIComponent(app)}`, deadlineMs: deadlines.query, schema: queryAnswer, body: { applicant, answers } },
        signal,
      ),
    submit: (submission, signal) =>
      call(
        { path: 'v1/cases', deadlineMs: deadlines.submit, schema: decisionAnswer, body: submissionBody(submission), key: submission.id },
        signal,
      ),
    rate: async (report, signal) =>
      nothing(
        await call(
          { path: 'v1/ratings', deadlineMs: deadlines.rate, schema: receivedAnswer, body: ratingBody(report), key: report.id },
          signal,
        ),
      ),
    report: async (report, signal) =>
      nothing(
        await call(
          { path: 'v1/rating-reports', deadlineMs: deadlines.report, schema: receivedAnswer, body: loopBody(report), key: report.id },
          signal,
        ),
      ),
    progress: (serialOrNumber, signal) =>
      call({ path: 'v1/progress', deadlineMs: deadlines.progress, schema: progressAnswer, body: { key: serialOrNumber } }, signal),
    health: async (signal) => nothing(await call({ path: 'v1/health', deadlineMs: deadlines.health, schema: healthAnswer }, signal)),
  };
}

function nothing(result: Result<unknown, FaultCode>): Result<null, FaultCode> {
  return result.ok ? ok(null) : result;
}
