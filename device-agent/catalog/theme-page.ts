/** The page of a theme: its matters in order, filtered. */
import type { Guide } from '../../shared/catalog/guide.ts';
import type { Entry, Narrow, ThemeView } from '../../shared/catalog/views.ts';
import type { Listed } from './entries.ts';
import type { Hall } from './hall.ts';
import { narrowsOf, passes } from './narrow.ts';

/** The page; null for a theme that does not exist. */
export function themePage(id: string, narrow: Narrow | undefined, listed: readonly Listed[], { content, today }: Hall): ThemeView | null {
  const theme = content.themes.get(id);
  if (theme === undefined) return null;
  const guideAt = ({ target }: Entry): Guide | null => (target.kind === 'guide' ? (content.guides.get(target.id) ?? null) : null);
  const entries = listed
    .filter((one) => one.themes.includes(id) && one.inForce(today))
    .sort((a, b) => rank(b.entry) - rank(a.entry) || b.weight - a.weight)
    .map((one) => one.entry);
  const fits = (entry: Entry): boolean => {
    const guide = guideAt(entry);
    return narrow === undefined || (guide !== null && passes(guide, narrow));
  };
  return { id, title: theme.title, entries: entries.filter(fits), narrows: narrowsOf(entries.map(guideAt)) };
}

/** What can be done here comes before what can be read, and that before what is not connected. */
function rank(entry: Entry): number {
  if (entry.badges.includes('本机可办')) return 3;
  return { journey: 3, loan: 3, guide: 2, dataset: 2, theme: 1, shelf: 1, map: 1, spot: 1, notice: 1, faq: 1, guided: 1, unconnected: 0 }[
    entry.target.kind
  ];
}
