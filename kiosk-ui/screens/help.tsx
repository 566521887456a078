/** A human way, from every screen: window, phone, someone who comes. */
import type { VNode } from 'preact';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/notes.tsx';
import { Overlay } from '../parts/overlay.tsx';
import { Rows } from '../parts/rows.tsx';
import { say } from '../words/words.ts';

/** Props of HelpScreen. */
export interface HelpScreenProps {
  readonly helpWindow: string;
  readonly helpPhone: string;
  readonly staffCalled: boolean;
  /** Hand-ins that still wait on this machine; told because someone may ask after theirs. */
  readonly kept: number;
  readonly call: () => void;
  /** Null until the pages it shows are there. */
  readonly howTo: (() => void) | null;
  readonly close: () => void;
}

/** Draws the help above whatever was there, so that nothing is lost by asking. */
export function HelpScreen({ helpWindow, helpPhone, staffCalled, kept, call, howTo, close }: HelpScreenProps): VNode {
  return (
    <Overlay
      title={say('help.title')}
      lead={say('help.lead')}
      icon={<Icon name="help" />}
      actions={
        <>
          <Button label={say('button.back')} icon="back" onPress={close} />
          {howTo !== null && <Button label={say('help.how-to')} icon="info" onPress={howTo} />}
          {!staffCalled && <Button label={say('help.call')} icon="bell" look="main" onPress={call} />}
        </>
      }
    >
      <Rows
        rows={[
          { label: say('human.window'), value: helpWindow },
          { label: say('human.phone'), value: <strong class="number">{helpPhone}</strong> },
        ]}
      />
      {staffCalled && (
        <Note tone="calm" icon="bell">
          <p role="status">{say('help.called')}</p>
        </Note>
      )}
      {kept > 0 && <p class="remark">{say('help.kept', { n: kept })}</p>}
    </Overlay>
  );
}
