/** What a search finds by kind: matters that are in force today, answered questions, the themes of that name. */
import type { SearchView } from '../../shared/catalog/views.ts';
import { contactOf } from './contact.ts';
import type { Content } from './content.ts';
import { themeEntry } from './entries.ts';
import type { Listed } from './entries.ts';
import { faqSearchOf } from './faq-page.ts';
import type { Hall } from './hall.ts';
import { createSearch } from './search.ts';

/** Hits that a citizen can take in. */
const HITS_MAX = 30;
/** Themes beside the hits. */
const THEME_HITS_MAX = 4;

/** Builds the indexes once. */
export function searchOf(content: Content, listed: readonly Listed[]): (text: string, hall: Hall) => SearchView {
  const places = [...content.regions.values()].map((region) => region.name);
  const matters = createSearch(listed, content.pinyin, content.sayings, places);
  const themes = [...content.themes.values()];
  const themeSearch = createSearch(
    themes.map((theme) => ({ phrases: [theme.title, ...(theme.aliases ?? [])], weight: 1 })),
    content.pinyin,
    content.sayings,
  );
  const questions = faqSearchOf(content);
  return (text, hall) => {
    const asked = questions(text, hall);
    const found = matters.find(text, HITS_MAX).filter((hit) => listed[hit.item]?.inForce(hall.today) === true);
    return {
      query: text,
      hits: found.flatMap((hit) => listed[hit.item]?.entry ?? []),
      themes: themeSearch.find(text, THEME_HITS_MAX).flatMap((hit) => {
        const theme = themes[hit.item];
        return theme === undefined ? [] : [themeEntry(theme)];
      }),
      questions: asked.entries,
      questionsFirst: asked.score > (found[0]?.score ?? 0),
      contact: contactOf(content),
      didYouMean: found[0]?.understood ?? null,
    };
  };
}
