/** Finds what looks like an ID number or a phone in free words, so that the citizen is warned before it leaves the page. */

/** A run of digits as long as a landline with area code, a mobile or an ID number; blanks and dashes between them do not hide it. */
const LONG_NUMBER = /\d{10,}[\dXx]?/;

/** Whether the text seems to hold a personal number. */
export function hasPersonalData(text: string): boolean {
  return LONG_NUMBER.test(text.normalize('NFKC').replace(/(?<=\d)[\s\-—–·.]+(?=\d)/g, ''));
}
