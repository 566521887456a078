/** Money in fen as people read it. */

/** `1,234,567.80 元` of 123 456 780 fen. */
export function yuanWords(fen: number): string {
  const sign = fen < 0 ? '-' : '';
  const whole = Math.floor(Math.abs(fen) / 100);
  const cents = String(Math.abs(fen) % 100).padStart(2, '0');
  return `${sign}${String(whole).replace(/\B(?=(?:\d{3})+$)/g, ',')}.${cents} 元`;
}
