/** What the printer's bits mean: answers → named facts → what stands in the way of printing. */
import { assertNever } from '../../../shared/base/never.ts';
import type { PaperState } from '../../../shared/device/status.ts';
import type { FaultCode } from '../../../shared/fault/fault.ts';
import type { RealTimeQuestion } from './commands.ts';

/** The last known truth about a printer. */
export interface PrinterFacts {
  readonly coverOpen: boolean;
  /** The sensor sees no paper. */
  readonly paperEnd: boolean;
  /** The printer stopped because the paper ended; some models say only this. */
  readonly paperStopped: boolean;
  readonly paperNearEnd: boolean;
  readonly cutterError: boolean;
  /** Needs a person or a power cycle (Epson: unrecoverable), or an error without a named cause. */
  readonly broken: boolean;
  /** Head temperature or supply voltage; goes away by itself. */
  readonly tooHot: boolean;
}

/** A printer about which nothing bad is known. */
export const NO_TROUBLE: PrinterFacts = {
  coverOpen: false,
  paperEnd: false,
  paperStopped: false,
  paperNearEnd: false,
  cutterError: false,
  broken: false,
  tooHot: false,
};

/** Automatic status, bytes 1 … 4 (Epson, `GS a`). Byte 4 is not looked at: SNBC sends 0F in it. */
export function factsOfAsb([first, second, third]: readonly [number, number, number, number]): PrinterFacts {
  return {
    coverOpen: (first & 0x20) !== 0,
    paperEnd: (third & 0x0c) !== 0,
    paperStopped: false,
    paperNearEnd: (third & 0x03) !== 0,
    cutterError: (second & 0x08) !== 0,
    broken: (second & 0x24) !== 0,
    tooHot: (second & 0x40) !== 0,
  };
}

/** What the answer to `DLE EOT n` adds to the facts. */
export function factsOfRealTime(question: RealTimeQuestion, bits: number, before: PrinterFacts): PrinterFacts {
  switch (question) {
    case 1:
      return before;
    case 2: {
      const facts = { ...before, coverOpen: (bits & 0x04) !== 0, paperStopped: (bits & 0x20) !== 0 };
      return hasError(bits) ? facts : { ...facts, cutterError: false, broken: false, tooHot: false };
    }
    case 3: {
      const [cutterError, tooHot] = [(bits & 0x08) !== 0, (bits & 0x40) !== 0];
      return { ...before, cutterError, tooHot, broken: (bits & 0x24) !== 0 || !(cutterError || tooHot) };
    }
    case 4:
      return { ...before, paperNearEnd: (bits & 0x0c) === 0x0c, paperEnd: (bits & 0x60) === 0x60 };
    default:
      return assertNever(question);
  }
}

/** Whether an answer to `DLE EOT 2` says that `DLE EOT 3` should be asked for the cause. */
export function hasError(bits: number): boolean {
  return (bits & 0x40) !== 0;
}

/** What keeps the printer from printing, the nearest to a person's hand first; null when nothing does. */
export function blockOf(facts: PrinterFacts): FaultCode | null {
  if (facts.coverOpen) return 'printer.cover-open';
  if (facts.paperEnd || facts.paperStopped) return 'printer.paper-out';
  if (facts.cutterError) return 'printer.cutter';
  if (facts.broken) return 'device.hardware';
  return null;
}

/** The paper as XFS4IoT names it. */
export function paperOf(facts: PrinterFacts): PaperState {
  if (facts.paperEnd || facts.paperStopped) return 'out';
  return facts.paperNearEnd ? 'low' : 'full';
}
