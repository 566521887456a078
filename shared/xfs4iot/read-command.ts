/** Text of one WebSocket message → a command, or the refusal that answers it. Pure; survives any input. */
import { err, ok, type Result } from '../base/result.ts';
import { isJsonObject, MESSAGE_NAME, MESSAGE_VERSION, type CommandMessage, type RefusalStatus } from './envelope.ts';
import { readJsonObject } from './read-json.ts';

/** Why nothing will be done, with whatever could be read of the header so that the client can match it. */
export interface RefusedCommand {
  readonly status: RefusalStatus;
  readonly name: string | null;
  readonly requestId: number | null;
}

/** Reads a command. Unknown members are passed over: later editions add some. */
export function readCommand(text: string): Result<CommandMessage, RefusedCommand> {
  const message = readJsonObject(text);
  const header = message?.['header'];
  if (message === null || !isJsonObject(header)) return err({ status: 'invalidMessage', name: null, requestId: null });
  const { name, requestId, version } = header;
  const knownName = typeof name === 'string' && MESSAGE_NAME.test(name) ? name : null;
  const knownId = typeof requestId === 'number' && Number.isSafeInteger(requestId) ? requestId : null;
  const echo = { name: knownName, requestId: knownId };
  const timeoutMs = header['timeout'] ?? 0;
  const payload = message['payload'] ?? {};
  const wellFormed =
    knownName !== null &&
    header['type'] === 'command' &&
    typeof version === 'string' &&
    MESSAGE_VERSION.test(version) &&
    typeof timeoutMs === 'number' &&
    Number.isSafeInteger(timeoutMs) &&
    timeoutMs >= 0 &&
    isJsonObject(payload);
  if (!wellFormed) return err({ status: 'invalidMessage', ...echo });
  if (knownId === null || knownId < 1) return err({ status: 'invalidRequestID', ...echo });
  return ok({ name: knownName, requestId: knownId, version, timeoutMs, payload });
}
