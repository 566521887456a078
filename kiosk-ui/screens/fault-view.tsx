/** A fault in the dictionary's words. */
import type { VNode } from 'preact';
import { FaultWordsView } from '../parts/fault-words.tsx';
import type { PageFault } from '../store/loaded.ts';
import { faultWords } from '../words/faults.ts';
import { say } from '../words/words.ts';

/** Draws the words of a fault. */
export function FaultView({ fault }: { readonly fault: PageFault }): VNode {
  const { safe, next } = faultWords(fault);
  return <FaultWordsView safe={safe} next={next} staff={say('notice.staff-code', { code: fault })} />;
}
