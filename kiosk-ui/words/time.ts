/** Times as they are said on the screen; the zone is that of the text itself, never the browser's. */

/** `2026年3月2日 9:05` of an ISO 8601 text with offset; the text itself where it is none. */
export function minuteWords(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(iso);
  return match === null ? dayWords(iso) : `${dayWords(iso)} ${Number(match[4])}:${match[5] ?? ''}`;
}

/** `2026年3月2日`. */
export function dayWords(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  return match === null ? iso : `${match[1] ?? ''}年${Number(match[2])}月${Number(match[3])}日`;
}

/** `1:05`. */
export function clockWords(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
