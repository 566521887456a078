/** The console's page: joins link and view. */
import { signal } from '@preact/signals';
import { render } from 'preact';
import type { ConsoleSnapshot } from '../../shared/console/snapshot.ts';
import { lockDown } from '../theme/lock-down.ts';
import '../theme/index.css';
import './console.css';
import { createConsoleLink, type ConsoleLinkState } from './console-link.ts';
import { ConsolePage } from './console-page.tsx';

const token = document.querySelector('meta[name="kiosk-token"]')?.getAttribute('content') ?? '';
const root = document.getElementById('app');
if (root === null) throw new Error('the page has no place for the console');

const state = signal<ConsoleLinkState>('connecting');
const snapshot = signal<ConsoleSnapshot | null>(null);
const link = createConsoleLink(location.host, token, {
  state: (next) => (state.value = next),
  snapshot: (next) => (snapshot.value = next),
});

function Root(): ReturnType<typeof ConsolePage> {
  return (
    <ConsolePage
      state={state.value}
      snapshot={snapshot.value}
      act={(act) => link.act(act)}
      toCitizen={() => location.assign('/')}
      reload={() => location.reload()}
    />
  );
}

lockDown(document);
render(<Root />, root);
void import('../theme/font.ts');
