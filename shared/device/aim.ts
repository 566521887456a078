/** AIM symbology identifiers (ISO/IEC 15424): three characters such as `]Q1` that say which kind of code was read. */

/** Letters of two-dimensional symbologies: QR, Data Matrix, Aztec, PDF417, Han Xin, Grid Matrix, MaxiCode. */
const TWO_DIMENSIONAL = 'QdzLhgU';

/** Modifiers under which the data carry ECI escapes, by letter: ISO/IEC 18004 (Q), 16022 (d), 24778 (z), 15438 (L), 20830 (h), 16023 (U). */
const ECI_MODIFIERS: Readonly<Record<string, string>> = { Q: '246', d: '456', z: '3459AB', L: '1', h: '1', U: '23' };

/** The identifier at the beginning of `bytes`, or null where there is none. */
export function aimAtStart(bytes: Uint8Array): string | null {
  const start = String.fromCharCode(...bytes.subarray(0, 3));
  return /^\][A-Za-z][0-9A-Za-z]$/.test(start) ? start : null;
}

/** True for a code that may hold line ends of its own. */
export function isTwoDimensional(aim: string): boolean {
  return TWO_DIMENSIONAL.includes(aim.charAt(1));
}

/** True where the identifier promises `\nnnnnn` escapes and doubled backslashes in the data. */
export function carriesEci(aim: string): boolean {
  return ECI_MODIFIERS[aim.charAt(1)]?.includes(aim.charAt(2)) ?? false;
}
