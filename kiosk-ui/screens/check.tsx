/** The answers once more, plainly not yet sent, with 修改 beside each. */
import type { VNode } from 'preact';
import type { MaskedIdentity } from '../../shared/identity/card.ts';
import type { JourneyStepView } from '../../shared/kiosk/snapshot.ts';
import { Button } from '../parts/button.tsx';
import { Note } from '../parts/notes.tsx';
import { Page } from '../parts/page.tsx';
import { Portrait } from '../parts/portrait.tsx';
import { Rows } from '../parts/rows.tsx';
import { say } from '../words/words.ts';

/** Props of CheckScreen. */
export interface CheckScreenProps {
  readonly title: string;
  /** Whose card was read; who hands in must see that it is in the right name. */
  readonly identity: MaskedIdentity | null;
  /** The card's photo, where the machine can draw it. */
  readonly portrait: string | null;
  readonly step: Extract<JourneyStepView, { at: 'checking' }>;
  readonly offline: boolean;
  readonly edit: (question: string) => void;
  readonly confirm: () => void;
  readonly back: () => void;
}

/** Draws the check page. */
export function CheckScreen({ title, identity, portrait, step, offline, edit, confirm, back }: CheckScreenProps): VNode {
  return (
    <Page
      title={say('check.title')}
      over={title}
      lead={say('check.lead')}
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
      main={<Button label={say('check.confirm')} icon="check" look="main" onPress={confirm} />}
    >
      <Rows
        rows={[
          ...(identity === null ? [] : [{ label: say('check.applicant'), value: <Whose identity={identity} portrait={portrait} /> }]),
          ...step.rows.map((row) => ({
            label: row.label,
            value: row.value === '' ? say('check.empty') : row.value,
            action: (
              <Button
                label={say('check.edit')}
                icon="pencil"
                name={say('check.edit-what', { label: row.label })}
                onPress={() => edit(row.question)}
              />
            ),
          })),
        ]}
      />
      {step.note !== null && (
        <Note tone="calm">
          <p>{step.note}</p>
        </Note>
      )}
      {offline && (
        <Note tone="warm" icon="offline">
          <p>{say('check.kept-note')}</p>
        </Note>
      )}
    </Page>
  );
}

function Whose({ identity, portrait }: Pick<CheckScreenProps, 'portrait'> & { readonly identity: MaskedIdentity }): VNode {
  return (
    <span class="whose">
      {portrait !== null && <Portrait src={portrait} label={say('check.portrait')} />}
      {`${identity.name} ${identity.number}`}
    </span>
  );
}
