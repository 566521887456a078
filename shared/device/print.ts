/** What may be said of a print job afterwards; grades P3 … P0 of evidence, best first. */
import type { FaultCode } from '../fault/fault.ts';

/**
 * `printed` P3: the printer returned our process id, placed after the cut.
 * `processed` P2: a queued status was answered after the cut, and a following real-time status is clean.
 * `quiet` P1: status stayed clean for the time the print must take.
 * `sent` P0: the bytes were accepted by the kernel or the socket, nothing more is known.
 */
export type PrintProof = 'printed' | 'processed' | 'quiet' | 'sent';

/**
 * The end of one job. `uncertain`: paper may or may not have come out; a reprint must carry a 补打 mark and a new process id.
 * `failed`: nothing was printed.
 */
export type PrintOutcome =
  /** `missing`: characters for which 〓 stands on the paper, as `U+3400`; left out where there are none. */
  | { readonly kind: 'done'; readonly proof: PrintProof; readonly missing?: readonly string[] }
  | { readonly kind: 'uncertain'; readonly fault: FaultCode }
  | { readonly kind: 'failed'; readonly fault: FaultCode };
