import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brand } from '../../shared/base/brand.ts';
import type { Journey } from '../../shared/journey/definition.ts';
import { advance, beginRun, clip, fits, type JourneyEvent, type JourneyRun } from '../../shared/journey/run.ts';

const JOURNEY: Journey = {
  id: 'juzhuzheng',
  version: 1,
  title: '居住证在线办理',
  item: 'juzhuzheng-banli',
  kind: 'submission',
  identifyReason: '填写申请人',
  questions: [
    {
      id: 'region',
      title: '所在旗县',
      misfit: '请选择旗县',
      input: 'choice',
      required: true,
      choices: [
        { id: 'a', label: '甲旗' },
        { id: 'b', label: '乙旗' },
      ],
    },
    { id: 'street', title: '街道', misfit: '请填写街道', input: 'text', maxLength: 5, required: true },
    { id: 'phone', title: '手机号', misfit: '请填写手机号', input: 'digits', length: [11, 11], pattern: '1[3-9]\\d{9}', required: true },
  ],
  upstream: 'residence-permit',
};
const QUERY: Journey = { ...JOURNEY, id: 'query', kind: 'query', questions: [] };

const anyEvent: fc.Arbitrary<JourneyEvent> = fc.oneof(
  fc.constantFrom<JourneyEvent>(
    { kind: 'identified' },
    { kind: 'identify-failed', fault: 'card.replace' },
    { kind: 'next' },
    { kind: 'back' },
    { kind: 'confirm' },
    { kind: 'retry' },
    { kind: 'rate' },
    { kind: 'rated', skipped: true },
    { kind: 'query-failed', fault: 'platform.timeout' },
    { kind: 'hand-in-failed', fault: 'store.disk-full' },
    { kind: 'handed-in', outcome: { state: 'kept' } },
    { kind: 'handed-in', outcome: { state: 'accepted', number: brand('N1') } },
  ),
  fc.record({ kind: fc.constant('edit' as const), question: fc.constantFrom('region', 'street', 'phone', 'no-such') }),
  fc.record({
    kind: fc.constant('draft' as const),
    question: fc.constantFrom('region', 'street', 'phone', 'no-such'),
    value: fc.oneof(fc.constantFrom('a', '13800000000', '示例街'), fc.string({ maxLength: 500, unit: 'grapheme' })),
  }),
);

const through = (journey: Journey, events: readonly JourneyEvent[]): JourneyRun => events.reduce(advance, beginRun(journey, brand('Z1')));

describe('a journey', () => {
  it('may be left from wherever any events led, and then keeps no answer', () => {
    fc.assert(
      fc.property(fc.constantFrom(JOURNEY, QUERY), fc.array(anyEvent, { maxLength: 40 }), (journey, events) => {
        const left = advance(through(journey, events), { kind: 'leave' });
        expect(left.step).toEqual({ at: 'left' });
        expect(left.answers).toEqual({});
        expect(events.reduce(advance, left)).toBe(left);
      }),
    );
  });

  it('never changes its 流水号 and never holds an answer that its question cannot take', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        const run = through(JOURNEY, events);
        expect(run.submission).toBe('Z1');
        for (const question of JOURNEY.questions) {
          const value = run.answers[question.id];
          if (value !== undefined) expect(clip(question, value)).toBe(value);
        }
      }),
    );
  });

  it('reaches 提交 only with every answer fitting', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        const run = through(JOURNEY, events);
        if (['checking', 'handing-in', 'done', 'hand-in-failed', 'rating', 'rated'].includes(run.step.at)) {
          expect(JOURNEY.questions.every((question) => fits(question, run.answers[question.id] ?? ''))).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('never turns an accepted hand-in back into a kept one', () => {
    const checked = through(JOURNEY, [
      { kind: 'identified' },
      { kind: 'draft', question: 'region', value: 'a' },
      { kind: 'next' },
      { kind: 'draft', question: 'street', value: '示例街' },
      { kind: 'next' },
      { kind: 'draft', question: 'phone', value: '13800000000' },
      { kind: 'next' },
      { kind: 'confirm' },
      { kind: 'handed-in', outcome: { state: 'accepted', number: brand('N1') } },
    ]);
    expect(checked.step).toMatchObject({ at: 'done', outcome: { state: 'accepted' } });
    expect(advance(checked, { kind: 'handed-in', outcome: { state: 'kept' } })).toBe(checked);
  });

  it.each([
    ['', false, 'an empty answer to a required question'],
    ['1380000000', false, 'a digit too few'],
    ['12800000000', false, 'no mobile number begins with 12'],
    ['13800000000', true, 'a mobile number'],
  ])('phone %j fits: %s (%s)', (value, expected) => {
    expect(fits(JOURNEY.questions[2]!, value)).toBe(expected);
  });

  it('a query without questions goes from the card straight to the platform, and tries again only when asked', () => {
    expect(through(QUERY, [{ kind: 'identified' }]).step).toEqual({ at: 'querying' });
    expect(through(QUERY, [{ kind: 'identified' }, { kind: 'query-failed', fault: 'platform.timeout' }, { kind: 'retry' }]).step).toEqual({
      at: 'querying',
    });
  });
});
