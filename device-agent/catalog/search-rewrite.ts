/** Everyday words: what people say, put into what the items call it. */
import type { Saying } from '../../shared/catalog/package.ts';

/** Rewritten forms of a query by everyday words. */
const REWRITES_MAX = 4;
/** A rewritten query is a guess. */
const REWRITE_TRUST = 0.94;

/** Rewrites a query by everyday words: 房本 becomes 不动产权证书. The query itself comes first. */
export function rewriter(sayings: readonly Saying[]): (query: string) => readonly { readonly text: string; readonly trust: number }[] {
  const rules = sayings
    .flatMap((saying) => saying.said.map((said) => ({ said, means: saying.means })))
    .sort((a, b) => b.said.length - a.said.length);
  const beginnings = new Map<string, string[]>();
  for (const { said } of rules) {
    const known = beginnings.get(said.charAt(0));
    if (known === undefined) beginnings.set(said.charAt(0), [said]);
    else known.push(said);
  }
  /** Most queries hold none: told by a look at each of their characters. */
  function holdsOne(query: string): boolean {
    for (let at = 0; at < query.length; at += 1)
      if (beginnings.get(query.charAt(at))?.some((said) => query.startsWith(said, at)) === true) return true;
    return false;
  }
  return (query) => {
    const forms = [{ text: query, trust: 1 }];
    if (!holdsOne(query)) return forms;
    for (const { said, means } of rules) {
      for (const { text, trust } of forms.filter((form) => form.text.includes(said)))
        for (const meant of means) if (!text.includes(meant)) forms.push({ text: text.replace(said, meant), trust: trust * REWRITE_TRUST });
      if (forms.length > REWRITES_MAX) break;
    }
    return forms.slice(0, REWRITES_MAX + 1);
  };
}
