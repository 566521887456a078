/** A fault in the dictionary's words. */
import type { VNode } from 'preact';
import { FaultWordsView } from '../parts/fault-words.tsx';
import type { PageFault } from '../store/loaded.ts';
import { faultWords } from '../words/faults.ts';
import type { FaultMatter } from '../words/faults.ts';
import { say } from '../words/words.ts';

/** Props of FaultView. */
export interface FaultViewProps {
  readonly fault: PageFault;
  /** What the citizen was about. */
  readonly matter?: FaultMatter;
}

/** Draws the words of a fault. */
export function FaultView({ fault, matter }: FaultViewProps): VNode {
  const { safe, next } = faultWords(fault, matter);
  return <FaultWordsView safe={safe} next={next} staff={say('notice.staff-code', { code: fault })} />;
}
