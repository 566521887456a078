/** Text from somebody else's service → what it says; takes both dialects, and null for anything that is no message of a service. */
import { COMPLETION_CODES, isJsonObject, MESSAGE_NAME, type CompletionCode, type Json, type JsonObject } from './envelope.ts';
import { readJsonObject } from './read-json.ts';

/** A message of a service, told apart by what a client does with it. */
export type Answer =
  /** `refused` is the status text; null = accepted. */
  | { readonly kind: 'acknowledge'; readonly requestId: number; readonly refused: string | null }
  | { readonly kind: 'event'; readonly requestId: number; readonly name: string; readonly payload: JsonObject }
  | { readonly kind: 'completion'; readonly requestId: number; readonly code: CompletionCode; readonly payload: JsonObject }
  | { readonly kind: 'unsolicited'; readonly name: string; readonly payload: JsonObject };

/** Reads one message. A KAL service writes unsolicited messages as `event` without a request id. */
export function readAnswer(text: string): Answer | null {
  const message = readJsonObject(text);
  const header = message?.['header'];
  if (message === null || !isJsonObject(header)) return null;
  const { name, type, requestId, status } = header;
  const payload = message['payload'] ?? {};
  if (!isJsonObject(payload)) return null;
  const id = typeof requestId === 'number' && Number.isSafeInteger(requestId) && requestId > 0 ? requestId : null;
  if (type === 'acknowledge')
    return id === null ? null : { kind: 'acknowledge', requestId: id, refused: typeof status === 'string' ? status : null };
  if (typeof name !== 'string' || !MESSAGE_NAME.test(name)) return null;
  switch (type) {
    case 'completion':
      return id === null ? null : { kind: 'completion', requestId: id, code: readCode(header['completionCode']), payload };
    case 'unsolicited':
      return { kind: 'unsolicited', name, payload };
    case 'event':
      return id === null ? { kind: 'unsolicited', name, payload } : { kind: 'event', requestId: id, name, payload };
    default:
      return null;
  }
}

/** Left out means success in 2024-03; a word that we do not know is a failure that we do not know. */
function readCode(code: Json | undefined): CompletionCode {
  if (code === undefined) return 'success';
  if (code === 'authorizationRequired') return 'authorisationRequired';
  return COMPLETION_CODES.find((known) => known === code) ?? 'internalError';
}
