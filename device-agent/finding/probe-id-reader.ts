/** Is an ID-card reader at the other end? Status and SAM number (`12 FF`); no card is touched, the module is never reset. */
import { ok, type Result } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { createSamDriver } from '../drivers/id-card-sam/driver.ts';
import type { SamEnvelopeKind } from '../drivers/id-card-sam/envelope.ts';
import type { Clock } from '../platform/clock.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';

/** The SAM number; null where nobody answers as a reader does. A reader whose module is out of service is one all the same. */
export async function probeIdReader(
  channel: ByteChannel,
  clock: Clock,
  envelope: SamEnvelopeKind,
): Promise<Result<string | null, Extract<FaultCode, 'sam.out-of-service'>>> {
  const identified = await createSamDriver({ channel, envelope, clock }).identify(() => false);
  if (identified.ok) return identified;
  return identified.error === 'sam.out-of-service' ? { ok: false, error: identified.error } : ok(null);
}
