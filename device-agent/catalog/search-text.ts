/** The form in which names and queries are compared: NFKC, lower case, only letters, digits and Han characters. */

/** Longest part of a name or query that is compared. */
export const SEARCH_TEXT_MAX = 60;

/** Characters of a query that are looked for: each has one bit of a 32-bit number. */
export const QUERY_TOKENS_MAX = 32;

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

/** Han characters that mean themselves under NFKC: those of the basic block. */
const PLAIN_HAN = /^[\u4e00-\u9fff]+$/;

/** Words of a query: split where people put spaces and punctuation. */
export function words(text: string): readonly string[] {
  if (text.length <= SEARCH_TEXT_MAX && PLAIN_HAN.test(text)) return [text];
  return text
    .normalize('NFKC')
    .toLowerCase()
    .slice(0, 2 * SEARCH_TEXT_MAX)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Letters of the alphabet. */
export const LETTERS = 26;

/** Number of the letter at a place of a text, a = 0. */
export function letterAt(text: string, at = 0): number {
  return text.charCodeAt(at) - 97;
}

/** `a`–`z`. */
export function isLatin(char: string): boolean {
  return char.length === 1 && char >= 'a' && char <= 'z';
}
