/** Thanks, whether rated or not, and the way out. */
import type { VNode } from 'preact';
import { Button } from '../parts/button.tsx';
import { CardPicture } from '../parts/card-picture.tsx';
import { Page } from '../parts/page.tsx';
import { say } from '../words/words.ts';

/** Props of RatedScreen. */
export interface RatedScreenProps {
  readonly skipped: boolean;
  readonly more: () => void;
  readonly leave: () => void;
}

/** Draws the thanks. */
export function RatedScreen({ skipped, more, leave }: RatedScreenProps): VNode {
  return (
    <Page
      title={skipped ? say('rated.skipped') : say('rated.thanks')}
      lead={say('rated.lead')}
      fill="centre"
      back={<Button label={say('rated.more')} icon="home" onPress={more} />}
      main={<Button label={say('rated.leave')} icon="leave" look="main" onPress={leave} />}
    >
      <CardPicture label={say('rated.lead')} motion="take" />
    </Page>
  );
}
