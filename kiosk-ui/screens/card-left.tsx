/** Wiped, but the card of the last person still lies there. */
import type { VNode } from 'preact';
import { CardPicture } from '../parts/card-picture.tsx';
import { Page } from '../parts/page.tsx';
import { say } from '../words/words.ts';

/** Draws the reminder. */
export function CardLeftScreen(): VNode {
  return (
    <div class="needs-you-page">
      <Page title={say('card-left.title')} lead={say('card-left.lead')} fill="centre">
        <CardPicture label={say('card-left.title')} motion="take" />
      </Page>
    </div>
  );
}
