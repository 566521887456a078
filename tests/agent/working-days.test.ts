/** 工作日 and 下次开门 against the calendar that was announced for 2026. */
import { describe, expect, it } from 'vitest';
import { addDays, dueDay, isDay, isWorkingDay, isoWeekday } from '../../shared/base/working-days.ts';
import type { Hours } from '../../shared/catalog/guide.ts';
import { hoursWords, openNow } from '../../shared/catalog/opening.ts';
import { loadContent } from '../../device-agent/catalog/load.ts';
import { BASE_CONTENT } from '../support/content-kit.ts';

const loaded = loadContent(BASE_CONTENT);
if (!loaded.ok) throw new Error('the shipped content does not load');
const { calendar } = loaded.value;

describe('working days of 2026', () => {
  it.each([
    ['2026-01-01', false, '元旦'],
    ['2026-01-04', true, 'Sunday that makes up for 元旦'],
    ['2026-02-14', true, 'Saturday before 春节'],
    ['2026-02-16', false, '除夕, a Monday'],
    ['2026-02-23', false, 'last day of 春节'],
    ['2026-02-24', true, 'Tuesday after 春节'],
    ['2026-02-28', true, 'Saturday that makes up for 春节'],
    ['2026-03-07', false, 'an ordinary Saturday'],
    ['2026-10-07', false, 'last day of 国庆'],
    ['2026-10-10', true, 'Saturday after 国庆'],
    ['2026-11-20', true, 'an ordinary Friday'],
  ])('%s works: %s (%s)', (day, works) => {
    expect(isWorkingDay(day, calendar)).toBe(works);
  });

  it('has 248 of them, as the announced holidays leave', () => {
    let count = 0;
    for (let day = '2026-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) if (isWorkingDay(day, calendar)) count += 1;
    expect(count).toBe(248);
  });

  it.each([
    ['2026-11-20', 5, '工作日', '2026-11-27', true],
    ['2026-09-28', 5, '工作日', '2026-10-10', true],
    ['2026-02-13', 1, '工作日', '2026-02-14', true],
    ['2026-02-14', 1, '工作日', '2026-02-24', true],
    // New Year's Day is off by law, announced or not.
    ['2026-12-25', 10, '工作日', '2027-01-11', false],
    ['2026-12-25', 60, '自然日', '2027-02-23', true],
    ['2026-03-02', 0, '工作日', '2026-03-02', true],
  ] as const)('accepted on %s with %s %s: due on %s, certain %s', (accepted, days, unit, day, certain) => {
    expect(dueDay(accepted, { days, unit }, calendar)).toEqual({ day, certain });
  });

  it.each([
    ['2026-02-29', false],
    ['2028-02-29', true],
    ['2026-13-01', false],
    ['gestern', false],
  ])('%s exists: %s', (day, exists) => {
    expect(isDay(day)).toBe(exists);
  });

  it.each([
    ['2026-11-20', 5],
    ['2026-11-22', 7],
    ['2026-11-23', 1],
  ])('%s is ISO weekday %s', (day, weekday) => {
    expect(isoWeekday(day)).toBe(weekday);
  });
});

const lunch: Hours = {
  weekly: {
    1: ['09:00-12:00', '13:00-17:00'],
    2: ['09:00-12:00', '13:00-17:00'],
    3: ['09:00-12:00', '13:00-17:00'],
    4: ['09:00-12:00', '13:00-17:00'],
    5: ['09:00-12:00', '13:00-17:00'],
  },
  holidays: 'closed',
};
const noLunch: Hours = {
  weekly: { 1: ['09:00-17:00'], 2: ['09:00-17:00'], 3: ['09:00-17:00'], 4: ['09:00-17:00'], 5: ['09:00-17:00'] },
  holidays: 'closed',
  note: '中午不休息',
};
const always: Hours = {
  weekly: {
    1: ['00:00-24:00'],
    2: ['00:00-24:00'],
    3: ['00:00-24:00'],
    4: ['00:00-24:00'],
    5: ['00:00-24:00'],
    6: ['00:00-24:00'],
    7: ['00:00-24:00'],
  },
  holidays: 'open',
};

const late: Hours = { weekly: { 5: ['20:00-24:00'], 6: ['00:00-02:00'] }, holidays: 'open' };

describe('现在可办 / 下次开门', () => {
  it.each([
    ['12:30 with a lunch break', lunch, '2026-11-20', 750, false, '今天 13:00 开门'],
    ['12:30 without one', noLunch, '2026-11-20', 750, true, '今天 17:00 关门'],
    ['before opening', lunch, '2026-11-20', 539, false, '今天 09:00 开门'],
    ['the minute it opens', lunch, '2026-11-20', 540, true, '今天 12:00 关门'],
    ['the minute it closes', lunch, '2026-11-19', 1020, false, '明天 09:00 开门'],
    ['Friday evening', lunch, '2026-11-20', 1100, false, '11月23日（周一） 09:00 开门'],
    ['a make-up Sunday keeps Monday hours', lunch, '2026-09-20', 600, true, '今天 12:00 关门'],
    ['the first day of 春节', lunch, '2026-02-15', 600, false, '2月24日（周二） 09:00 开门'],
    ['a 24-hour hall at night in 春节', always, '2026-02-16', 120, true, '24 小时开门'],
    ['a hall that is open past midnight', late, '2026-11-20', 1200, true, '明天 02:00 关门'],
    ['a year whose days off are not announced', lunch, '2027-01-04', 600, true, '今天 12:00 关门（节假日以公告为准）'],
    ['an evening before such a year', lunch, '2026-12-31', 1100, false, '1月4日（周一） 09:00 开门（节假日以公告为准）'],
    ['a day off that the law names in such a year', lunch, '2027-10-01', 600, false, '10月4日（周一） 09:00 开门（节假日以公告为准）'],
    ['a 24-hour hall in such a year', always, '2027-01-01', 600, true, '24 小时开门'],
    ['a hall that never opens', { weekly: {}, holidays: 'closed' } as Hours, '2026-11-20', 600, false, '近期不开门，请先打电话问一问'],
  ])('%s', (_, hours, day, minutes, open, words) => {
    expect(openNow(hours, { day, minutes }, calendar)).toEqual({ open, words });
  });

  it('joins equal days when the week is printed', () => {
    expect(hoursWords(lunch)).toEqual(['周一至周五 09:00—12:00、13:00—17:00', '法定节假日除外']);
    expect(hoursWords(noLunch)).toEqual(['周一至周五 09:00—17:00', '法定节假日除外', '中午不休息']);
  });
});
