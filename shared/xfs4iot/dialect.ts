/**
 * How a service writes its messages. `2024-03` follows the edition's schema; `kal-3.x` is what clients and servers built on KAL's
 * framework 3.x speak. The dialect is chosen by configuration and never guessed from traffic.
 */
import { assertNever } from '../base/never.ts';
import { ACKNOWLEDGE_VERSION, type CompletionCode, type JsonObject, type ServiceMessage } from './envelope.ts';

/** The dialects we speak. */
export const DIALECTS = ['2024-03', 'kal-3.x'] as const;
/** One of them. */
export type Dialect = (typeof DIALECTS)[number];

/**
 * One WebSocket text message. Members without a value are left out; `null` is never written. Names and versions hold letters, digits and
 * dots only (`MESSAGE_NAME`, our own tables), so that the header is put together as text: it is the same few words in every message.
 */
export function writeServiceMessage(message: ServiceMessage, dialect: Dialect): string {
  switch (message.type) {
    case 'acknowledge': {
      const { name, requestId, status } = message;
      const id = requestId === null ? '' : `,"requestId":${requestId}`;
      const named = name === null ? '' : `,"name":"${name}"`;
      const refusal = status === null ? '' : `,"status":"${status}"`;
      return `{"header":{"type":"acknowledge"${named}${id},"version":"${ACKNOWLEDGE_VERSION}"${refusal}}}`;
    }
    case 'event':
      return `{"header":{"type":"event",${nameAndVersion(message)},"requestId":${message.requestId}}${payloadOf(message)}}`;
    case 'completion': {
      const { completionCode, errorDescription } = message;
      const code = codeInDialect(completionCode, dialect);
      const written = code === null ? '' : `,"completionCode":"${code}"`;
      const why = errorDescription === null ? '' : `,"errorDescription":${JSON.stringify(errorDescription)}`;
      return `{"header":{"type":"completion",${nameAndVersion(message)},"requestId":${message.requestId}${written}${why}}${payloadOf(message)}}`;
    }
    case 'unsolicited':
      // A real `unsolicited` throws in KAL's decoder and ends its receive loop.
      return `{"header":{"type":"${dialect === 'kal-3.x' ? 'event' : 'unsolicited'}",${nameAndVersion(message)}}${payloadOf(message)}}`;
    default:
      return assertNever(message);
  }
}

function nameAndVersion({ name, version }: { readonly name: string; readonly version: string }): string {
  return `"name":"${name}","version":"${version}"`;
}

function payloadOf({ payload }: { readonly payload: JsonObject | null }): string {
  return payload === null ? '' : `,"payload":${JSON.stringify(payload)}`;
}

/** The 2024-3 schema has no word for success (left out) and spells `authorizationRequired`; KAL's clients require both its ways. */
function codeInDialect(code: CompletionCode, dialect: Dialect): string | null {
  if (dialect === 'kal-3.x') return code;
  if (code === 'success') return null;
  return code === 'authorisationRequired' ? 'authorizationRequired' : code;
}
