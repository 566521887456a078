/** Cards: text block, number, ethnicity, mask. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../shared/base/bytes.ts';
import type { IdentityCard } from '../../shared/identity/card.ts';
import { ethnicityName } from '../../shared/identity/ethnicity.ts';
import { maskIdentity } from '../../shared/identity/mask.ts';
import { checkCharacter, isCalendarDate, numberFindings, refusesCard } from '../../shared/identity/number-check.ts';
import { parseTextBlock } from '../../shared/identity/text-block.ts';
import { encodeTextBlock, samplePhoto } from '../../device-agent/simulators/id-card-text.ts';
import { SAMPLE_PEOPLE, samplePerson } from '../../device-agent/simulators/people.ts';
import { FIXTURE_I, FIXTURE_J, FIXTURE_R, FIXTURE_Y } from '../support/id-cards.ts';

const PUBLISHED_TEXT = fromHex(`
  4B 6D D5 8B 32 75 20 00 20 00 20 00 20 00 20 00 20 00 20 00 20 00 20 00 20 00 20 00 20 00 32 00
  30 00 31 00 31 00 39 00 34 00 39 00 31 00 32 00 33 00 31 00 3A 79 8B 4F 01 77 3A 79 8B 4F 02 5E
  3A 79 8B 4F 3A 53 4B 6D D5 8B EF 8D 31 00 F7 53 20 00 20 00 20 00 20 00 20 00 20 00 20 00 20 00
  20 00 20 00 20 00 20 00 20 00 20 00 20 00 20 00 20 00 20 00 20 00 20 00 20 00 31 00 31 00 30 00
  31 00 30 00 35 00 31 00 39 00 34 00 39 00 31 00 32 00 33 00 31 00 30 00 30 00 32 00 58 00 3A 79
  8B 4F 02 5E 6C 51 89 5B 40 5C 3A 79 8B 4F 06 52 40 5C 20 00 20 00 20 00 20 00 20 00 32 00 30 00
  32 00 30 00 30 00 31 00 30 00 31 00 7F 95 1F 67 ${'20 00 '.repeat(24)}`);

const PHOTO = samplePhoto();

const CARDS: readonly (readonly [string, IdentityCard])[] = [
  ['residence permit', FIXTURE_J],
  ['foreigner of 2017', FIXTURE_I],
  ['foreigner of 2023', FIXTURE_Y],
  ...SAMPLE_PEOPLE.map((person): readonly [string, IdentityCard] => [person.label, person.card]),
];

describe('text block of a card', () => {
  it('reads the block printed in the reference', () => {
    expect(PUBLISHED_TEXT).toHaveLength(256);
    expect(parseTextBlock(PUBLISHED_TEXT, PHOTO)).toEqual(FIXTURE_R);
    expect(encodeTextBlock(FIXTURE_R)).toEqual(PUBLISHED_TEXT);
  });

  it.each(CARDS)('reads back %s', (_label, card) => {
    expect(parseTextBlock(encodeTextBlock(card), card.photo)).toEqual(card);
  });

  it('cuts padding of NUL and ideographic spaces as well as of spaces', () => {
    const block = encodeTextBlock({ ...FIXTURE_R, name: '测试甲\u3000\u0000' });
    expect(parseTextBlock(block, PHOTO)).toEqual(FIXTURE_R);
  });

  it('opens a card of an unknown kind as a resident card and says so', () => {
    expect(parseTextBlock(encodeTextBlock({ ...FIXTURE_R, flag: 'unknown' }), PHOTO)).toEqual({ ...FIXTURE_R, flag: 'unknown' });
  });

  it('takes a sex that no standard lists for unknown', () => {
    const block = Uint8Array.from(PUBLISHED_TEXT);
    block[30] = 0x37;
    expect(parseTextBlock(block, PHOTO).sex).toBe('0');
  });

  it('throws for a block of another length, which the driver never passes on', () => {
    expect(() => parseTextBlock(PUBLISHED_TEXT.subarray(1), PHOTO)).toThrow();
  });

  it('round-trips any resident whose fields fit', () => {
    const text = (max: number) =>
      fc.array(fc.integer({ min: 0x21, max: 0xd7ff }), { maxLength: max }).map((units) => String.fromCharCode(...units).replace(/\u3000+$/, ''));
    fc.assert(
      fc.property(text(15), text(35), text(15), text(18), fc.constantFrom('0', '1', '2', '9'), (name, address, issuer, number, sex) => {
        const card: IdentityCard = { ...FIXTURE_R, name, address, issuer, number, sex };
        expect(parseTextBlock(encodeTextBlock(card), PHOTO)).toEqual(card);
      }),
      { seed: 20_260_302 },
    );
  });

  it('never throws on 256 bytes of anything', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 256, maxLength: 256 }), (block) => {
        const card = parseTextBlock(block, PHOTO);
        expect(card.photo).toBe(PHOTO);
        expect(() => [numberFindings(card), maskIdentity(card)]).not.toThrow();
      }),
      { seed: 20_260_302 },
    );
  });
});

describe('identity number', () => {
  it.each(['11010519491231002X', '932682198501010017', '911124198108030024', '931586198001010028'])('specimen %s carries its own check character', (number) => {
    expect(checkCharacter(number.slice(0, 17))).toBe(number.charAt(17));
  });

  it('notices every single wrong digit and every swap of neighbours', () => {
    const good = FIXTURE_R.number.slice(0, 17);
    for (let at = 0; at < 17; at += 1) {
      for (let digit = 0; digit < 10; digit += 1) {
        const bad = good.slice(0, at) + String(digit) + good.slice(at + 1);
        if (bad !== good) expect(checkCharacter(bad)).not.toBe('X');
      }
      const swapped = good.slice(0, at) + good.charAt(at + 1) + good.charAt(at) + good.slice(at + 2);
      if (at < 16 && swapped !== good) expect(checkCharacter(swapped)).not.toBe('X');
    }
  });

  it.each([
    ['nothing, for the appendix number', FIXTURE_R, [], false],
    ['nothing, for a permit', FIXTURE_J, [], false],
    ['nothing, for a foreigner of 2017 whatever the last digit', { ...FIXTURE_I, number: 'CAN110081080319' }, [], false],
    ['nothing, for a foreigner of 2023', FIXTURE_Y, [], false],
    ['a wrong check character', { ...FIXTURE_R, number: '110105194912310021' }, ['check-character'], true],
    ['too few digits', { ...FIXTURE_R, number: '11010519491231002' }, ['shape'], true],
    ['a small x', { ...FIXTURE_R, number: '11010519491231002x' }, ['shape'], true],
    ['blanks', { ...FIXTURE_R, number: '' }, ['shape'], true],
    ['a day that the calendar has not', { ...FIXTURE_R, number: `11010519490231002${checkCharacter('11010519490231002')}` }, ['birth-date'], true],
    ['another birth date beside the number', { ...FIXTURE_R, birthDate: '19491230' }, ['birth-differs'], false],
    ['another sex beside the number', { ...FIXTURE_R, sex: '1' }, ['sex-differs'], false],
    ['a foreigner of 2017 with a number of another shape', { ...FIXTURE_I, number: '931586198001010028' }, ['shape'], true],
  ] as const)('finds %s', (_what, card, findings, refused) => {
    expect(numberFindings(card)).toEqual(findings);
    expect(refusesCard(numberFindings(card))).toBe(refused);
  });

  it.each([
    ['20240229', true],
    ['20230229', false],
    ['19000229', false],
    ['20001301', false],
    ['20000100', false],
    ['2000011', false],
    ['长期', false],
  ])('%s is a day of the calendar: %s', (date, is) => {
    expect(isCalendarDate(date)).toBe(is);
  });

  it('accepts every sample person, and none has a number of an assigned region', () => {
    for (const { card } of SAMPLE_PEOPLE) {
      expect(numberFindings(card)).toEqual([]);
      expect(card.number).toMatch(/^(99999[89]|819999|XXA99)/);
    }
    expect(() => samplePerson('nobody')).toThrow();
  });
});

describe('words and masks', () => {
  it.each([
    ['02', '蒙古'],
    ['46', '德昂'],
    ['97', '其他'],
    ['99', ''],
    ['', ''],
  ])('ethnicity %s is %s', (code, name) => {
    expect(ethnicityName(code)).toBe(name);
  });

  it.each([
    [FIXTURE_R, '测*', /^1\*{16}X$/],
    [{ ...FIXTURE_R, name: '', number: '' }, '*', /^$/],
    [{ ...FIXTURE_R, number: '12' }, '测*', /^\*\*$/],
    [{ ...FIXTURE_I, name: '' }, 'Z*', /^P\*{13}3$/],
    [samplePerson('rare').card, '㛃*', /^9\*{16}[\dX]$/],
  ])('shows of a person only the first character and the ends of the number', (card, name, number) => {
    expect(maskIdentity(card)).toEqual({ cardType: card.type, name, number: expect.stringMatching(number) });
  });

  it('shows no two neighbouring digits of any number', () => {
    for (const { card } of SAMPLE_PEOPLE) expect(maskIdentity(card).number).toMatch(/^[^*]\*+[^*]$/);
  });
});
