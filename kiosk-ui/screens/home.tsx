/** Home: search, what people come for most, and the themes. */
import { Fragment } from 'preact';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { HomeView, Target } from '../../shared/catalog/views.ts';
import { Entries } from '../parts/entries.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/notes.tsx';
import { Page } from '../parts/page.tsx';
import { Waiting } from '../parts/waiting.tsx';
import type { Loaded, PageFault } from '../store/loaded.ts';
import { say } from '../words/words.ts';
import { FaultView } from './fault-view.tsx';

/** Props of HomeScreen. */
export interface HomeScreenProps {
  readonly home: Loaded<HomeView>;
  readonly offline: boolean;
  /** A code that was laid down and could not be used. */
  readonly codeFault: PageFault | null;
  readonly open: (target: Target) => void;
  readonly search: () => void;
}

/** Draws home. */
export function HomeScreen({ home, offline, codeFault, open, search }: HomeScreenProps): VNode {
  // A note that came or went would push what lies below it from under a finger: it has its place from the beginning or not at all.
  // The strip says at once that the network is gone.
  const [begunOffline] = useState(offline);
  return (
    <Page
      title={say('home.title')}
      top={
        <button type="button" class="search-button" onClick={search} aria-label={say('home.search-button')}>
          <Icon name="search" />
          <span>{say('home.search')}</span>
        </button>
      }
    >
      {codeFault !== null && (
        <Note tone="warm" icon="scan">
          <FaultView fault={codeFault} />
        </Note>
      )}
      {begunOffline && (
        <Note tone="warm" icon="offline" blank={!offline}>
          <p>{say('home.offline')}</p>
        </Note>
      )}
      {home.state === 'loading' && <Waiting what={say('state.loading')} />}
      {home.state === 'failed' && <FaultView fault={home.fault} />}
      {home.state === 'ready' && (
        <>
          {[
            ...home.value.groups,
            { title: say('home.ways'), entries: home.value.ways },
            { title: say('home.themes'), entries: home.value.themes },
          ].map(
            ({ title, entries }) =>
              entries.length > 0 && (
                <Fragment key={title}>
                  <h2>{title}</h2>
                  <Entries look="tiles" label={title} entries={entries} open={open} />
                </Fragment>
              ),
          )}
        </>
      )}
    </Page>
  );
}
