/** Joins store and view: reads the signals, draws the kiosk anew for every citizen. */
import type { ReadonlySignal } from '@preact/signals';
import type { VNode } from 'preact';
import { Kiosk } from './kiosk.tsx';
import type { Connection } from './screens/choose-screen.ts';
import type { KioskStore } from './store/kiosk-store.ts';

/** Props of App. */
export interface AppProps {
  readonly store: KioskStore;
  readonly connection: ReadonlySignal<Connection>;
  readonly reload: () => void;
}

/** Draws the app. */
export function App({ store, connection, reload }: AppProps): VNode {
  return (
    <Kiosk
      key={store.epoch.value}
      connection={connection.value}
      snapshot={store.snapshot.value}
      secondsLeft={store.secondsLeft.value}
      notice={store.notice.value}
      content={store.content.value}
      act={store.act}
      wakeThen={store.wakeThen}
      touched={store.touched}
      reload={reload}
    />
  );
}
