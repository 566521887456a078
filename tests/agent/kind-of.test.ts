/** Objects told apart by one literal: each is checked as its own kind, and what is of no kind is refused. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../../shared/base/kind-of.ts';

const shape = kindOf('kind', [
  v.strictObject({ kind: v.literal('circle'), radius: v.number() }),
  v.strictObject({ kind: v.literal('line'), length: v.number() }),
]);

describe('objects told apart by a literal', () => {
  it.each([
    { kind: 'circle', radius: 1 },
    { kind: 'line', length: 2 },
  ])('takes $kind', (good) => {
    expect(v.parse(shape, good)).toEqual(good);
  });

  it.each([
    ['of another kind', { kind: 'square', radius: 1 }],
    ['of a kind that objects inherit', { kind: 'constructor', radius: 1 }],
    ['of no kind', { radius: 1 }],
    ['of one kind with the fields of another', { kind: 'line', radius: 1 }],
    ['with a field too many', { kind: 'line', length: 1, radius: 1 }],
    ['that is none', 'circle'],
    ['that is null', null],
    ['that is a list', [{ kind: 'circle', radius: 1 }]],
  ])('refuses an object %s', (_what, bad) => {
    expect(v.is(shape, bad)).toBe(false);
  });

  it('is not built of options that share a kind, or of none', () => {
    const circle = v.strictObject({ kind: v.literal('circle') });
    expect(() => kindOf('kind', [circle, circle])).toThrow();
    expect(() => kindOf('kind', [])).toThrow();
  });
});
