/** A shelf: matters put together for a life event, a department, a division, a public list; filtered, paged, printed. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { ShelfGroup, ShelfView, Target } from '../../../shared/catalog/views.ts';
import type { Place } from '../../../shared/kiosk/acts.ts';
import { Button } from '../../parts/button.tsx';
import { Entries } from '../../parts/entries.tsx';
import { Note } from '../../parts/notes.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { say } from '../../words/words.ts';
import { DepartmentChoice } from './department-choice.tsx';
import { NarrowTabs } from './narrow-tabs.tsx';

/** The shelf's place. */
type ShelfPlace = Extract<Place, { page: 'shelf' }>;

/** Props of ShelfScreen. */
export interface ShelfScreenProps {
  readonly view: ShelfView;
  readonly place: ShelfPlace;
  readonly go: (place: ShelfPlace) => void;
  readonly open: (target: Target) => void;
  readonly print: () => void;
  readonly back: () => void;
}

/** Draws the shelf. */
export function ShelfScreen({ view, place, go, open, print, back }: ShelfScreenProps): VNode {
  const [choosing, setChoosing] = useState(false);
  const { narrow, department } = place;
  const to = (next: Pick<ShelfPlace, 'narrow' | 'department'>): void => go({ page: 'shelf', id: place.id, ...next });
  if (choosing) {
    return (
      <DepartmentChoice
        departments={view.departments}
        chosen={department ?? null}
        done={(chosen) => {
          setChoosing(false);
          to({ narrow, department: chosen ?? undefined });
        }}
        back={() => setChoosing(false)}
      />
    );
  }
  const filtered = narrow !== undefined || department !== undefined;
  const filters = view.departments.length > 1 || view.narrows.length > 0;
  return (
    <Page
      title={view.title}
      part={`${view.id} ${narrow ?? ''} ${department ?? ''} ${view.page}`}
      {...(view.example ? { over: <span class="badge">{say('badge.example')}</span> } : {})}
      {...(view.lead === null ? {} : { lead: view.lead })}
      {...(filters
        ? {
            top: (
              <div class="toolbar">
                {view.departments.length > 1 && (
                  <Button label={department ?? say('shelf.department')} icon="settings" onPress={() => setChoosing(true)} />
                )}
                {view.narrows.length > 0 && (
                  <NarrowTabs narrows={view.narrows} at={narrow ?? null} turn={(next) => to({ narrow: next ?? undefined, department })} />
                )}
              </div>
            ),
          }
        : {})}
      beyond={{ at: view.page, of: view.pages, turn: (at) => go({ ...place, at }) }}
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
      main={<Button label={say('button.print')} icon="print" look="main" onPress={print} />}
    >
      {view.groups.length === 0 && (
        <Note tone="calm">
          <p>{filtered ? say('shelf.none-left') : view.empty}</p>
        </Note>
      )}
      {view.page === 0 && !filtered && view.steps.length > 0 && <Steps steps={view.steps} />}
      {view.groups.map((group) => (
        <Group key={group.title} group={group} open={open} />
      ))}
      {view.source !== null && (
        <footer class="source">
          <p>{say('dataset.source', { publisher: view.source.publisher, title: view.source.title })}</p>
        </footer>
      )}
    </Page>
  );
}

function Group({ group, open }: { readonly group: ShelfGroup; readonly open: (target: Target) => void }): VNode {
  return (
    <>
      <h2>{group.title}</h2>
      {group.entries.length > 0 && <Entries look={group.look} label={group.title} entries={group.entries} open={open} />}
      {group.facts.length > 0 && <Rows rows={group.facts} />}
    </>
  );
}

function Steps({ steps }: { readonly steps: readonly string[] }): VNode {
  return (
    <>
      <h2>{say('shelf.steps')}</h2>
      <ol class="way">
        {steps.map((step, at) => (
          <li key={step}>
            <span class="way-number">{at + 1}</span>
            <span>{step}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
