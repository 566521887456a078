/** Asks for the card and shows that slot: the card moves once onto the reader. */
import type { VNode } from 'preact';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { Button } from '../parts/button.tsx';
import { CardPicture } from '../parts/card-picture.tsx';
import { Note } from '../parts/notes.tsx';
import { Page } from '../parts/page.tsx';
import { say } from '../words/words.ts';
import { FaultView } from './fault-view.tsx';

/** Props of IdentifyScreen. */
export interface IdentifyScreenProps {
  readonly title: string;
  readonly reason: string;
  readonly fault: FaultCode | null;
  readonly reading: boolean;
  /** The card was lifted before it was read to the end. */
  readonly again: boolean;
  readonly helpWindow: string;
  /** The reader is being connected anew; a card laid down now is read once it is back. */
  readonly readerAway: boolean;
  /** The answer may not be had at this moment; said before the card is laid down, not after. */
  readonly offline: boolean;
  readonly retry: () => void;
  readonly back: () => void;
}

/** Draws the page. */
export function IdentifyScreen({
  title,
  reason,
  fault,
  reading,
  again,
  helpWindow,
  readerAway,
  offline,
  retry,
  back,
}: IdentifyScreenProps): VNode {
  return (
    <Page
      title={say(fault === null ? 'identify.title' : 'identify.failed')}
      over={title}
      lead={reason}
      fill="centre"
      back={<Button label={say('button.back')} icon="back" onPress={back} />}
      main={fault !== null && <Button label={say('button.retry')} look="main" onPress={retry} />}
    >
      <div class="slot">
        {fault === null && <CardPicture label={say('identify.picture')} motion={reading ? 'rest' : 'lay'} />}
        <div class="slot-side">
          {fault === null ? (
            <p class={reading ? 'slot-words reading' : 'slot-words'} role="status">
              {reading ? say('identify.reading') : say('identify.where')}
            </p>
          ) : (
            <Note tone="warm">
              <FaultView fault={fault} />
            </Note>
          )}
          {again && !reading && (
            <Note tone="warm" icon="alert">
              <p role="alert">{say('identify.again')}</p>
            </Note>
          )}
          {readerAway && fault === null && (
            <Note tone="warm" icon="alert">
              <p role="alert">{say('identify.reader-away')}</p>
            </Note>
          )}
          {offline && (
            <Note tone="warm" icon="offline">
              <p>{say('identify.offline')}</p>
            </Note>
          )}
          <p class="remark">{say('identify.privacy')}</p>
          <p class="remark">{say('identify.no-card', { window: helpWindow })}</p>
        </div>
      </div>
    </Page>
  );
}
