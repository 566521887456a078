/** How a print that the console began stands, in one line. */
import type { VNode } from 'preact';
import { assertNever } from '../../shared/base/never.ts';
import type { ConsolePrint } from '../../shared/console/snapshot.ts';
import { Note } from '../parts/notes.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { PROOF_WORDS, STAFF_FAULT_WORDS, tell } from '../words/console-words.ts';

/** Props of PrintNote. */
export interface PrintNoteProps {
  readonly print: ConsolePrint;
}

/** Draws the line; nothing where nothing was printed. */
export function PrintNote({ print }: PrintNoteProps): VNode | null {
  switch (print.state) {
    case 'none':
      return null;
    case 'printing':
      return <Waiting what={tell('enrol.printing')} />;
    case 'ended': {
      const { outcome } = print;
      return outcome.kind === 'done' ? (
        <Note tone="calm" icon="check">
          {PROOF_WORDS[outcome.proof]}
        </Note>
      ) : (
        <Note tone="warm" icon="alert">
          {outcome.kind === 'uncertain' ? STAFF_FAULT_WORDS['printer.uncertain'] : STAFF_FAULT_WORDS[outcome.fault]}
        </Note>
      );
    }
    default:
      return assertNever(print);
  }
}
