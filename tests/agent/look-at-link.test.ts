import { describe, expect, it } from 'vitest';
import { Watched } from '../../shared/base/watchable.ts';
import type { JourneyStepView, SessionView } from '../../shared/kiosk/snapshot.ts';
import { lookAtLink } from '../../device-agent/assembly/look-at-link.ts';
import type { SessionPicture } from '../../device-agent/session/room.ts';

const OPEN: Extract<SessionView, { state: 'open' }> = {
  state: 'open',
  preferences: { theme: 'standard', size: 'standard', low: false },
  place: { page: 'home' },
  situations: {},
  journey: null,
  progress: null,
  identity: null,
  portrait: null,
  print: null,
  idle: { leftMs: 1000, warning: false },
  staffCalled: false,
  codeFault: null,
};

function at(step: JourneyStepView): SessionView {
  return { ...OPEN, journey: { id: 'juzhuzheng', title: '居住证在线办理', kind: 'submission', step } };
}

const IDENTIFYING: JourneyStepView = { at: 'identifying', reason: '填写申请人', fault: null, reading: false, again: false };

describe('the look at the link', () => {
  it.each<[string, readonly [number, SessionView][], number]>([
    ['nobody comes', [[1, { state: 'idle' }]], 0],
    ['a citizen begins', [[1, OPEN]], 1],
    [
      'the idle clock runs on the same page',
      [
        [1, OPEN],
        [1, { ...OPEN, idle: { leftMs: 900, warning: false } }],
      ],
      1,
    ],
    [
      'a matter begins',
      [
        [1, OPEN],
        [1, at(IDENTIFYING)],
      ],
      2,
    ],
    [
      'the card is being read',
      [
        [1, at(IDENTIFYING)],
        [1, at({ ...IDENTIFYING, reading: true })],
      ],
      1,
    ],
    [
      'the answers are checked before 确认',
      [
        [1, at(IDENTIFYING)],
        [1, at({ at: 'checking', rows: [], note: null })],
      ],
      2,
    ],
    [
      'a query failed',
      [
        [1, at({ at: 'querying' })],
        [1, at({ at: 'query-failed', fault: 'platform.unreachable' })],
      ],
      2,
    ],
    [
      'another citizen begins',
      [
        [1, OPEN],
        [2, { state: 'idle' }],
        [3, OPEN],
      ],
      2,
    ],
  ])('%s', (_what, views, looks) => {
    const picture = new Watched<SessionPicture>({ session: 0, rev: 0, view: { state: 'idle' } });
    let wakes = 0;
    const stop = lookAtLink(picture, { wake: () => (wakes += 1) });
    for (const [session, view] of views) picture.set({ session, rev: 0, view });
    stop();
    picture.set({ session: 9, rev: 0, view: OPEN });
    expect(wakes).toBe(looks);
  });
});
