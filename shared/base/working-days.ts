/** Days as the hall counts them: 工作日 with the holiday calendar that the State Council's General Office announces each year. */

/** A day as `YYYY-MM-DD` in China's time (GB/T 7408); `china-time.ts` makes one from a moment. */
export type Day = string;

/** Announced days off and make-up working days. Outside `from`…`through` nothing has been announced. */
export interface HolidayCalendar {
  readonly from: Day;
  readonly through: Day;
  readonly off: ReadonlySet<Day>;
  readonly work: ReadonlySet<Day>;
}

const DAY_MS = 86_400_000;

/** Days off by the date that the law itself names (全国年节及纪念日放假办法 第二条), whatever a year's announcement adds to them. */
const OFF_BY_LAW: ReadonlySet<string> = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

/** True for a day that exists (2026-02-30 does not). */
export function isDay(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return false;
  const [year, month, day] = parts.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The day `count` calendar days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Calendar days from `from` to `to`. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** ISO weekday: Monday 1 … Sunday 7. */
export function isoWeekday(day: Day): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const sundayFirst = new Date(`${day}T00:00:00Z`).getUTCDay();
  return ([7, 1, 2, 3, 4, 5, 6] as const)[sundayFirst] ?? 7;
}

/** True when the calendar has been announced for that day. */
export function isAnnounced(day: Day, calendar: HolidayCalendar): boolean {
  return day >= calendar.from && day <= calendar.through;
}

/** A day off: announced, or, before a year's announcement, one that the law names by its date. */
export function isDayOff(day: Day, calendar: HolidayCalendar): boolean {
  return calendar.off.has(day) || (!isAnnounced(day, calendar) && OFF_BY_LAW.has(day.slice(5)));
}

/** 工作日: Monday to Friday but for days off, and announced make-up days. */
export function isWorkingDay(day: Day, calendar: HolidayCalendar): boolean {
  if (calendar.work.has(day)) return true;
  if (isDayOff(day, calendar)) return false;
  return isoWeekday(day) <= 5;
}

/** A promised date; `certain` is false when it runs past the announced calendar and may move by a holiday. */
export interface DueDay {
  readonly day: Day;
  readonly certain: boolean;
}

/**
 * The last day of a limit that starts when a case is accepted; the day of acceptance is not counted (行政许可法 第八十二条 counts 工作日,
 * 民法典 第二百零一条 starts the day after).
 */
export function dueDay(
  accepted: Day,
  limit: { readonly days: number; readonly unit: '工作日' | '自然日' },
  calendar: HolidayCalendar,
): DueDay {
  let day = accepted;
  if (limit.unit === '自然日') return { day: addDays(day, limit.days), certain: true };
  for (let left = limit.days; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return { day, certain: isAnnounced(accepted, calendar) && isAnnounced(day, calendar) };
}
