import { describe, expect, it } from 'vitest';
import { watchForScanner } from '../../kiosk-ui/theme/scanner-keys.ts';

/** What became of the last key of a row typed at one pace. */
function lastOf(keys: readonly string[], everyMs: number): boolean {
  const typed = watchForScanner();
  return keys.map((key, index) => typed(key, 1_000 + index * everyMs)).at(-1) ?? false;
}

describe('a scanner in keyboard mode', () => {
  it.each([
    ['an EAN-13 and its Enter, 10 ms apart', [...Array.from('6901234567892'), 'Enter'], 10, true],
    ['the shortest code with its Enter', [...Array.from('12345'), 'Enter'], 10, true],
    ['a slow scanner, 30 ms apart', [...Array.from('6901234567892'), 'Enter'], 30, true],
    ['a person who types 12 keys a second', [...Array.from('gongjijinchaxun'), 'Enter'], 80, false],
    ['one Enter', ['Enter'], 10, false],
    [
      'capital letters, each with its Shift',
      Array.from('ZZB1ABC')
        .flatMap((letter) => ['Shift', letter])
        .concat('Enter'),
      10,
      true,
    ],
    ['Tab held down, then Enter', [...Array<string>(12).fill('Tab'), 'Enter'], 30, false],
  ])('%s', (_what, keys, everyMs, refused) => {
    expect(lastOf(keys, everyMs)).toBe(refused);
  });

  it('is forgotten after a rest: the next Enter is a person’s', () => {
    const typed = watchForScanner();
    for (const [index, key] of [...Array.from('6901234567892'), 'Enter'].entries()) typed(key, index * 10);
    expect(typed('Enter', 1_000)).toBe(false);
  });
});
