/** Reads a platform's HTTP answer with a bound on its size and turns its status into the words of the fault list. */
import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { concatBytes } from '../../shared/base/bytes.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { problemAnswer } from './wire.ts';

/** Longest answer that is read; the largest honest one is a query of 200 rows. */
const ANSWER_MAX_BYTES = 262_144;

/** Status 200 with a body of `schema` is the answer; everything else is a fault. Lets the errors of a broken connection through. */
export async function readAnswer<S extends v.GenericSchema>(
  response: IncomingMessage,
  schema: S,
): Promise<Result<v.InferOutput<S>, FaultCode>> {
  const body = await boundedJson(response);
  const status = response.statusCode ?? 0;
  if (status === 200) {
    const answer = v.safeParse(schema, body);
    return answer.success ? ok(answer.output) : err('platform.nonsense');
  }
  return err(faultOfStatus(status, body));
}

/** Undefined for what is too long or no JSON: no schema accepts it. */
async function boundedJson(response: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response) {
    // Without an encoding, a message's chunks are bytes.
    if (!(chunk instanceof Uint8Array)) continue;
    length += chunk.length;
    // Leaving the loop drops the connection.
    if (length > ANSWER_MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(concatBytes(chunks)));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function faultOfStatus(status: number, body: unknown): FaultCode {
  const problem = v.safeParse(problemAnswer, body);
  if (status === 404 && problem.success && problem.output.code === 'no-record') return 'platform.no-record';
  if (status === 404 && problem.success && problem.output.code === 'not-connected') return 'platform.not-connected';
  if (status === 422 && problem.success) return 'platform.refused';
  if (status === 408 || status === 504) return 'platform.timeout';
  // A terminal whose credential ran out, a key still in work, a busy or broken platform: its fate is open, so try again later.
  if (status === 401 || status === 403 || status === 409 || status === 429 || status >= 500) return 'platform.unreachable';
  return 'platform.nonsense';
}
