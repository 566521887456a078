/** What is audited: a closed list of events whose fields cannot hold a person's data. */

/** Who acted. */
type AuditActor = 'agent' | 'citizen' | 'technician' | 'operator' | 'administrator' | 'platform';

/** Every event there is. Those named `audit.` are written by the log about itself. */
export type AuditEventCode =
  | 'agent.started'
  | 'agent.stopped'
  | 'session.opened'
  | 'session.wiped'
  | 'identity.read'
  | 'identity.failed'
  | 'query.asked'
  | 'query.answered'
  | 'submission.confirmed'
  | 'submission.kept'
  | 'submission.settled'
  | 'rating.given'
  | 'rating.skipped'
  | 'rating.settled'
  | 'report.settled'
  | 'progress.opened'
  | 'print.started'
  | 'print.ended'
  | 'print.unproved'
  | 'print.unproved-seen'
  | 'staff.called'
  | 'store.put-aside'
  | 'config.changed'
  | 'content.loaded'
  | 'content.undone'
  | 'content.refused'
  | 'update.applied'
  | 'maintenance.entered'
  | 'maintenance.left'
  | 'maintenance.refused'
  | 'console.enrolled'
  | 'console.reset'
  | 'devices.searched'
  | 'device.tested'
  | 'readiness.printed'
  | 'support.exported'
  | 'indicators.printed'
  | 'tables.exported'
  | 'outbox.released'
  | 'audit.torn-line'
  | 'audit.tail-missing'
  | 'audit.ahead-of-anchor'
  | 'audit.anchor-lost';

/** Who, what, on what, with what end. All strings are machine words: ASCII, bounded, without a person's number. */
export interface AuditEvent {
  readonly actor: AuditActor;
  readonly event: AuditEventCode;
  /** Number of the citizen's session on this run of the agent; null outside of one. */
  readonly session: number | null;
  /** Journey, serial, interface, setting: what was acted on. */
  readonly object: string | null;
  /** Pseudonym of the person (`createPseudonyms`); null where nobody was asked about. */
  readonly subject: string | null;
  /** `ok`, a fault code or the word of the outcome. */
  readonly result: string;
}

const WORD = /^[A-Za-z0-9][A-Za-z0-9._:/ -]{0,79}$/;
const SUBJECT = /^[0-9a-f]{16}$/;
/** Telephone numbers have 11 digits, identity numbers 15 or 18. A serial has at most eight in a row by its hyphens. */
const NUMBER_OF_A_PERSON = /\d{11}/;

/** Throws on a field of another shape: what cannot be an event of ours must not become permanent. */
export function assertAuditable({ object, subject, result }: AuditEvent): void {
  for (const word of [object ?? 'none', result]) {
    if (!WORD.test(word) || NUMBER_OF_A_PERSON.test(word)) throw new Error('an audit field that is no machine word');
  }
  if (subject !== null && !SUBJECT.test(subject)) throw new Error('an audit subject that is no pseudonym');
}
