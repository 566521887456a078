/**
 * The preview page: draws the preview named in the address, `#name` or `#name,contrast,large,low`, without an agent. Without a name it
 * lists all. `data-drawn` on the root tells a test which address is drawn and settled.
 */
import { render } from 'preact';
import type { Preferences } from '../shared/kiosk/acts.ts';
import type { KioskSnapshot } from '../shared/kiosk/snapshot.ts';
import { Kiosk } from './kiosk.tsx';
import { CONTENT } from './previews/content.ts';
import { PREVIEWS } from './previews/list.ts';
import type { Preview } from './previews/list.ts';
import { fetchLate } from './screens/with-late.tsx';
import './theme/font.ts';
import './theme/index.css';

const root = document.getElementById('app');
if (root === null) throw new Error('the page has no place for the previews');
const place = root;

const SECONDS_LEFT = 88;
const nothing = (): void => undefined;

function preferred(snapshot: KioskSnapshot | null, preferences: Preferences): KioskSnapshot | null {
  if (snapshot === null || snapshot.view.state !== 'open') return snapshot;
  return { ...snapshot, view: { ...snapshot.view, preferences } };
}

function draw(name: string, preview: Preview, wishes: readonly string[]): void {
  const preferences: Preferences = {
    theme: wishes.includes('contrast') ? 'contrast' : 'standard',
    size: wishes.includes('large') ? 'large' : 'standard',
    low: wishes.includes('low'),
  };
  render(null, place);
  render(
    <Kiosk
      connection={preview.connection ?? { at: 'ready' }}
      snapshot={preferred(preview.snapshot, preferences)}
      secondsLeft={preview.secondsLeft ?? SECONDS_LEFT}
      notice={preview.notice ?? null}
      content={preview.content ?? CONTENT}
      act={nothing}
      wakeThen={nothing}
      touched={nothing}
      reload={nothing}
    />,
    place,
  );
  document.title = name;
}

async function press(names: readonly string[]): Promise<void> {
  for (const name of names) {
    await settled();
    const button = Array.from(document.querySelectorAll('button')).find(
      (each) => (each.getAttribute('aria-label') ?? each.textContent).trim() === name,
    );
    if (button === undefined) throw new Error(`no button is called ${name}`);
    button.click();
  }
}

function settled(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

async function show(): Promise<void> {
  delete place.dataset['drawn'];
  const address = decodeURIComponent(location.hash.slice(1));
  const [name = '', ...wishes] = address.split(',');
  const preview = PREVIEWS[name];
  if (preview === undefined) return list();
  await fetchLate();
  draw(name, preview, wishes);
  await press(preview.press ?? []);
  await settled();
  await document.fonts.ready;
  place.dataset['drawn'] = address;
}

function list(): void {
  render(
    <ul>
      {Object.keys(PREVIEWS).map((name) => (
        <li key={name}>
          <a href={`#${name}`}>{name}</a> <a href={`#${name},large`}>大字</a> <a href={`#${name},contrast`}>高对比</a>{' '}
          <a href={`#${name},low`}>低位</a>
        </li>
      ))}
    </ul>,
    place,
  );
}

window.addEventListener('hashchange', () => void show());
void show();
