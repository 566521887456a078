/** Numbers of a dataset as they are read: thousands apart, the digits as published. */

/** `2403000` → `2,403,000`; text that is no plain number stays as it is. */
export function numberWords(text: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = ''] = match;
  return `${sign}${whole.replace(/\B(?=(?:\d{3})+$)/g, ',')}${fraction}`;
}
