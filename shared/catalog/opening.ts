/** 现在可办 / 下次开门: weekly hours read against the holiday calendar. */
import { addDays, isAnnounced, isDayOff, isoWeekday } from '../base/working-days.ts';
import type { Day, HolidayCalendar } from '../base/working-days.ts';
import type { Hours } from './guide.ts';
import type { OpenNow } from './views.ts';

/** Day and time of day in the hall. */
export interface HallTime {
  readonly day: Day;
  /** Minutes since midnight, 0–1439. */
  readonly minutes: number;
}

/** How far ahead the next opening is looked for; the longest announced holiday is 9 days. */
const LOOK_AHEAD_DAYS = 30;
const DAY_MINUTES = 24 * 60;

/** An open span in minutes since midnight. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Whether the counter is open, and when that changes, in words; before a year's days off are announced the words say so. */
export function openNow(hours: Hours, now: HallTime, calendar: HolidayCalendar): OpenNow {
  const today = spansOn(hours, now.day, calendar);
  const current = today.find((span) => now.minutes >= span.from && now.minutes < span.to);
  if (current !== undefined) return { open: true, words: closingWords(hours, now.day, current.to, calendar) };
  for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead += 1) {
    const day = addDays(now.day, ahead);
    const next = spansOn(hours, day, calendar).find((span) => ahead > 0 || span.from > now.minutes);
    if (next !== undefined)
      return { open: false, words: `${dayWords(day, ahead)} ${clock(next.from)} 开门${proviso(hours, day, calendar)}` };
  }
  return { open: false, words: '近期不开门，请先打电话问一问' };
}

/** When a span ends, through midnight where the next day goes on. */
function closingWords(hours: Hours, today: Day, end: number, calendar: HolidayCalendar): string {
  let to = end;
  for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead += 1) {
    const day = addDays(today, ahead);
    const goesOn = to < DAY_MINUTES ? undefined : spansOn(hours, addDays(day, 1), calendar).find((span) => span.from === 0);
    if (goesOn === undefined) return `${dayWords(day, ahead)} ${clock(to)} 关门${proviso(hours, day, calendar)}`;
    to = goesOn.to;
  }
  return '24 小时开门';
}

/** Nobody can tell yet whether a day of a year without announcement is off. */
function proviso(hours: Hours, day: Day, calendar: HolidayCalendar): string {
  return hours.holidays === 'open' || isAnnounced(day, calendar) ? '' : '（节假日以公告为准）';
}

/** Weekly hours as lines for a page or slip, equal days joined: `周一至周五 09:00-12:00、13:00-17:00`. */
export function hoursWords(hours: Hours): readonly string[] {
  const lines: string[] = [];
  for (let day = 1; day <= 7; day += 1) {
    const spans = (hours.weekly[weekKey(day)] ?? []).map((span) => span.replace('-', '—')).join('、');
    if (spans === '') continue;
    let last = day;
    while (last < 7 && (hours.weekly[weekKey(last + 1)] ?? []).map((span) => span.replace('-', '—')).join('、') === spans) last += 1;
    lines.push(`${last === day ? `周${weekName(day)}` : `周${weekName(day)}至周${weekName(last)}`} ${spans}`);
    day = last;
  }
  lines.push(hours.holidays === 'closed' ? '法定节假日除外' : '法定节假日照常');
  if (hours.note !== undefined) lines.push(hours.note);
  return lines;
}

function spansOn(hours: Hours, day: Day, calendar: HolidayCalendar): readonly Span[] {
  if (hours.holidays === 'closed') {
    if (isDayOff(day, calendar)) return [];
    // A make-up working day on a weekend keeps the hours of the Monday that it stands in for.
    if (calendar.work.has(day) && isoWeekday(day) > 5 && (hours.weekly[weekKey(isoWeekday(day))] ?? []).length === 0)
      return spansOf(hours.weekly['1'] ?? []);
  }
  return spansOf(hours.weekly[weekKey(isoWeekday(day))] ?? []);
}

function spansOf(texts: readonly string[]): readonly Span[] {
  return texts.map((text) => ({ from: minutesOf(text.slice(0, 5)), to: minutesOf(text.slice(6, 11)) })).sort((a, b) => a.from - b.from);
}

function minutesOf(hhmm: string): number {
  return Number(hhmm.slice(0, 2)) * 60 + Number(hhmm.slice(3, 5));
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function dayWords(day: Day, ahead: number): string {
  if (ahead === 0) return '今天';
  if (ahead === 1) return '明天';
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日（周${weekName(isoWeekday(day))}）`;
}

function weekName(day: number): string {
  return '一二三四五六日'.charAt(day - 1);
}

function weekKey(day: number): '1' | '2' | '3' | '4' | '5' | '6' | '7' {
  return (['1', '2', '3', '4', '5', '6', '7'] as const)[day - 1] ?? '7';
}
