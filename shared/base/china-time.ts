/** Calendar and clock of China (UTC+8, no daylight saving since 1991), whatever zone the machine is set to. Pure: the moment is given. */

const OFFSET_MS = 8 * 3_600_000;

/** Parts of a moment as a wall calendar in China shows it. */
export interface ChinaTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** ISO 8601: 1 Monday … 7 Sunday. */
  readonly weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

const WEEKDAYS = [7, 1, 2, 3, 4, 5, 6] as const;

/** The parts of a moment. */
export function chinaTime(moment: Date): ChinaTime {
  const shifted = new Date(moment.getTime() + OFFSET_MS);
  const weekday = WEEKDAYS[shifted.getUTCDay()];
  if (weekday === undefined) throw new Error('not a date');
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    weekday,
  };
}

const two = (n: number): string => String(n).padStart(2, '0');

/** `2026-03-02`. */
export function chinaDate(moment: Date): string {
  const t = chinaTime(moment);
  return `${t.year}-${two(t.month)}-${two(t.day)}`;
}

/** `20260302`, as cards print dates. */
export function chinaDay(moment: Date): string {
  return chinaDate(moment).replaceAll('-', '');
}

/** `2026-03-02 09:05`. */
export function chinaMinute(moment: Date): string {
  const t = chinaTime(moment);
  return `${chinaDate(moment)} ${two(t.hour)}:${two(t.minute)}`;
}

/** `2026-03-02 09:05:07`, the form of assessTime in the 好差评 push. */
export function chinaSecond(moment: Date): string {
  return `${chinaMinute(moment)}:${two(chinaTime(moment).second)}`;
}
