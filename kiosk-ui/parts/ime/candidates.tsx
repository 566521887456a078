/** The row of characters above the keys: as many as fit, then 更多. */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useLabels } from '../labels.ts';
import type { Candidate } from './engine.ts';

/** Room of the row in character widths, so that it never runs over the narrowest panel at 大字. */
const ROOM = 24;
/** Room that a button takes beside its characters. */
const FRAME = 1.6;

/** Props of Candidates. */
export interface CandidatesProps {
  readonly letters: string;
  readonly candidates: readonly Candidate[];
  readonly choose: (candidate: Candidate) => void;
}

/** Draws the row; it keeps its height when empty, so that the keys never move under a finger. */
export function Candidates({ letters, candidates, choose }: CandidatesProps): VNode {
  const labels = useLabels();
  const [from, setFrom] = useState(0);
  useEffect(() => setFrom(0), [letters]);
  const shown = fitting(candidates, from);
  const rest = from + shown.length < candidates.length;
  return (
    <div class="candidates" role="group" aria-label={labels.candidates}>
      {shown.map((candidate) => (
        <button key={candidate.text} type="button" class="key candidate" onClick={() => choose(candidate)}>
          {candidate.text}
        </button>
      ))}
      {(rest || from > 0) && (
        <button type="button" class="key wordy more" onClick={() => setFrom(rest ? from + shown.length : 0)}>
          {labels.more}
        </button>
      )}
    </div>
  );
}

function fitting(candidates: readonly Candidate[], from: number): readonly Candidate[] {
  let room = ROOM;
  let to = from;
  for (let next = candidates[to]; next !== undefined; next = candidates[to]) {
    room -= next.text.length + FRAME;
    if (room < 0 && to > from) break;
    to += 1;
  }
  return candidates.slice(from, to);
}
