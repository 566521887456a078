/** Finds what looks like an identity or telephone number in free text: to warn a citizen, and to keep logs clean. */

/**
 * Eleven or more digits, single spaces or hyphens between them allowed, with a closing X: mobile numbers (11), identity numbers of the
 * first (15) and second (18) generation and bank cards, however people space them. Dates (8 digits) pass.
 */
const LONG_NUMBER = /\d(?:[ -]?\d){10,}(?:[ -]?[Xx])?/g;

/** 2017 permanent residence number: three letters and twelve digits, alone; not the end of a word and the beginning of a longer number. */
const RESIDENCE_NUMBER = /(?<![A-Za-z])[A-Za-z]{3}[ -]?\d{12}(?![ -]?\d)/g;

/** Whether free text seems to hold somebody's number. Full-width digits count. */
export function looksPersonal(text: string): boolean {
  return withoutNumbers(text) !== text.normalize('NFKC');
}

/** The text (normalised, NFKC) with every such number replaced by `[…]`. */
export function withoutNumbers(text: string): string {
  return text.normalize('NFKC').replace(RESIDENCE_NUMBER, '[…]').replace(LONG_NUMBER, '[…]');
}
