/** What the machine can be asked about its use: each topic with its steps, a picture and a sentence each. */
import type { VNode } from 'preact';
import type { GuidanceKey } from '../../words/guidance-words.ts';
import { CARD, LEAVE, LOOK, PHONE, PRINT, SCAN, WRITE } from './pictures.tsx';

/** One step. */
export interface HowToStep {
  readonly words: GuidanceKey;
  readonly picture: VNode;
}

/** A topic of the list. */
export interface HowToTopic {
  readonly title: GuidanceKey;
  readonly icon: string;
  readonly steps: readonly HowToStep[];
}

/** In the order in which a visit goes. */
export const HOW_TO: readonly HowToTopic[] = [
  { title: 'how-to.card', icon: 'id-card', steps: steps(['how-to.card.1', 'how-to.card.2', 'how-to.card.3'], CARD) },
  { title: 'how-to.scan', icon: 'scan', steps: steps(['how-to.scan.1', 'how-to.scan.2', 'how-to.scan.3'], SCAN) },
  { title: 'how-to.write', icon: 'pencil', steps: steps(['how-to.write.1', 'how-to.write.2', 'how-to.write.3'], WRITE) },
  { title: 'how-to.print', icon: 'print', steps: steps(['how-to.print.1', 'how-to.print.2', 'how-to.print.3'], PRINT) },
  { title: 'how-to.look', icon: 'large', steps: steps(['how-to.look.1', 'how-to.look.2', 'how-to.look.3'], LOOK) },
  { title: 'how-to.leave', icon: 'leave', steps: steps(['how-to.leave.1', 'how-to.leave.2', 'how-to.leave.3'], LEAVE) },
  { title: 'how-to.phone', icon: 'phone', steps: steps(['how-to.phone.1', 'how-to.phone.2'], PHONE) },
];

function steps(words: readonly GuidanceKey[], pictures: readonly VNode[]): readonly HowToStep[] {
  return words.flatMap((key, at) => {
    const picture = pictures[at];
    return picture === undefined ? [] : [{ words: key, picture }];
  });
}
