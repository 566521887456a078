import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Rating, SatisfactionLevel } from '../../shared/evaluation/evaluation.ts';
import { moveLoop, nextAssessNumber, type LoopMove, type LoopState } from '../../shared/evaluation/loop.ts';
import { looksPersonal, withoutNumbers } from '../../shared/evaluation/personal.ts';
import { acceptRating, reasonFileSchema } from '../../shared/evaluation/reasons.ts';
import { loadReasons } from '../../device-agent/evaluation/reasons-file.ts';
import { ratingBody } from '../../device-agent/gateway/wire.ts';
import { NOBODY, roomsFor } from '../support/crash-room.ts';
import { REASONS } from '../support/crash-rooms.ts';
import { ManualClock } from '../support/manual-clock.ts';

const good: Rating = { level: 5, reasons: ['510', '517'], text: '' };
const service = { taskCode: 'juzhuzheng-banli', taskName: '居住证在线办理', applicant: null };
const key = { projectNo: '20260302-TEST-0000-0001', serviceNumber: 1 };

describe('the reason codes', () => {
  it('are forty, eight for each level, each beginning with its level', () => {
    expect(REASONS.reasons).toHaveLength(40);
    for (const level of [1, 2, 3, 4, 5]) {
      const codes = REASONS.reasons.filter((reason) => reason.level === level);
      expect(codes).toHaveLength(8);
      expect(codes.filter((reason) => reason.set === 'base')).toHaveLength(3);
    }
  });

  it.each([
    ['a code of another level', { reasons: [{ code: '510', level: 4, set: 'base', text: '示例' }] }],
    ['a code that stands twice', { reasons: ['一', '二'].map((text) => ({ code: '510', level: 5, set: 'base', text })) }],
    ['a code of the older shape', { reasons: [{ code: '51', level: 5, set: 'base', text: '示例' }] }],
  ])('are refused as a file with %s', (_what, file) => {
    expect(v.safeParse(reasonFileSchema, { version: '1', title: '示例', ...file }).success).toBe(false);
  });

  it('are loaded from the shipped file, and a missing one says which file', () => {
    const path = new URL('../../config/evaluation/reasons-2024.json', import.meta.url).pathname;
    expect(loadReasons(path)).toEqual({ ok: true, value: JSON.parse(readFileSync(path, 'utf8')) });
    expect(loadReasons('/nowhere/reasons.json')).toMatchObject({ error: { code: 'config.unreadable', key: '/nowhere/reasons.json' } });
  });
});

describe('a rating from the page', () => {
  it.each<[string, Rating, boolean]>([
    ['with codes of its level', good, true],
    ['with no code and no text', { level: 1, reasons: [], text: '' }, true],
    ['with 150 characters, some outside the basic plane', { level: 3, reasons: [], text: '𠮷'.repeat(150) }, true],
    ['with 151 characters', { level: 3, reasons: [], text: '好'.repeat(151) }, false],
    ['with a code of another level', { level: 4, reasons: ['510'], text: '' }, false],
    ['with a retired code', { level: 5, reasons: ['501'], text: '' }, false],
    ['with the same code twice', { level: 5, reasons: ['510', '510'], text: '' }, false],
  ])('%s: %j is accepted: %s', (_what, rating, expected) => {
    expect(acceptRating(rating, REASONS).ok).toBe(expected);
  });
});

describe('free text', () => {
  it.each([
    ['我的号码 13900000000', true],
    ['139 0000 0000 打给我', true],
    ['１３９００００００００', true],
    ['身份证 999999199001010016', true],
    ['99999919900101002X', true],
    ['ABC999999010112', true],
    ['等了 20260302 一天，窗口 3 号', false],
    ['受理员很好', false],
    ['', false],
  ])('%j looks personal: %s', (text, expected) => {
    expect(looksPersonal(text)).toBe(expected);
  });

  it('keeps its words when its numbers are taken out', () => {
    expect(withoutNumbers('电话13900000000请回')).toBe('电话[…]请回');
  });
});

describe('评价-上报-回访-整改-反馈', () => {
  const states: readonly LoopState[] = ['rated', 'reported', 'called-back', 'corrected', 'answered', 'discounted'];
  const moves: readonly LoopMove[] = ['report', 'call-back', 'correct', 'explain', 'answer', 'discount'];
  const legal = (level: SatisfactionLevel): string[] =>
    states.flatMap((state) => moves.flatMap((move) => (moveLoop(level, state, move) === null ? [] : [`${state} ${move}`])));

  it('of a 差评 has these legal moves and no others', () => {
    for (const level of [1, 2] as const) {
      expect(legal(level)).toEqual([
        'rated report',
        'reported call-back',
        'called-back correct',
        'called-back explain',
        'called-back discount',
        'corrected answer',
      ]);
    }
  });

  it('of a rating of 3 to 5 ends with the report', () => {
    for (const level of [3, 4, 5] as const) expect(legal(level)).toEqual(['rated report']);
  });

  it.each([
    [0, 1],
    [1, 2],
    [2, null],
  ])('after %i ratings of a service the next one is number %s', (given, next) => {
    expect(nextAssessNumber(given)).toBe(next);
  });
});

describe('the ledger', () => {
  it('keeps rating and outbox entry together, a first and one append, and refuses a third', () => {
    const { ledger, outbox } = roomsFor(new ManualClock());
    expect(ledger.rate(key, good, service)).toEqual({ ok: true, value: { assessNumber: 1 } });
    expect(ledger.rate(key, { level: 1, reasons: ['113'], text: '又跑了一趟' }, service)).toEqual({ ok: true, value: { assessNumber: 2 } });
    expect(ledger.rate(key, good, service)).toEqual({ ok: false, error: 'act.not-now' });
    expect(outbox.counts.current.kept).toBe(2);
    expect(ledger.rows(10)).toMatchObject([
      { assessNumber: 1, level: 5, reasons: ['510', '517'], state: 'rated' },
      { assessNumber: 2, level: 1, reasons: ['113'], state: 'rated' },
    ]);
    expect(ledger.rate({ ...key, serviceNumber: 2 }, good, service)).toEqual({ ok: true, value: { assessNumber: 1 } });
  });

  it('keeps neither when the disk is full', () => {
    const { ledger, outbox } = roomsFor(new ManualClock(), undefined, 40 * 4_096);
    let n = 0;
    for (;;) {
      n += 1;
      const kept = ledger.rate({ projectNo: `visit-${n}`, serviceNumber: 1 }, { ...good, text: '很'.repeat(150) }, service);
      if (!kept.ok) {
        expect(kept.error).toBe('store.disk-full');
        break;
      }
    }
    expect(ledger.given({ projectNo: `visit-${n}`, serviceNumber: 1 })).toBe(0);
    expect(ledger.rows(1_000)).toHaveLength(outbox.counts.current.kept);
  });

  it('becomes 上报 in the transaction that settles the delivery, and goes on only for a 差评', async () => {
    const clock = new ManualClock();
    const { ledger, outbox } = roomsFor(clock);
    ledger.rate(key, { level: 2, reasons: ['214'], text: '' }, service);
    expect(ledger.move(key, 1, 'call-back')).toEqual({ ok: false, error: 'act.not-now' });
    const next = outbox.next(0);
    if (next.state !== 'ready') throw new Error('the rating waits');
    await clock.advance(60_000);
    outbox.settle(next.id, { state: 'accepted', number: null });
    expect(ledger.rows(1)).toMatchObject([
      { state: 'reported', assessedAt: '2026-03-02T01:00:00.000Z', stateAt: '2026-03-02T01:01:00.000Z' },
    ]);
    expect(ledger.move(key, 1, 'call-back')).toEqual({ ok: true, value: 'called-back' });
    expect(ledger.move(key, 1, 'correct')).toEqual({ ok: true, value: 'corrected' });
    expect(ledger.move(key, 1, 'answer')).toEqual({ ok: true, value: 'answered' });
    expect(ledger.move(key, 1, 'answer')).toEqual({ ok: false, error: 'act.not-now' });
    expect(outbox.counts.current.kept).toBe(3);
  });
});

describe('the report of a rating', () => {
  const report = { id: 'rating:1', ...key, assessNumber: 1, rating: { level: 5, reasons: ['510', '517'], text: '好' }, service } as const;

  it('carries the fields of the national push: channel 5, the time of rating in Beijing time', () => {
    expect(ratingBody({ ...report, assessedAt: '2026-03-02T18:30:05.000Z', service: { ...service, applicant: NOBODY } })).toEqual({
      taskCode: 'juzhuzheng-banli',
      taskName: '居住证在线办理',
      projectNo: key.projectNo,
      serviceNumber: 1,
      pf: '5',
      certkeyGOV: NOBODY.number,
      userName: NOBODY.name,
      userProp: '1',
      satisfaction: '5',
      evalDetail: '510,517',
      writingEvaluation: '好',
      assessTime: '2026-03-03 02:30:05',
      assessNumber: '1',
    });
  });

  it('names nobody when nobody has logged in', () => {
    expect(Object.keys(ratingBody({ ...report, assessedAt: '2026-03-02T01:00:00Z' }))).not.toContain('certkeyGOV');
  });
});
