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

/** The shape of a panel of that size, with the letters and the reach that were chosen: 低位 leaves a wide panel as little height as a low one. */
export function shapeOf(widthMm: number, heightMm: number, { large, low }: { readonly large: boolean; readonly low: boolean }): Shape {
  const size = large ? 'large' : 'standard';
  const direction = heightMm > widthMm ? 'tall' : 'wide';
  const room = heightMm < TIGHT_MM[size] ? 'tight' : 'ample';
  const flat = direction === 'wide' && (room === 'tight' || low);
  return { direction, room, keys: flat && widthMm >= BESIDE_MM[size] ? 'beside' : 'below' };
}
