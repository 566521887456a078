import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIme, MAX_CANDIDATES, MAX_LETTERS } from '../../kiosk-ui/parts/ime/engine.ts';
import type { ImeTable } from '../../kiosk-ui/parts/ime/engine.ts';

const table = JSON.parse(readFileSync(new URL('../../kiosk-ui/parts/ime/table.json', import.meta.url), 'utf8')) as ImeTable;
const ime = createIme(table);
const best = (letters: string): string | undefined => ime.candidates(letters)[0]?.text;

describe('letters become the words that people type at a kiosk', () => {
  it.each([
    ['gongjijin', '公积金'],
    ['gjj', '公积金'],
    ['gongjj', '公积金'],
    ['shenfenzheng', '身份证'],
    ['sfz', '身份证'],
    ['tuixiuzhengming', '退休证明'],
    ['huhehaote', '呼和浩特'],
    ['eerduosi', '鄂尔多斯'],
    ['xilinguole', '锡林郭勒'],
    ['jiedao', '街道'],
    ['danyuan', '单元'],
    ['haolou', '号楼'],
    ['wo', '我'],
    ['de', '的'],
    ['nv', '女'],
  ])('%s → %s first', (letters, word) => {
    expect(best(letters)).toBe(word);
  });

  it('a word at the front leaves the rest to be chosen next', () => {
    const chosen = ime.candidates('gongjijinzhanghu').find(({ text }) => text === '公积金');
    expect(chosen?.used).toBe('gongjijin'.length);
  });

  it('xian offers 先 and, by shorter syllables, 西', () => {
    const texts = ime.candidates('xian').map(({ text }) => text);
    expect(texts).toContain('先');
    expect(texts).toContain('西');
  });

  it('a lone initial offers common characters of its syllables', () => {
    expect(ime.candidates('zh').map(({ text }) => text)).toEqual(expect.arrayContaining(['中', '这', '着']));
  });

  it('characters of names beyond GB 2312 are there', () => {
    expect(ime.candidates('zhe').map(({ text }) => text)).toContain('喆');
    expect(ime.candidates('yue').map(({ text }) => text)).toContain('玥');
  });
});

describe('the engine stays bounded', () => {
  it.each([[''], ['1'], ['公'], ["xi'an"], ['a b']])('%j is no pinyin and offers nothing', (letters) => {
    expect(ime.candidates(letters)).toEqual([]);
  });

  it('any run of letters ends, uses only letters it was given, and offers each text once', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyz')), maxLength: 60 }), (letters) => {
        const candidates = ime.candidates(letters);
        expect(candidates.length).toBeLessThanOrEqual(MAX_CANDIDATES);
        expect(new Set(candidates.map(({ text }) => text)).size).toBe(candidates.length);
        for (const { used } of candidates) {
          expect(used).toBeGreaterThan(0);
          expect(used).toBeLessThanOrEqual(Math.min(letters.length, MAX_LETTERS));
        }
      }),
      { seed: 20260302, numRuns: 300 },
    );
  });

  it('every syllable of pinyin can be finished: each character of the table is reachable by its own syllable', () => {
    for (const [syllable, chars] of Object.entries(table.chars)) {
      expect(ime.candidates(syllable).map(({ text }) => text)).toEqual(expect.arrayContaining(Array.from(chars).slice(0, 5)));
    }
  });
});
