/** The invitation: where this is, what it does, one touch to begin. */
import type { ComponentChildren, VNode } from 'preact';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { say } from '../words/words.ts';

/** Props of AttractScreen. */
export interface AttractScreenProps {
  readonly placeName: string;
  readonly canScan: boolean;
  readonly wake: () => void;
  /** Notices that are in force, drawn above the invitation's foot. */
  readonly notices?: ComponentChildren;
}

/** Draws the invitation; a touch anywhere on it begins. */
export function AttractScreen({ placeName, canScan, wake, notices }: AttractScreenProps): VNode {
  return (
    <div class="attract" onClick={(event) => event.target instanceof Element && event.target.closest('button') === null && wake()}>
      <div class="attract-drift">
        <p class="attract-place">{placeName}</p>
        <h1>{say('attract.welcome')}</h1>
        <p class="lead">{say('attract.lead')}</p>
        <Button look="main" label={say('attract.start')} icon="forward" onPress={wake} />
        {canScan && (
          <p class="attract-scan">
            <Icon name="scan" />
            {say('attract.scan')}
          </p>
        )}
        {notices}
      </div>
    </div>
  );
}
