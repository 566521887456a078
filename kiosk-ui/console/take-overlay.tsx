/** The question before a found thing gets a job: with which profile, and what it replaces. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { FoundThing } from '../../shared/console/found.ts';
import type { ProfileChoice } from '../../shared/console/snapshot.ts';
import type { DeviceRole } from '../../shared/device/status.ts';
import { Button } from '../parts/button.tsx';
import { Choices } from '../parts/choices.tsx';
import { Note } from '../parts/notes.tsx';
import { Overlay } from '../parts/overlay.tsx';
import { ROLE_WORDS, tell } from '../words/console-words.ts';

/** What is chosen for a job when the search had no opinion. */
const USUAL: Readonly<Record<DeviceRole, string>> = {
  idReader: 'sam-serial',
  receiptPrinter: 'generic-80mm',
  codeScanner: 'generic-serial',
  documentPrinter: 'ipp-everywhere',
};

/** Props of TakeOverlay. */
export interface TakeOverlayProps {
  readonly thing: FoundThing;
  readonly role: DeviceRole;
  readonly replaces: boolean;
  readonly profiles: readonly ProfileChoice[];
  readonly take: (profile: string) => void;
  readonly close: () => void;
}

/** Draws the question. */
export function TakeOverlay({ thing, role, replaces, profiles, take, close }: TakeOverlayProps): VNode {
  const [profile, setProfile] = useState(thing.profile ?? USUAL[role]);
  const name = ROLE_WORDS[role];
  return (
    <Overlay
      title={tell('take.title', { name: thing.name, role: name })}
      lead={tell('take.lead')}
      actions={
        <>
          <Button label={tell('take.no')} onPress={close} />
          <Button look="main" label={tell('take.yes')} onPress={() => take(profile)} />
        </>
      }
    >
      {replaces && (
        <Note tone="warm" icon="alert">
          {tell('take.replaces', { role: name })}
        </Note>
      )}
      <h2>{tell('take.profile')}</h2>
      <Choices
        label={tell('take.profile')}
        choices={profiles.map(({ id, name: label }) => ({ id, label }))}
        chosen={profile}
        onChoose={setProfile}
      />
    </Overlay>
  );
}
