/** The citizen's page: the only place where link, store and view are joined. */
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { assertNever } from '../shared/base/never.ts';
import type { Cue } from '../shared/kiosk/snapshot.ts';
import { App } from './app.tsx';
import { createLink } from './link/link.ts';
import type { LinkState } from './link/link.ts';
import { watchDoor } from './console/door.ts';
import { DIALS_BEFORE_RELOAD, reloadIfServed } from './link/reload.ts';
import { browserSocket } from './link/socket.ts';
import { browserTimers } from './link/timers.ts';
import { chime } from './parts/chime.ts';
import { fetchLate } from './screens/with-late.tsx';
import { createKioskStore } from './store/kiosk-store.ts';
import { lockDown } from './theme/lock-down.ts';
import './theme/index.css';

/** A page of another version than its agent's reloads at most this often. */
const RELOAD_EVERY_MS = 10_000;

const token = document.querySelector('meta[name="kiosk-token"]')?.getAttribute('content') ?? '';
const root = document.getElementById('app');
if (root === null) throw new Error('the page has no place for the app');

const connection = signal<LinkState>({ at: 'connecting', failures: 0 });
const store = createKioskStore({
  ask: (question) => link.ask(question),
  act: (session, rev, act) => link.act(session, rev, act),
  timers: browserTimers,
});
const link = createLink({
  open: browserSocket(location.host, token),
  timers: browserTimers,
  random: Math.random,
  listener: {
    state: (state) => {
      connection.value = state;
      if (state.at === 'connecting' && state.failures >= DIALS_BEFORE_RELOAD) void reloadIfServed();
      if (state.at === 'mismatch') browserTimers.after(RELOAD_EVERY_MS, () => void reloadIfServed());
    },
    snapshot: (snapshot, fresh) => store.take(snapshot, fresh),
    cue: (cue) => chime(toneOf(cue)),
  },
});

lockDown(document);
watchDoor(
  document,
  () => browserTimers.monotonicMs(),
  () => location.assign('/console'),
);
render(<App store={store} connection={connection} reload={() => location.reload()} />, root);
void import('./theme/font.ts');
void fetchLate();

const stopWaiting = effect(() => {
  const { value } = store.snapshot;
  if (value === null) return;
  queueMicrotask(() => stopWaiting());
  if (value.terminal.mode === 'demo') void import('./dock/dock.tsx').then(({ openDock }) => openDock(document.body, token));
});

function toneOf(cue: Cue): 'pleased' | 'notice' | 'calling' {
  switch (cue) {
    case 'card-read':
    case 'code-read':
    case 'printed':
      return 'pleased';
    case 'idle-warning':
    case 'needs-you':
      return 'notice';
    case 'card-forgotten':
      return 'calling';
    default:
      return assertNever(cue);
  }
}
