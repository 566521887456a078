/** How much room a panel gives, in millimetres: decides where the aids stand and how tight the lines are. */

/** A tall panel carries the aids at its foot; a tight one saves on margins before it saves on letters. */
export interface Shape {
  readonly direction: 'tall' | 'wide';
  readonly room: 'ample' | 'tight';
}

/** Height under which a keyboard, a field and the buttons need tight margins; at 大字 everything is taller. */
const TIGHT_MM = { standard: 190, large: 275 } as const;

/** The shape of a panel of that size. */
export function shapeOf(widthMm: number, heightMm: number, large: boolean): Shape {
  return {
    direction: heightMm > widthMm ? 'tall' : 'wide',
    room: heightMm < (large ? TIGHT_MM.large : TIGHT_MM.standard) ? 'tight' : 'ample',
  };
}
