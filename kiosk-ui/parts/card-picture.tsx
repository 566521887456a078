/** Shows that slot: a card moves once onto the reader and stays there. */
import type { VNode } from 'preact';

/** Props of CardPicture. `taking`: the card moves away instead. */
export interface CardPictureProps {
  readonly label: string;
  readonly motion: 'lay' | 'rest' | 'take';
}

/** Draws the reader and the card. */
export function CardPicture({ label, motion }: CardPictureProps): VNode {
  return (
    <svg class={`card-picture ${motion}`} viewBox="0 0 320 210" role="img" aria-label={label}>
      <g class="reader">
        <path d="M40 120h240l24 70H16z" />
        <path class="reader-pad" d="M78 132h164l12 42H66z" />
        <path class="reader-wave" d="M136 186a30 10 0 0 0 48 0" />
      </g>
      <g class="moving-card">
        <rect x="86" y="86" width="148" height="78" rx="8" />
        <rect class="card-photo" x="184" y="98" width="36" height="46" rx="3" />
        <path class="card-lines" d="M100 104h48M100 120h70M100 136h60M100 152h96" />
      </g>
    </svg>
  );
}
