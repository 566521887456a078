/** The kiosk cannot be used for the moment: why, and the human way, which is always open. */
import type { ComponentChildren, VNode } from 'preact';
import { Icon } from '../parts/icon.tsx';
import { Page } from '../parts/page.tsx';
import { Rows } from '../parts/rows.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { say } from '../words/words.ts';

/** Props of OutOfServiceScreen. */
export interface OutOfServiceScreenProps {
  readonly why: 'mismatch' | 'starting' | 'agent-lost' | 'replaced' | 'maintenance';
  /** Null before the first snapshot. */
  readonly human: { readonly window: string; readonly phone: string } | null;
  readonly action?: ComponentChildren;
}

/** Draws the page. */
export function OutOfServiceScreen({ why, human, action }: OutOfServiceScreenProps): VNode {
  const lead = why === 'agent-lost' || why === 'replaced' || why === 'maintenance' ? say(`${why}.lead`) : undefined;
  const waits = why === 'mismatch' || why === 'starting' || why === 'agent-lost';
  return (
    <Page title={say(`${why}.title`)} lead={lead} fill="centre" main={action}>
      {waits ? (
        <Waiting />
      ) : (
        <div class="big-icon">
          <Icon name="maintenance" />
        </div>
      )}
      {human !== null && (
        <Rows
          rows={[
            { label: say('human.window'), value: human.window },
            { label: say('human.phone'), value: <strong class="number">{human.phone}</strong> },
          ]}
        />
      )}
    </Page>
  );
}
