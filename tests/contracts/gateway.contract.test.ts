/** What every gateway must do, over the sandbox and over platform-http with a real server at the other end. */
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../device-agent/platform/clock.ts';
import { createPlatformHttp, parsePlatformUrl, PLATFORM_DEADLINES } from '../../device-agent/gateway/platform-http.ts';
import type { Gateway, LoopReport, RatingReport } from '../../device-agent/gateway/port.ts';
import { createSandbox, SANDBOX_DELAYS } from '../../device-agent/gateway/sandbox.ts';
import { startPlatformSimulator, type PlatformSimulator } from '../../device-agent/simulators/platform.ts';
import { must, NOBODY, roomsFor, submissionOf, temporaryDirectory } from '../support/crash-room.ts';
import { ManualClock, settle } from '../support/manual-clock.ts';
import { exchangeMisfits, misfits, resolve } from '../support/platform-openapi.ts';

const never = new AbortController().signal;

const rating: RatingReport = {
  id: 'rating:20260302-TEST-0000-0001:1:1',
  projectNo: '20260302-TEST-0000-0001',
  serviceNumber: 1,
  assessNumber: 1,
  rating: { level: 5, reasons: ['510', '517'], text: '很好' },
  assessedAt: '2026-03-02T01:00:00.000Z',
  service: { taskCode: 'juzhuzheng-banli', taskName: '居住证在线办理', applicant: null },
};
const loop: LoopReport = {
  id: 'loop:1',
  projectNo: rating.projectNo,
  serviceNumber: 1,
  assessNumber: 1,
  move: 'call-back',
  at: rating.assessedAt,
};

interface Bed {
  readonly gateway: Gateway;
  readonly setReachable: (up: boolean) => Promise<void>;
  /** Keys received, each time one was taken as new. */
  readonly keys: () => readonly string[];
}

const exchangesOf: PlatformSimulator[] = [];

async function simulator(): Promise<PlatformSimulator> {
  const platform = await startPlatformSimulator({ port: 0, wall: () => new Date('2026-03-02T09:00:00+08:00') });
  exchangesOf.push(platform);
  onTestFinished(() => platform.stop());
  return platform;
}

function over(platform: PlatformSimulator, submit: number = PLATFORM_DEADLINES.submit): Gateway {
  const deadlines = { ...PLATFORM_DEADLINES, submit };
  const baseUrl = must(parsePlatformUrl(platform.url));
  return createPlatformHttp({ baseUrl, terminalId: 'T-1', credential: 'secret', clock: systemClock, deadlines });
}

const BEDS: readonly (readonly [string, () => Promise<Bed>])[] = [
  [
    'sandbox',
    () => {
      const { store } = roomsFor(systemClock);
      const gateway = createSandbox({ store, clock: systemClock, answerMs: 1 });
      const keys = (): readonly string[] => gateway.received().map((one) => one.key);
      return Promise.resolve({ gateway, keys, setReachable: (up) => Promise.resolve(gateway.setReachable(up)) });
    },
  ],
  [
    'platform-http',
    async () => {
      const platform = await simulator();
      const keys = (): readonly string[] => platform.received.map((one) => one.key);
      return { gateway: over(platform), keys, setReachable: (up) => (up ? platform.online() : platform.offline()) };
    },
  ],
];

afterEach(() => {
  const wrong = exchangesOf.splice(0).flatMap((platform) => platform.exchanges.flatMap(exchangeMisfits));
  expect(wrong).toEqual([]);
});

describe.each(BEDS)('gateway: %s', (_name, open) => {
  it('says that it is well', async () => {
    expect(await (await open()).gateway.health(never)).toEqual({ ok: true, value: null });
  });

  it('answers a query with rows, source and time, the same shape that the contract gives', async () => {
    const { gateway } = await open();
    const answer = must(await gateway.query('gjj-account', NOBODY, {}, never));
    expect(misfits(resolve('#/components/schemas/QueryAnswer'), answer)).toEqual([]);
    expect(JSON.stringify(answer)).not.toContain(NOBODY.number);
    expect(JSON.stringify(answer)).toContain('示例');
  });

  it('does not know an application or matter that is not connected', async () => {
    const { gateway, keys } = await open();
    expect(await gateway.query('no-such-app', NOBODY, {}, never)).toEqual({ ok: false, error: 'platform.not-connected' });
    expect(await gateway.submit(submissionOf(1, 'no-such-matter'), never)).toEqual({ ok: false, error: 'platform.not-connected' });
    expect(keys()).toEqual([]);
  });

  it('accepts a hand-in with a number, and answers a retry with the same number and no second case', async () => {
    const { gateway, keys } = await open();
    const first = must(await gateway.submit(submissionOf(1), never));
    expect(misfits(resolve('#/components/schemas/Decision'), first)).toEqual([]);
    expect(must(await gateway.submit(submissionOf(1), never))).toEqual(first);
    expect(must(await gateway.submit(submissionOf(2), never))).not.toEqual(first);
    expect(keys()).toEqual([submissionOf(1).id, submissionOf(2).id]);
  });

  it('takes each rating and each step of the loop once', async () => {
    const { gateway, keys } = await open();
    for (const _time of [1, 2]) {
      expect(await gateway.rate(rating, never)).toEqual({ ok: true, value: null });
      expect(await gateway.report(loop, never)).toEqual({ ok: true, value: null });
    }
    expect(keys()).toEqual([rating.id, loop.id]);
  });

  it('tells the progress of a case by our serial and by its number, and has no record of others', async () => {
    const { gateway } = await open();
    const decision = must(await gateway.submit(submissionOf(1), never));
    const number = decision.state === 'accepted' ? decision.number : '';
    const progress = must(await gateway.progress(submissionOf(1).id, never));
    expect(progress).toMatchObject({ number, state: 'processing' });
    expect(must(await gateway.progress(number, never)).steps).toEqual(progress.steps);
    expect(misfits(resolve('#/components/schemas/CaseProgress'), progress)).toEqual([]);
    expect(await gateway.progress('20260302-NONE-0000-0000', never)).toEqual({ ok: false, error: 'platform.no-record' });
  });

  it('is unreachable while the network is cut, receives nothing then, and works again when it is back', async () => {
    const { gateway, keys, setReachable } = await open();
    await setReachable(false);
    expect(await gateway.health(never)).toEqual({ ok: false, error: 'platform.unreachable' });
    expect(await gateway.submit(submissionOf(1), never)).toEqual({ ok: false, error: 'platform.unreachable' });
    expect(keys()).toEqual([]);
    await setReachable(true);
    expect((await gateway.submit(submissionOf(1), never)).ok).toBe(true);
  });

  it('ends at once when the one who asks goes away', async () => {
    const { gateway } = await open();
    expect(await gateway.query('gjj-account', NOBODY, {}, AbortSignal.abort())).toEqual({ ok: false, error: 'platform.unreachable' });
  });
});

describe('platform-http over a platform that misbehaves', () => {
  it.each([
    ['cut', 'platform.unreachable'],
    ['half', 'platform.unreachable'],
    ['deaf', 'platform.timeout'],
    ['error-500', 'platform.unreachable'],
    ['busy-503', 'platform.unreachable'],
    ['credential-401', 'platform.unreachable'],
    ['nonsense', 'platform.nonsense'],
    ['not-json', 'platform.nonsense'],
    ['huge', 'platform.nonsense'],
    ['redirect', 'platform.nonsense'],
  ] as const)('%s ends as %s, and afterwards exactly one case is there', async (how, fault) => {
    const platform = await simulator();
    const gateway = over(platform, how === 'deaf' ? 300 : PLATFORM_DEADLINES.submit);
    platform.misbehave(how);
    expect(await gateway.submit(submissionOf(1), never)).toEqual({ ok: false, error: fault });
    platform.misbehave(null);
    const decision = must(await gateway.submit(submissionOf(1), never));
    expect(decision.state).toBe('accepted');
    expect(platform.received.map((one) => one.key)).toEqual([submissionOf(1).id]);
  });

  it('gives the reason of a refusal, and the same on a retry', async () => {
    const platform = await simulator();
    platform.misbehave('refuse');
    const refused = await over(platform).submit(submissionOf(1), never);
    expect(refused).toEqual({ ok: true, value: { state: 'refused', reason: '该地址不在本辖区（示例）' } });
    platform.misbehave(null);
    expect(await over(platform).submit(submissionOf(1), never)).toEqual(refused);
  });

  it('is refused for ever when a key comes back with another body', async () => {
    const platform = await simulator();
    await over(platform).submit(submissionOf(1), never);
    const changed = { ...submissionOf(1), answers: { street: '另一条示例街' } };
    expect(await over(platform).submit(changed, never)).toEqual({ ok: false, error: 'platform.refused' });
  });

  it('sends no number of a person in any address or header', async () => {
    const platform = await simulator();
    const gateway = over(platform);
    await gateway.query('gjj-account', NOBODY, {}, never);
    await gateway.submit(submissionOf(1), never);
    for (const exchange of platform.exchanges) {
      expect(exchange.path + JSON.stringify(exchange.headers)).not.toContain(NOBODY.number);
      expect(exchange.headers).toMatchObject({ authorization: 'Bearer secret', 'terminal-id': 'T-1' });
    }
    expect(JSON.stringify(platform.exchanges[0]?.body)).toContain(NOBODY.number);
  });
});

describe('the address of the platform', () => {
  it.each([
    ['https://platform.example.invalid/kiosk', true],
    ['http://127.0.0.1:9100', true],
    ['http://[::1]:9100/', true],
    ['http://platform.example.invalid/', false],
    ['https://user:word@platform.example.invalid/', false],
    ['https://platform.example.invalid/?token=1', false],
    ['ftp://127.0.0.1/', false],
    ['not an address', false],
  ])('%s is usable: %s', (text, usable) => {
    expect(parsePlatformUrl(text).ok).toBe(usable);
  });

  it('keeps its path', () => {
    expect(must(parsePlatformUrl('https://platform.example.invalid/kiosk')).href).toBe('https://platform.example.invalid/kiosk/');
  });
});

describe('the sandbox', () => {
  it('remembers its cases over a restart, and gives numbers that say 演示', async () => {
    const directory = temporaryDirectory();
    const before = roomsFor(systemClock, directory);
    const first = must(await createSandbox({ store: before.store, clock: systemClock, answerMs: 0 }).submit(submissionOf(1), never));
    expect(first).toEqual({ state: 'accepted', number: '演示-20260302-0001' });
    before.close();
    const after = createSandbox({ store: roomsFor(systemClock, directory).store, clock: systemClock, answerMs: 0 });
    expect(must(await after.submit(submissionOf(1), never))).toEqual(first);
    expect(after.received()).toHaveLength(1);
    expect(JSON.stringify(after.received())).not.toContain(NOBODY.number);
  });

  it('answers the same person the same, and another person differently', async () => {
    const sandbox = createSandbox({ store: roomsFor(systemClock).store, clock: systemClock, answerMs: 0 });
    const rows = async (number: string) => must(await sandbox.query('gjj-account', { ...NOBODY, number }, {}, never)).rows;
    expect(await rows(NOBODY.number)).toEqual(await rows(NOBODY.number));
    expect(await rows(NOBODY.number)).not.toEqual(await rows('999999195512310020'));
  });

  it('takes the time that a platform takes, and answers nothing to one who has left meanwhile', async () => {
    const clock = new ManualClock();
    const sandbox = createSandbox({ store: roomsFor(clock).store, clock });
    const leaving = new AbortController();
    const ends: unknown[] = [];
    void sandbox.query('gjj-account', NOBODY, {}, leaving.signal).then((answer) => ends.push(answer.ok));
    void sandbox.query('gjj-account', NOBODY, {}, never).then((answer) => ends.push(answer.ok));
    await clock.advance(SANDBOX_DELAYS.answerMs - 1);
    expect(ends).toEqual([]);
    leaving.abort();
    await settle();
    expect(ends).toEqual([false]);
    await clock.advance(1);
    expect(ends).toEqual([false, true]);
  });
});
