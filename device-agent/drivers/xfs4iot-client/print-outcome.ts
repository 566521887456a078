/** What a service's answer to a print proves. */
import type { Result } from '../../../shared/base/result.ts';
import type { PrintOutcome } from '../../../shared/device/print.ts';
import type { FaultCode } from '../../../shared/fault/fault.ts';
import type { JsonObject } from '../../../shared/xfs4iot/envelope.ts';
import type { CommandFailure } from './conversation.ts';
import { faultOfFailure } from './fault-of.ts';
import type { RemoteView } from './remote-device.ts';

/** Failures after which nothing can have come out: the command never reached the paper. */
const NEVER_BEGUN: ReadonlySet<CommandFailure['why']> = new Set([
  'refused',
  'sequenceError',
  'deviceNotReady',
  'unsupportedCommand',
  'invalidCommand',
  'invalidData',
  'unsupportedData',
]);

/**
 * `after` is the device as it stands when the answer is in. A completion says that the service is done, not that paper came out: with a
 * clean status it is worth `quiet`, never more. Any other failure may have left half a print on the paper.
 */
export function outcomeOfAnswer(answer: Result<JsonObject, CommandFailure>, after: RemoteView): PrintOutcome {
  if (!answer.ok) {
    const fault = faultOfFailure(answer.error);
    return { kind: NEVER_BEGUN.has(answer.error.why) ? 'failed' : 'uncertain', fault };
  }
  const fault = faultOfPrinter(after);
  if (after.talk === null) return { kind: 'done', proof: 'sent' };
  return fault === null ? { kind: 'done', proof: 'quiet' } : { kind: 'uncertain', fault };
}

/** Why the printer is not to be used; null = it is. The paper's own word comes before the general one. */
export function faultOfPrinter({ status, fault }: RemoteView): FaultCode | null {
  if (status.paper === 'out') return 'printer.paper-out';
  if (status.paper === 'jammed') return 'printer.jammed';
  return status.toner === 'out' ? 'printer.toner-out' : fault;
}
