/** What a client's limit means for the printer. */
import type { PrintLimits } from '../devices/interfaces.ts';
import { XFS4IOT_DELAYS } from './limits.ts';
import type { CommandContext } from './offer.ts';

/** The client's own limit, else that of a long print. The signal is only made where the printer looks at it. */
export class PrintLimitsOf implements PrintLimits {
  readonly deadlineMs: number;
  private readonly context: CommandContext;

  constructor(context: CommandContext) {
    this.context = context;
    this.deadlineMs = context.remainingMs() ?? XFS4IOT_DELAYS.printMs;
  }

  get signal(): AbortSignal {
    return this.context.signal;
  }
}
