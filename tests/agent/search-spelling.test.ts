/** Letters cut into syllables as people type them: in full, by first letters, both, and not yet finished. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadContent } from '../../device-agent/catalog/load.ts';
import { pinyinOf } from '../../device-agent/catalog/pinyin.ts';
import { spellings } from '../../device-agent/catalog/search-spelling.ts';
import { BASE_CONTENT } from '../support/content-kit.ts';

const loaded = loadContent(BASE_CONTENT);
if (!loaded.ok) throw new Error('the shipped content does not load');
const pinyin = pinyinOf(loaded.value.pinyin);

function cut(run: string): readonly string[] {
  return spellings(run, pinyin, 3).map(({ parts }) => parts.map(({ letters }) => letters).join(' '));
}

describe('letters are cut', () => {
  it.each([
    ['gongjijin', 'gong ji jin', 'in full'],
    ['gjj', 'g j j', 'by first letters'],
    ['gongjj', 'gong j j', 'one in full, the others not'],
    ['zhzm', 'zh z m', 'by an initial of two letters'],
    ['shenfenzh', 'shen fen zh', 'not yet finished'],
    ['gongjiji', 'gong ji ji', 'a syllable that may grow'],
  ])('%s is %s (%s)', (run, expected) => {
    expect(cut(run)[0]).toBe(expected);
  });

  it('both ways where both make sense', () => {
    expect(cut('xian').slice(0, 2)).toEqual(['xian', 'xi an']);
  });

  it('not at all where no syllable begins so', () => {
    expect(cut('viva')).toEqual([]);
  });

  it('never more ways than asked for, and every way is the whole run', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,40}$/), fc.integer({ min: 1, max: 4 }), (run, most) => {
        const ways = spellings(run, pinyin, most);
        expect(ways.length).toBeLessThanOrEqual(most);
        for (const { parts, trust } of ways) {
          expect(parts.map(({ letters }) => letters).join('')).toBe(run);
          expect(trust).toBeGreaterThan(0);
          expect(trust).toBeLessThan(1);
        }
      }),
      { numRuns: 300, seed: 2260 },
    );
  });
});
