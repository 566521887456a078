/** A wait that says what is waited for; the ring turns slowly and stands still where motion is not wanted. */
import type { VNode } from 'preact';

/** Props of Waiting. */
export interface WaitingProps {
  /** Absent where the page's title already says it. */
  readonly what?: string;
}

/** Draws the wait. */
export function Waiting({ what }: WaitingProps): VNode {
  return (
    <div class="waiting" role="status">
      <svg class="ring" viewBox="0 0 48 48" aria-hidden="true">
        <circle cx="24" cy="24" r="20" />
        <path d="M24 4a20 20 0 0 1 20 20" />
      </svg>
      {what !== undefined && <p>{what}</p>}
    </div>
  );
}
