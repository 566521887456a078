/**
 * How a service writes its messages. `2024-03` follows the edition's schema; `kal-3.x` is what clients and servers built on KAL's
 * framework 3.x speak. The dialect is chosen by configuration and never guessed from traffic.
 */
import { assertNever } from '../base/never.ts';
import { ACKNOWLEDGE_VERSION, type CompletionCode, type ServiceMessage } from './envelope.ts';

/** The dialects we speak. */
export const DIALECTS = ['2024-03', 'kal-3.x'] as const;
/** One of them. */
export type Dialect = (typeof DIALECTS)[number];

/** One WebSocket text message. Members without a value are left out; `null` is never written. */
export function writeServiceMessage(message: ServiceMessage, dialect: Dialect): string {
  switch (message.type) {
    case 'acknowledge':
      return JSON.stringify({
        header: {
          ...(message.name === null ? {} : { name: message.name }),
          type: 'acknowledge',
          ...(message.requestId === null ? {} : { requestId: message.requestId }),
          version: ACKNOWLEDGE_VERSION,
          ...(message.status === null ? {} : { status: message.status }),
        },
      });
    case 'event': {
      const { name, requestId, version } = message;
      return withPayload({ name, type: 'event', requestId, version }, message);
    }
    case 'completion': {
      const { name, requestId, version, errorDescription } = message;
      const completionCode = codeInDialect(message.completionCode, dialect);
      return withPayload(
        {
          name,
          type: 'completion',
          requestId,
          version,
          ...(completionCode === null ? {} : { completionCode }),
          ...(errorDescription === null ? {} : { errorDescription }),
        },
        message,
      );
    }
    case 'unsolicited': {
      const { name, version } = message;
      // A real `unsolicited` throws in KAL's decoder and ends its receive loop.
      return withPayload({ name, type: dialect === 'kal-3.x' ? 'event' : 'unsolicited', version }, message);
    }
    default:
      return assertNever(message);
  }
}

function withPayload(header: object, message: Extract<ServiceMessage, { readonly payload: unknown }>): string {
  return JSON.stringify(message.payload === null ? { header } : { header, payload: message.payload });
}

/** The 2024-3 schema has no word for success (left out) and spells `authorizationRequired`; KAL's clients require both its ways. */
function codeInDialect(code: CompletionCode, dialect: Dialect): string | null {
  if (dialect === 'kal-3.x') return code;
  if (code === 'success') return null;
  return code === 'authorisationRequired' ? 'authorizationRequired' : code;
}
