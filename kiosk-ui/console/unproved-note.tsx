/** What a switched-off machine left open: slips of which nobody knows whether they came out. */
import type { VNode } from 'preact';
import { Button } from '../parts/button.tsx';
import { Note } from '../parts/notes.tsx';
import { tell } from '../words/console-words.ts';
import type { Ask } from './ask.ts';

/** Draws the remark with its 知道了. */
export function UnprovedNote({ count, ask }: { readonly count: number; readonly ask: Ask }): VNode {
  return (
    <Note tone="warm" icon="alert">
      <p>{tell('unproved.lead', { count })}</p>
      <p>{tell('unproved.do')}</p>
      <div class="toolbar">
        <Button label={tell('unproved.seen')} onPress={() => void ask({ kind: 'seen-unproved' })} />
      </div>
    </Note>
  );
}
