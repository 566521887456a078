/** Report, support bundle, staff. */
import type { VNode } from 'preact';
import { CONSOLE_ROLES, type ConsoleRole } from '../../shared/console/roles.ts';
import type { DeskView } from '../../shared/console/snapshot.ts';
import { Button } from '../parts/button.tsx';
import { Note } from '../parts/notes.tsx';
import { STAFF_WORDS, tell } from '../words/console-words.ts';
import type { Ask, Cover } from './ask.ts';
import { NewPin } from './new-pin.tsx';
import { PrintNote } from './print-note.tsx';

/** Props of MorePart. */
export interface MorePartProps {
  readonly role: ConsoleRole;
  readonly desk: DeskView;
  readonly ask: Ask;
  readonly cover: Cover;
}

/** Draws the boxes; enrolling somebody covers the page until the PIN is chosen. */
export function MorePart({ role, desk, ask, cover }: MorePartProps): VNode {
  const { bundle, readiness, staff } = desk;
  const enrol = (who: ConsoleRole): void => {
    cover(
      <div class="console-over" role="dialog" aria-modal="true" aria-label={tell('more.staff-enrol', { role: STAFF_WORDS[who] })}>
        <NewPin
          back={<Button label={tell('button.cancel')} onPress={() => cover(null)} />}
          chosen={(pin) => {
            cover(null);
            void ask({ kind: 'enrol', role: who, pin });
          }}
        />
      </div>,
    );
  };
  return (
    <div class="console-cards">
      <section class="box console-card">
        <h2>{tell('more.readiness')}</h2>
        <p>{tell('more.readiness-lead')}</p>
        <PrintNote print={readiness} />
        <div class="toolbar">
          <Button
            look="main"
            icon="print"
            label={tell('more.readiness-print')}
            disabled={readiness.state === 'printing'}
            onPress={() => void ask({ kind: 'print-readiness' })}
          />
        </div>
      </section>
      <section class="box console-card">
        <h2>{tell('more.bundle')}</h2>
        <p>{tell('more.bundle-lead')}</p>
        {bundle !== null && (
          <Note tone="calm" icon="check">
            {tell('more.bundle-done', { name: bundle.name, kb: Math.ceil(bundle.bytes / 1024) })}
          </Note>
        )}
        <div class="toolbar">
          <Button look="main" icon="document" label={tell('more.bundle-export')} onPress={() => void ask({ kind: 'export-bundle' })} />
        </div>
      </section>
      {role === 'technician' && (
        <section class="box console-card">
          <h2>{tell('more.staff')}</h2>
          <p>{tell('more.staff-lead')}</p>
          <div class="toolbar">
            {CONSOLE_ROLES.map((one) => (
              <Button
                key={one}
                icon="id-card"
                label={tell(staff.includes(one) ? 'more.staff-renew' : 'more.staff-enrol', { role: STAFF_WORDS[one] })}
                onPress={() => enrol(one)}
              />
            ))}
          </div>
        </section>
      )}
    </div>
  );
}
