/** What a kind of question gives its page: the answer area, and the keys that stand apart from it. */
import type { VNode } from 'preact';

/** The two places of a step. */
export interface StepParts {
  readonly body: VNode;
  /** Null where the answer area is touched itself. */
  readonly keys: VNode | null;
}
