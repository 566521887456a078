/** The photo of the card that was read, where the machine can draw it. */
import type { VNode } from 'preact';

/** Props of Portrait. */
export interface PortraitProps {
  /** A `data:` URL. */
  readonly src: string;
  readonly label: string;
}

/** Draws it in the shape of a card's photo, 26 mm × 32 mm at the most. */
export function Portrait({ src, label }: PortraitProps): VNode {
  return <img class="portrait" src={src} alt={label} draggable={false} />;
}
