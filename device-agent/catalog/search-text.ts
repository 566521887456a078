/** The form in which names and queries are compared: NFKC, lower case, only letters, digits and Han characters. */

/** Longest part of a name or query that is compared. */
export const SEARCH_TEXT_MAX = 60;

const COMPARED = /[\p{L}\p{N}]/u;

/** The comparable characters of a text, at most `SEARCH_TEXT_MAX`. */
export function comparable(text: string): readonly string[] {
  const kept: string[] = [];
  for (const char of text.normalize('NFKC').toLowerCase()) {
    if (COMPARED.test(char)) kept.push(char);
    if (kept.length === SEARCH_TEXT_MAX) break;
  }
  return kept;
}

/** Words of a query: split where people put spaces and punctuation. */
export function words(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .slice(0, 2 * SEARCH_TEXT_MAX)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** `a`–`z`. */
export function isLatin(char: string): boolean {
  return char.length === 1 && char >= 'a' && char <= 'z';
}
