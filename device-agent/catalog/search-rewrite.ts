/** A query in other words: what people say put into what the items call it, and the matter without the place that was said with it. */
import type { Saying } from '../../shared/catalog/package.ts';

/** Rewritten forms of a query by everyday words. */
const REWRITES_MAX = 4;
/** A rewritten query is a guess. */
const REWRITE_TRUST = 0.94;
/** Below a rewritten one: what is named together with its place still comes first. */
const PLACELESS_TRUST = 0.8;
/** Characters that must be left of a query without its place. */
const PLACELESS_MIN = 2;
/** What a place is called without: 包头 for 包头市. */
const PLACE_KINDS = /(?:自治区|自治旗|联合旗|矿区|[市盟区县旗])$/u;

/** One form of a query, and how far a fit with it is believed. */
interface Form {
  readonly text: string;
  readonly trust: number;
}

/**
 * Rewrites a query by everyday words: 房本 becomes 不动产权证书. The query itself comes first. A place in it, in full or as it is called every
 * day, is left out in one more form: who types 包头公积金 looks for the matter, and most matters do not bear the name of a place.
 */
export function rewriter(sayings: readonly Saying[], places: readonly string[] = []): (query: string) => readonly Form[] {
  const rules = sayings.flatMap((saying) => saying.said.map((said) => ({ said, means: saying.means })));
  const sayingsIn = finder(rules, ({ said }) => said);
  const placesIn = finder([...new Set(places.flatMap(callsOf))], (place) => place);

  function reworded(query: string): readonly Form[] {
    const forms: Form[] = [{ text: query, trust: 1 }];
    for (const { said, means } of sayingsIn(query)) {
      for (const { text, trust } of forms.filter((form) => form.text.includes(said)))
        for (const meant of means) if (!text.includes(meant)) forms.push({ text: text.replace(said, meant), trust: trust * REWRITE_TRUST });
      if (forms.length > REWRITES_MAX) break;
    }
    return forms.slice(0, REWRITES_MAX + 1);
  }

  return (query) => {
    const forms = reworded(query);
    const [place] = placesIn(query);
    if (place === undefined) return forms;
    return [
      ...forms,
      ...forms
        .map(({ text, trust }) => ({ text: text.replace(place, ' ').trim(), trust: trust * PLACELESS_TRUST }))
        .filter(({ text }) => text.length >= PLACELESS_MIN),
    ];
  };
}

function callsOf(place: string): readonly string[] {
  const short = place.replace(PLACE_KINDS, '');
  return short.length < 2 ? [place] : [place, short];
}

/** What a query holds of the sought, the longest first. Most queries hold nothing: told by a look at each of their characters. */
function finder<T>(sought: readonly T[], wordOf: (one: T) => string): (query: string) => readonly T[] {
  const beginnings = Map.groupBy(sought, (one) => wordOf(one).charCodeAt(0));
  return (query) => {
    const found: T[] = [];
    for (let at = 0; at < query.length; at += 1)
      for (const one of beginnings.get(query.charCodeAt(at)) ?? [])
        if (query.startsWith(wordOf(one), at) && !found.includes(one)) found.push(one);
    return found.length < 2 ? found : found.sort((a, b) => wordOf(b).length - wordOf(a).length);
  };
}
