/** What a search finds: hits that are in force today, and the themes of that name. */
import type { Day } from '../../shared/base/working-days.ts';
import type { SearchView } from '../../shared/catalog/views.ts';
import type { Content } from './content.ts';
import { themeEntry } from './entries.ts';
import type { Listed } from './entries.ts';
import { createSearch } from './search.ts';

/** Hits that a citizen can take in. */
const HITS_MAX = 30;
/** Themes beside the hits. */
const THEME_HITS_MAX = 4;

/** Builds the two indexes once. */
export function searchOf(content: Content, listed: readonly Listed[]): (text: string, today: Day) => SearchView {
  const matters = createSearch(listed, content.pinyin, content.sayings);
  const themes = [...content.themes.values()];
  const themeSearch = createSearch(
    themes.map((theme) => ({ phrases: [theme.title, ...(theme.aliases ?? [])], weight: 1 })),
    content.pinyin,
    content.sayings,
  );
  return (text, today) => {
    const found = matters.find(text, HITS_MAX).filter((hit) => listed[hit.item]?.inForce(today) === true);
    return {
      query: text,
      hits: found.flatMap((hit) => listed[hit.item]?.entry ?? []),
      themes: themeSearch.find(text, THEME_HITS_MAX).flatMap((hit) => {
        const theme = themes[hit.item];
        return theme === undefined ? [] : [themeEntry(theme)];
      }),
      didYouMean: found[0]?.understood ?? null,
    };
  };
}
