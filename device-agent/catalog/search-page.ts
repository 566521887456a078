/** What a search finds by kind: matters that are in force today, answered questions, the themes of that name. */
import type { Entry, SearchView } from '../../shared/catalog/views.ts';
import { contactOf } from './contact.ts';
import type { Content } from './content.ts';
import { themeEntry } from './entries.ts';
import type { Listed } from './entries.ts';
import { faqSearchOf } from './faq-page.ts';
import type { Hall } from './hall.ts';
import { createSearch } from './search.ts';

/** Hits that a citizen can take in. */
const HITS_MAX = 30;
/** Rows of one dataset among the hits; with more, the dataset itself stands for the rest. */
const ROWS_MAX = 3;
/** Themes beside the hits. */
const THEME_HITS_MAX = 4;

/** Builds the indexes once. */
export function searchOf(content: Content, listed: readonly Listed[]): (text: string, hall: Hall) => SearchView {
  const datasets = new Map(
    listed.flatMap(({ entry }) => (entry.target.kind === 'dataset' && entry.target.word === undefined ? [[entry.target.id, entry]] : [])),
  );
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
      hits: fewRows(
        found.flatMap((hit) => listed[hit.item]?.entry ?? []),
        (id) => datasets.get(id),
      ),
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

/** A hundred stations would hide everything else that is called so. */
function fewRows(hits: readonly Entry[], datasetOf: (id: string) => Entry | undefined): readonly Entry[] {
  const rows = new Map<string, number>();
  const shown = new Set(hits.flatMap(({ target }) => (target.kind === 'dataset' && target.word === undefined ? [target.id] : [])));
  return hits.flatMap((hit) => {
    const { target } = hit;
    if (target.kind !== 'dataset' || target.word === undefined) return [hit];
    const count = (rows.get(target.id) ?? 0) + 1;
    rows.set(target.id, count);
    if (count <= ROWS_MAX) return [hit];
    const whole = shown.has(target.id) ? undefined : datasetOf(target.id);
    if (whole === undefined) return [];
    shown.add(target.id);
    return [whole];
  });
}
