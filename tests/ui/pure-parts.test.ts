import { describe, expect, it } from 'vitest';
import { numberWords } from '../../shared/base/number-words.ts';
import { hasPersonalData } from '../../kiosk-ui/screens/rating/personal-data.ts';
import { shapeOf, shrunkTo } from '../../kiosk-ui/theme/shape.ts';

describe('free words of a rating are searched for numbers of persons', () => {
  it.each([
    ['我的证是 999999190001010019', true],
    ['99999919000101001X', true],
    ['９９９９９９１９０００１０１００１９', true],
    ['999999 1900 0101 0019', true],
    ['电话 139-0000-0000', true],
    ['0471 0000000', true],
    ['等了 40 分钟，跑了 3 次', false],
    ['2026 年 3 月 2 日来的', false],
    ['12345 打通了', false],
    ['', false],
  ])('%s: %s', (text, found) => {
    expect(hasPersonalData(text)).toBe(found);
  });
});

describe('numbers of a dataset are read with their thousands apart', () => {
  it.each([
    ['2403000', '2,403,000'],
    ['999', '999'],
    ['-1234.50', '-1,234.50'],
    ['18.0045', '18.0045'],
    ['2,403', '2,403'],
    ['约三百', '约三百'],
    ['', ''],
  ])('%s → %s', (text, words) => {
    expect(numberWords(text)).toBe(words);
  });
});

describe('the shape of a panel', () => {
  it.each([
    ['21.5 inch upright', 268, 476, false, { direction: 'tall', room: 'ample', keys: 'below' }],
    ['21.5 inch upright at 大字', 268, 476, true, { direction: 'tall', room: 'ample', keys: 'below' }],
    ['21.5 inch lying', 476, 268, false, { direction: 'wide', room: 'ample', keys: 'below' }],
    ['21.5 inch lying at 大字', 476, 268, true, { direction: 'wide', room: 'tight', keys: 'beside' }],
    ['15 inch lying', 317, 198, false, { direction: 'wide', room: 'tight', keys: 'beside' }],
    ['10 inch lying', 217, 136, false, { direction: 'wide', room: 'tight', keys: 'below' }],
  ] as const)('%s', (_panel, width, height, large, shape) => {
    expect(shapeOf(width, height, { large, low: false })).toEqual(shape);
  });

  it.each([
    ['21.5 inch upright', 268, 476, false, 1],
    ['21.5 inch lying at 大字', 476, 268, true, 1],
    ['15 inch lying', 317, 198, true, 1],
    ['18.5 inch upright', 230, 409, false, 1],
    ['18.5 inch upright at 大字', 230, 409, true, 0.94],
    ['10 inch lying', 217, 136, false, 0.72],
    ['10 inch lying at 大字', 217, 136, true, 0.68],
    ['10 inch upright', 136, 217, false, 0.66],
  ] as const)('%s is drawn in full or as large as it can be', (_panel, width, height, large, part) => {
    expect(shrunkTo(width, height, large)).toBeCloseTo(part, 2);
  });

  it('低位 sets the keys beside the list where the panel is wide', () => {
    expect(shapeOf(476, 268, { large: false, low: false }).keys).toBe('below');
    expect(shapeOf(476, 268, { large: false, low: true }).keys).toBe('beside');
    expect(shapeOf(268, 476, { large: false, low: true }).keys).toBe('below');
  });
});
