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
  return (query) => {
    const forms = [{ text: query, trust: 1 }];
    for (const rule of rules) {
      const rewritten = forms
        .filter((form) => form.text.includes(rule.said))
        .flatMap((form) =>
          rule.means
            .filter((means) => !form.text.includes(means))
            .map((means) => ({ text: form.text.replace(rule.said, means), trust: form.trust * REWRITE_TRUST })),
        );
      forms.push(...rewritten);
      if (forms.length > REWRITES_MAX) break;
    }
    return forms.slice(0, REWRITES_MAX + 1);
  };
}
