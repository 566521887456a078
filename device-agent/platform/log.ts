/** The agent's log: a closed list of events with fields that cannot hold a person's data; JSON lines. */
import { pino, type DestinationStream } from 'pino';
import { withoutNumbers } from '../../shared/evaluation/personal.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { Clock } from './clock.ts';

/** Every event that is ever logged, with its level. */
const EVENTS = {
  'agent.starting': 'info',
  'agent.ready': 'info',
  'agent.stopping': 'info',
  'agent.crashed': 'fatal',
  'data.taken': 'error',
  'config.unreadable': 'error',
  'content.loaded': 'info',
  'content.unreadable': 'error',
  'store.opened': 'info',
  'store.put-aside': 'error',
  'store.fault': 'error',
  'device.state': 'info',
  'device.job': 'info',
  'device.fault': 'warn',
  'photo.not-drawn': 'warn',
  'session.opened': 'info',
  'session.closed': 'info',
  'socket.opened': 'info',
  'socket.closed': 'info',
  'socket.refused': 'warn',
  'platform.link': 'info',
  'platform.answer': 'info',
  'outbox.settled': 'info',
  'outbox.stuck': 'error',
  'audit.fault': 'error',
} as const satisfies Record<string, 'info' | 'warn' | 'error' | 'fatal'>;

/** One of the list. */
type LogEvent = keyof typeof EVENTS;

/** The only fields there are. Strings are machine words (ASCII); anything else is written as `[withheld]`. */
export interface LogFields {
  readonly code?: FaultCode;
  readonly device?: string;
  readonly state?: string;
  readonly kind?: string;
  readonly why?: string;
  /** Key of a setting, or name of a file of ours. */
  readonly key?: string;
  /** Device or directory path from the configuration. */
  readonly path?: string;
  readonly version?: string;
  readonly ms?: number;
  readonly count?: number;
  readonly port?: number;
  readonly pid?: number;
  readonly bytes?: number;
  readonly attempt?: number;
  readonly session?: number;
}

/** Writes events. */
export interface Log {
  write(event: LogEvent, fields?: LogFields): void;
  /** An error nobody expected: its class and the places in the code. Never its message, which may quote input. */
  crash(error: unknown): void;
}

const FIELD_NAMES: ReadonlySet<string> = new Set<keyof LogFields>([
  'code',
  'device',
  'state',
  'kind',
  'why',
  'key',
  'path',
  'version',
  'ms',
  'count',
  'port',
  'pid',
  'bytes',
  'attempt',
  'session',
]);
/** A word, a path, a version: no blanks, no Chinese, bounded. */
const WORD = /^[\w./:@+-]{1,200}$/;
const STACK_LINES = 20;

/** A log that writes its lines to `destination`. */
export function createLog(clock: Clock, destination: DestinationStream): Log {
  const out = pino({ base: null, timestamp: () => `,"time":"${clock.wall().toISOString()}"` }, destination);
  return {
    write: (event, fields = {}) => out[EVENTS[event]](cleaned(fields), event),
    crash: (error) => out.fatal({ error: errorName(error), at: places(error) }, 'agent.crashed'),
  };
}

function cleaned(fields: LogFields): Record<string, string | number> {
  const kept: Record<string, string | number> = {};
  // At run time an object may carry more than its type says: only the listed names go on.
  for (const [name, value] of Object.entries(fields)) if (FIELD_NAMES.has(name)) kept[name] = cleanValue(value);
  return kept;
}

function cleanValue(value: unknown): string | number {
  // No count, port or duration has eleven digits; a telephone number has.
  if (typeof value === 'number') return Math.abs(value) < 1e10 ? value : '[withheld]';
  if (typeof value !== 'string' || !WORD.test(value)) return '[withheld]';
  return withoutNumbers(value);
}

function errorName(error: unknown): string {
  return error instanceof Error && WORD.test(error.name) ? error.name : 'not an Error';
}

function places(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at [\w.<>#$[\] ]*\(?(?:file:|node:|\/)\S*$/.test(line));
  return lines.slice(0, STACK_LINES).map((line) => withoutNumbers(line.trim()));
}
