/** Writes the session's events into the audit log: persons become pseudonyms of the day, nothing else passes. */
import { createPseudonyms } from '../audit/pseudonyms.ts';
import type { AuditLog } from '../audit/log.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { SessionAudit } from '../session/ports.ts';

/** The joint. */
export function auditSession(auditLog: AuditLog, clock: Clock, log: Log): SessionAudit {
  const pseudonymOf = createPseudonyms(clock);
  return (event, { session, object, person, result }) => {
    const written = auditLog.append({
      actor: 'citizen',
      event,
      session,
      object: object ?? null,
      subject: person === undefined ? null : pseudonymOf(person.number),
      result: result ?? 'ok',
    });
    if (!written.ok) log.write('audit.fault', { code: written.error });
    return written;
  };
}
