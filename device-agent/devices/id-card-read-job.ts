/** One read that somebody waits for: ends once, by result, deadline or abort. */
import type { Result } from '../../shared/base/result.ts';
import { err } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { IdentityCard } from '../../shared/identity/card.ts';
import type { Clock } from '../platform/clock.ts';

/** A read under way. */
export class ReadJob {
  readonly result: Promise<Result<IdentityCard, FaultCode>>;
  /** A card was found in this read; when the line goes now, the module may have it selected already. */
  foundCard = false;
  private readonly ending = new AbortController();
  private resolve: (result: Result<IdentityCard, FaultCode>) => void = () => undefined;

  /** `standingFault`: what keeps the reader from working when the deadline comes; it is then the truer answer than a time-out. */
  constructor(clock: Clock, options: { readonly deadlineMs: number; readonly signal: AbortSignal }, standingFault: () => FaultCode | null) {
    this.result = new Promise((resolve) => {
      this.resolve = resolve;
    });
    const cancelDeadline = clock.after(options.deadlineMs, () => this.settle(err(standingFault() ?? 'device.timeout')));
    const onAbort = (): void => this.settle(err('device.canceled'));
    options.signal.addEventListener('abort', onAbort, { once: true });
    this.ended.addEventListener('abort', () => {
      cancelDeadline();
      options.signal.removeEventListener('abort', onAbort);
    });
  }

  /** Aborts when the read is over for its caller. */
  get ended(): AbortSignal {
    return this.ending.signal;
  }

  /** Ends the read; a second end is ignored. */
  settle(result: Result<IdentityCard, FaultCode>): void {
    this.resolve(result);
    this.ending.abort();
  }
}
