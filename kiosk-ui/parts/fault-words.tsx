/** What is said of a fault: first what is safe, then what to do; the code in small letters for staff. */
import type { VNode } from 'preact';

/** Props of FaultWordsView. */
export interface FaultWordsViewProps {
  readonly safe: string;
  readonly next: string;
  readonly staff: string;
}

/** Draws the words. */
export function FaultWordsView({ safe, next, staff }: FaultWordsViewProps): VNode {
  return (
    <div class="fault" role="alert">
      <p class="fault-safe">{safe}</p>
      <p class="fault-then">{next}</p>
      <p class="fault-staff">{staff}</p>
    </div>
  );
}
