/** The development panel beside the kiosk: what a hand would do to the machine. Loaded in demo mode only; refused by the agent otherwise. */
import { signal } from '@preact/signals';
import { render } from 'preact';
import { createDockClient } from './client.ts';
import type { DockState } from './client.ts';
import { Panel } from './panel.tsx';
import './dock.css';

/** How often the panel looks at the machine, in milliseconds; it is not part of the kiosk's own clockwork. */
const LOOK_EVERY_MS = 1_000;

/** Opens the panel at the end of `body`. */
export function openDock(body: HTMLElement, token: string): void {
  const state = signal<DockState | null>(null);
  const client = createDockClient(token, (next) => (state.value = next));
  const place = document.createElement('aside');
  place.className = 'dock';
  place.setAttribute('aria-label', '演示操作台');
  body.append(place);
  const Live = () => <Panel state={state.value} client={client} />;
  render(<Live />, place);
  const look = (): void => {
    void client.look().then((known) => known && setTimeout(look, LOOK_EVERY_MS));
  };
  look();
}
