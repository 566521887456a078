import { describe, expect, it } from 'vitest';
import type { Place } from '../../shared/kiosk/acts.ts';
import type { JourneyStepView, KioskSnapshot } from '../../shared/kiosk/snapshot.ts';
import { AT_REST, atStep, opened, SAMPLE_CASE, SAMPLE_SLIP } from '../../kiosk-ui/previews/snapshots.ts';
import { chooseScreen } from '../../kiosk-ui/screens/choose-screen.ts';
import type { Connection } from '../../kiosk-ui/screens/choose-screen.ts';

const READY: Connection = { at: 'ready' };
const RATING: JourneyStepView = { at: 'rating' };
const PROGRESS = {
  title: '居住证在线办理',
  serial: 'P1',
  number: SAMPLE_CASE,
  state: 'processing',
  steps: [],
  asOf: '2026-03-02T09:00:00+08:00',
} as const;
const PRINTING = { state: 'printing', on: 'slip', document: SAMPLE_SLIP, stopping: false } as const;
const WARNED = { leftMs: 9_000, warning: true } as const;
const maintained = (snapshot: KioskSnapshot): KioskSnapshot => ({ ...snapshot, terminal: { ...snapshot.terminal, maintenance: true } });
const busy = atStep(RATING, { progress: PROGRESS, print: PRINTING, idle: WARNED, place: { page: 'guide', id: 'id-card' } });

describe('the screen is chosen by precedence', () => {
  it.each([
    ['a page of another version', { at: 'mismatch', reason: 'pageTooOld' } as const, maintained(busy), 'mismatch'],
    ['no picture yet', { at: 'connecting', failures: 0 } as const, null, 'starting'],
    ['ready but no picture yet', READY, null, 'starting'],
    ['a lost agent', { at: 'connecting', failures: 1 } as const, maintained(busy), 'agent-lost'],
    ['a page that was replaced', { at: 'replaced' } as const, maintained(busy), 'replaced'],
    ['maintenance in the middle of a session', READY, maintained(busy), 'maintenance'],
    ['maintenance while a card lies there', READY, maintained({ ...AT_REST, view: { state: 'card-left' } }), 'maintenance'],
    ['a card left behind', READY, { ...AT_REST, view: { state: 'card-left' } } as const, 'card-left'],
    ['nobody there', READY, AT_REST, 'attract'],
    ['a journey over progress and place', READY, busy, 'rating'],
    ['progress over the place', READY, opened({ progress: PROGRESS, place: { page: 'theme', id: 'a' } }), 'progress'],
  ])('%s', (_what, connection, snapshot, screen) => {
    expect(chooseScreen(connection, snapshot).base.screen).toBe(screen);
  });
});

describe('every place has its screen', () => {
  const places: readonly Place[] = [
    { page: 'home' },
    { page: 'search', text: '证' },
    { page: 'theme', id: 'a' },
    { page: 'guide', id: 'a' },
    { page: 'dataset', id: 'a' },
    { page: 'unconnected', id: 'a' },
    { page: 'shelf', id: 'a', narrow: 'instant', department: '示例局', at: 1 },
    { page: 'map', id: 'all' },
    { page: 'spot', id: 'a', plan: true },
    { page: 'notice', id: 'a' },
    { page: 'help' },
  ];
  it.each(places)('$page', (place) => {
    expect(chooseScreen(READY, opened({ place })).base).toEqual({ screen: place.page, place });
  });
});

describe('every step of a journey has its screen', () => {
  const question = { id: 'q', title: '问', misfit: '请填写', input: 'text', maxLength: 5, required: true } as const;
  const steps: readonly JourneyStepView[] = [
    { at: 'identifying', reason: '', fault: null, reading: false, again: false },
    { at: 'answering', number: 1, of: 1, ask: { question, value: '' }, misfit: false, canGoBack: false },
    { at: 'checking', rows: [], note: null },
    { at: 'querying' },
    { at: 'query-failed', fault: 'platform.timeout' },
    { at: 'result', answer: { title: '', rows: [], asOf: '', source: '' } },
    { at: 'handing-in' },
    { at: 'hand-in-failed', fault: 'store.disk-full' },
    { at: 'done', outcome: { state: 'kept' }, serial: 'P1', progressCode: 'c', afterwards: null },
    { at: 'rating' },
    { at: 'rated', skipped: true },
  ];
  it.each(steps)('$at', (step) => {
    expect(chooseScreen(READY, atStep(step)).base).toMatchObject({ screen: step.at, step });
  });
});

describe('what lies above the screen', () => {
  it.each([
    ['the idle warning lies above a print', busy, 'idle-warning'],
    ['a print lies above the step', atStep(RATING, { print: PRINTING }), 'print'],
    ['nothing lies above an undisturbed step', atStep(RATING), undefined],
    ['maintenance shows no print of the session underneath', maintained(busy), undefined],
  ])('%s', (_what, snapshot, overlay) => {
    expect(chooseScreen(READY, snapshot).overlay?.overlay).toBe(overlay);
  });

  it('a lost agent hides whatever lay above', () => {
    expect(chooseScreen({ at: 'connecting', failures: 1 }, busy).overlay).toBeNull();
  });
});
