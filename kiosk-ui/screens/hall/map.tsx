/** 办事地图 without a network: the places as a list, the nearest first, with what is open now. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Entry, MapView, SpotEntry, Target } from '../../../shared/catalog/views.ts';
import { Button } from '../../parts/button.tsx';
import { Choices } from '../../parts/choices.tsx';
import { Entries } from '../../parts/entries.tsx';
import { Note } from '../../parts/notes.tsx';
import { Page } from '../../parts/page.tsx';
import { say } from '../../words/words.ts';

/** The map of every place, as the agent calls it. */
const WHOLE = 'all';

/** Props of MapScreen. */
export interface MapScreenProps {
  readonly view: MapView;
  /** To the map of another theme. */
  readonly turn: (id: string) => void;
  readonly open: (target: Target) => void;
  readonly print: () => void;
  readonly back: () => void;
}

/** Draws the list. */
export function MapScreen({ view, turn, open, print, back }: MapScreenProps): VNode {
  const [choosing, setChoosing] = useState(false);
  if (choosing) {
    return (
      <Page title={say('map.theme-title')} back={<Button label={say('button.back')} icon="back" onPress={() => setChoosing(false)} />}>
        <Choices
          label={say('map.theme')}
          choices={[{ id: WHOLE, label: say('map.all-themes') }, ...view.themes.map(({ id, title }) => ({ id, label: title }))]}
          chosen={view.id}
          onChoose={(id) => {
            setChoosing(false);
            turn(id);
          }}
        />
      </Page>
    );
  }
  return (
    <Page
      title={view.title}
      part={view.id}
      lead={say('map.lead')}
      {...(view.example ? { over: <span class="badge">{say('badge.example')}</span> } : {})}
      {...(view.themes.length > 1
        ? {
            top: (
              <div class="toolbar">
                <Button label={say('map.theme')} icon="settings" onPress={() => setChoosing(true)} />
                {view.id !== WHOLE && <Button label={say('map.all-themes')} onPress={() => turn(WHOLE)} />}
              </div>
            ),
          }
        : {})}
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
      main={<Button label={say('button.print')} icon="print" look="main" onPress={print} />}
    >
      {view.spots.length === 0 ? (
        <Note tone="calm">
          <p>{say('map.none')}</p>
        </Note>
      ) : (
        <Entries look="list" label={view.title} entries={view.spots.map(entryOf)} open={open} />
      )}
    </Page>
  );
}

function entryOf(spot: SpotEntry): Entry {
  return {
    target: { kind: 'spot', id: spot.id },
    title: spot.name,
    subtitle: spot.distance === null ? spot.address : `${spot.distance}，${spot.address}`,
    icon: 'map',
    badges: spot.openNow === null ? [] : spot.openNow.open ? [say('map.open')] : [say('map.closed'), spot.openNow.words],
  };
}
