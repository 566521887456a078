/** How much room a panel gives, in millimetres: decides where the aids stand and how tight the lines are. */

/** A tall panel carries the aids at its foot; a tight one saves on margins before it saves on letters. */
export interface Shape {
  readonly direction: 'tall' | 'wide';
  readonly room: 'ample' | 'tight';
  /** Where keys stand: a low, wide panel has no height for them under the field. */
  readonly keys: 'below' | 'beside';
}

/** Height under which a keyboard, a field and the buttons need tight margins; at 大字 everything is taller. */
const TIGHT_MM = { standard: 215, large: 275 } as const;

/** Width of the keyboard with enough left beside it for a field. */
const BESIDE_MM = { standard: 262, large: 308 } as const;

/**
 * The smallest panels on which every screen has room: ten keys side by side, a question over its keyboard and its buttons. Found by drawing
 * every preview on ever smaller ones.
 */
const SMALLEST_MM = {
  standard: { tall: { width: 190, height: 330 }, wide: { width: 254, height: 190 } },
  large: { tall: { width: 244, height: 382 }, wide: { width: 317, height: 190 } },
} as const;

/**
 * By how much everything is drawn smaller than the millimetres of domain.md d3 on a panel with too little room for them, 0–1: a button that
 * is too small can be pressed, one beyond the edge cannot.
 */
export function shrunkTo(widthMm: number, heightMm: number, large: boolean): number {
  const smallest = SMALLEST_MM[large ? 'large' : 'standard'][heightMm > widthMm ? 'tall' : 'wide'];
  return Math.min(1, widthMm / smallest.width, heightMm / smallest.height);
}

/** The shape of a panel of that size, with the letters and the reach that were chosen: 低位 leaves a wide panel as little height as a low one. */
export function shapeOf(widthMm: number, heightMm: number, { large, low }: { readonly large: boolean; readonly low: boolean }): Shape {
  const size = large ? 'large' : 'standard';
  const direction = heightMm > widthMm ? 'tall' : 'wide';
  const room = heightMm < TIGHT_MM[size] ? 'tight' : 'ample';
  const flat = direction === 'wide' && (room === 'tight' || low);
  return { direction, room, keys: flat && widthMm >= BESIDE_MM[size] ? 'beside' : 'below' };
}
