/** What is audited: a closed list of events whose fields cannot hold a person's data. */
import type { FaultCode } from '../../shared/fault/fault.ts';

/** Who acted. */
export type AuditActor = 'agent' | 'citizen' | 'technician' | 'operator' | 'platform';

/** Every event there is. `audit.*` are written by the log about itself. */
export const AUDIT_EVENTS = [
  'agent.started',
  'agent.stopped',
  'session.opened',
  'session.closed',
  'identity.asserted',
  'query.sent',
  'submission.kept',
  'submission.settled',
  'rating.kept',
  'rating.settled',
  'print.ended',
  'progress.opened',
  'store.put-aside',
  'config.changed',
  'content.loaded',
  'update.applied',
  'maintenance.entered',
  'maintenance.left',
  'maintenance.refused',
  'outbox.released',
  'audit.torn-line',
  'audit.tail-missing',
  'audit.ahead-of-anchor',
  'audit.anchor-lost',
] as const;
/** One of the list. */
export type AuditEventCode = (typeof AUDIT_EVENTS)[number];

/** Who, what, on what, with what end. */
export interface AuditEvent {
  readonly actor: AuditActor;
  readonly event: AuditEventCode;
  /** `matter:gjj-account`, `device:idReader`, `serial:2026…`: a machine word, never a name or number of a person. Null where there is none. */
  readonly object: string | null;
  /** `hmac` of the person under a salt that dies with the session: says "the same person within this session" and nothing afterwards. */
  readonly subject: string | null;
  readonly result: 'ok' | FaultCode;
}

const OBJECT = /^[a-z]{2,16}:[A-Za-z0-9._-]{1,64}$/;
const SUBJECT = /^[0-9a-f]{16}$/;
/** 18-digit and 15-digit identity numbers, 11-digit telephone numbers. A serial has at most eight digits in a row by its hyphens. */
const NUMBER_OF_A_PERSON = /\d{11}/;

/** Throws on an object or subject of another shape: what cannot be an event of ours must not become permanent. */
export function assertAuditable(event: AuditEvent): void {
  const { object, subject } = event;
  if (object !== null && (!OBJECT.test(object) || NUMBER_OF_A_PERSON.test(object))) throw new Error('an audit object of an unknown shape');
  if (subject !== null && !SUBJECT.test(subject)) throw new Error('an audit subject that is no pseudonym');
}
