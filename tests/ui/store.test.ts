import { describe, expect, it } from 'vitest';
import type { Act, Ask } from '../../shared/kiosk/acts.ts';
import type { KioskSnapshot } from '../../shared/kiosk/snapshot.ts';
import { ACT_DELAYS } from '../../kiosk-ui/store/act-queue.ts';
import { createKioskStore, STORE_DELAYS } from '../../kiosk-ui/store/kiosk-store.ts';
import type { PageFault } from '../../kiosk-ui/store/loaded.ts';
import { AT_REST, atStep, opened } from '../../kiosk-ui/previews/snapshots.ts';
import { ManualClock, settle } from '../support/manual-clock.ts';

type Reply = { readonly ok: true; readonly value: null } | { readonly ok: false; readonly error: PageFault };
const OK: Reply = { ok: true, value: null };
const STALE: Reply = { ok: false, error: 'act.stale' };

interface Sent {
  readonly session: number;
  readonly rev: number;
  readonly act: Act;
  readonly answer: (reply: Reply) => Promise<void>;
}

function bench(first: KioskSnapshot = opened({})) {
  const clock = new ManualClock();
  const sent: Sent[] = [];
  const asked: { readonly ask: Ask; readonly answer: (value: unknown) => Promise<void> }[] = [];
  const store = createKioskStore({
    act: (session, rev, act) =>
      new Promise((resolve) =>
        sent.push({
          session,
          rev,
          act,
          answer: async (reply) => {
            resolve(reply);
            await settle();
          },
        }),
      ),
    ask: (ask) =>
      new Promise((resolve) =>
        asked.push({
          ask,
          answer: async (value) => {
            resolve({ ok: true, value } as Parameters<typeof resolve>[0]);
            await settle();
          },
        }),
      ),
    timers: clock,
  });
  store.take(first, true);
  const nth = (index: number): Sent => {
    const one = sent[index];
    if (one === undefined) throw new Error(`act ${index} was not sent`);
    return one;
  };
  return { clock, store, sent, asked, nth };
}

const question = { id: 'address', title: '住址', misfit: '请填写', input: 'text', maxLength: 60, required: true } as const;
const answering = (rev: number): KioskSnapshot => ({
  ...atStep({ at: 'answering', number: 1, of: 2, ask: { question, value: '' }, misfit: false, canGoBack: false }),
  rev,
});
const checking = (rev: number): KioskSnapshot => ({ ...atStep({ at: 'checking', rows: [], note: null }), rev });
const draft = (value: string): Act => ({ kind: 'draft', question: 'address', value });

describe('acts', () => {
  it('go out one after another, each with the revision last seen', async () => {
    const { store, sent, nth } = bench();
    store.act({ kind: 'go', place: { page: 'theme', id: 'a' } });
    store.act({ kind: 'call-staff' });
    expect(sent).toHaveLength(1);
    store.take({ ...opened({ place: { page: 'theme', id: 'a' } }), rev: 2 }, false);
    await nth(0).answer(OK);
    expect(nth(1)).toMatchObject({ rev: 2, act: { kind: 'call-staff' } });
  });

  it('letters typed while a draft is on its way are gathered into one', async () => {
    const { store, sent, nth } = bench(answering(1));
    for (const value of ['示', '示例', '示例街', '示例街道']) store.act(draft(value));
    await nth(0).answer(OK);
    await nth(1).answer(OK);
    expect(sent.map(({ act }) => act)).toEqual([draft('示'), draft('示例街道')]);
  });

  it('a draft is never overtaken by the 下一步 behind it', async () => {
    const { store, sent, nth } = bench(answering(1));
    store.act(draft('示'));
    store.act(draft('示例'));
    store.act({ kind: 'next' });
    await nth(0).answer(OK);
    await nth(1).answer(OK);
    expect(sent.map(({ act }) => act.kind)).toEqual(['draft', 'draft', 'next']);
  });

  it('two presses of 确认 that wait become one', async () => {
    const { store, sent, nth } = bench(checking(1));
    store.act({ kind: 'edit', question: 'address' });
    store.act({ kind: 'confirm' });
    store.act({ kind: 'confirm' });
    await nth(0).answer(OK);
    await nth(1).answer(OK);
    expect(sent).toHaveLength(2);
  });

  it('a second press of 下一步 does not answer the question that the first one brought', async () => {
    const { store, sent, nth } = bench(answering(1));
    store.act(draft('示'));
    store.act({ kind: 'next' });
    await nth(0).answer(OK);
    store.act({ kind: 'next' });
    store.take(checking(2), false);
    await nth(1).answer(OK);
    expect(sent.map(({ act }) => act.kind)).toEqual(['draft', 'next']);
  });

  it('refused as stale go out again when the picture is still the one that was pressed on', async () => {
    const { store, nth } = bench(checking(1));
    store.act({ kind: 'confirm' });
    store.take(checking(2), false);
    await nth(0).answer(STALE);
    expect(nth(1)).toMatchObject({ rev: 2, act: { kind: 'confirm' } });
  });

  it('refused as stale are dropped in silence when another picture has come', async () => {
    const { store, sent, nth } = bench(checking(1));
    store.act({ kind: 'confirm' });
    store.take({ ...atStep({ at: 'handing-in' }), rev: 2 }, false);
    await nth(0).answer(STALE);
    expect(sent).toHaveLength(1);
    expect(store.notice.value).toBeNull();
  });

  it('refused before the newer picture came wait for it', async () => {
    const { store, sent, nth } = bench(checking(1));
    store.act({ kind: 'confirm' });
    await nth(0).answer(STALE);
    expect(sent).toHaveLength(1);
    store.take(checking(2), false);
    await settle();
    expect(nth(1)).toMatchObject({ rev: 2 });
  });

  it('refused again and again are given up', async () => {
    const { clock, store, sent, nth } = bench(checking(1));
    store.act({ kind: 'confirm' });
    for (let send = 0; send < 4; send += 1) {
      await nth(send).answer(STALE);
      await clock.advance(ACT_DELAYS.newerSnapshotMs);
    }
    expect(sent).toHaveLength(4);
  });

  it('that fail are told for a while, until the next act', async () => {
    const { clock, store, nth } = bench();
    store.act({ kind: 'call-staff' });
    await nth(0).answer({ ok: false, error: 'link.no-answer' });
    expect(store.notice.value).toBe('link.no-answer');
    await clock.advance(STORE_DELAYS.noticeMs);
    expect(store.notice.value).toBeNull();
  });

  it('of one citizen never reach the session of the next', async () => {
    const { store, sent, nth } = bench(answering(1));
    store.act(draft('甲'));
    store.act({ kind: 'next' });
    store.take({ ...AT_REST, session: 2 }, false);
    await nth(0).answer(OK);
    expect(sent).toHaveLength(1);
  });

  it('made on the invitation follow the waking', async () => {
    const { store, nth } = bench(AT_REST);
    const prefer: Act = { kind: 'prefer', preferences: { theme: 'contrast', size: 'large', low: false } };
    store.wakeThen(prefer);
    store.take({ ...opened({}), session: 2 }, false);
    await settle();
    expect(nth(0).act).toEqual({ kind: 'wake' });
    expect(nth(1)).toMatchObject({ session: 2, act: prefer });
  });
});

describe('a finger without an act', () => {
  it('keeps the session, at most every few seconds', async () => {
    const { clock, store, sent, nth } = bench();
    store.touched();
    store.touched();
    expect(sent.map(({ act }) => act)).toEqual([{ kind: 'stay', touch: true }]);
    await nth(0).answer(OK);
    await clock.advance(STORE_DELAYS.stayEveryMs);
    store.touched();
    expect(sent).toHaveLength(2);
  });

  it.each([
    ['while 还在吗 is asked', opened({ idle: { leftMs: 9_000, warning: true } })],
    ['while no clock runs', opened({ idle: { leftMs: null, warning: false } })],
    ['on the invitation', AT_REST],
  ])('says nothing %s', (_when, snapshot) => {
    const { store, sent } = bench(snapshot);
    store.touched();
    expect(sent).toEqual([]);
  });
});

describe('the countdown', () => {
  it('runs between pictures and starts anew with each', async () => {
    const { clock, store } = bench(opened({ idle: { leftMs: 20_000, warning: true } }));
    expect(store.secondsLeft.value).toBe(20);
    await clock.advance(5_100);
    expect(store.secondsLeft.value).toBe(15);
    store.take(opened({ idle: { leftMs: 90_000, warning: false } }), false);
    expect(store.secondsLeft.value).toBe(90);
    store.take(opened({ idle: { leftMs: null, warning: false } }), false);
    expect(store.secondsLeft.value).toBeNull();
  });

  it('stops at nought', async () => {
    const { clock, store } = bench(opened({ idle: { leftMs: 1_000, warning: true } }));
    await clock.advance(10_000);
    expect(store.secondsLeft.value).toBe(0);
  });
});

describe('content', () => {
  const search = { kind: 'search', search: { query: '证', hits: [], themes: [], didYouMean: null } } as const;

  it('is asked once however often it is drawn', async () => {
    const { store, asked } = bench();
    expect(store.content.value.search('证')).toEqual({ state: 'loading' });
    await asked[0]?.answer(search);
    expect(store.content.value.search('证')).toEqual({ state: 'ready', value: search.search });
    expect(asked).toHaveLength(1);
  });

  it('an answer of another kind is not drawn', async () => {
    const { store, asked } = bench();
    store.content.value.home();
    await asked[0]?.answer(search);
    expect(store.content.value.home()).toEqual({ state: 'failed', fault: 'content.unreadable' });
  });

  it('that was refused is asked again by whoever goes on, and not by drawing', async () => {
    const { store, asked } = bench();
    store.content.value.home();
    await asked[0]?.answer(search);
    store.content.value.home();
    expect(asked).toHaveLength(1);
    store.act({ kind: 'return' });
    expect(store.content.value.home()).toEqual({ state: 'loading' });
    expect(asked).toHaveLength(2);
  });

  it('of one citizen is gone for the next, and a late answer brings nothing back', async () => {
    const { store, asked } = bench();
    const before = store.content.value;
    before.search('甲的话');
    store.take({ ...AT_REST, session: 2 }, false);
    await asked[0]?.answer(search);
    expect(store.content.value).not.toBe(before);
    store.content.value.search('甲的话');
    expect(asked).toHaveLength(2);
  });

  it('is asked anew after a reconnection, under a new epoch', () => {
    const { store, asked } = bench();
    store.content.value.home();
    const { value: epoch } = store.epoch;
    store.take(opened({}), true);
    expect(store.epoch.value).toBeGreaterThan(epoch);
    store.content.value.home();
    expect(asked).toHaveLength(2);
  });
});
