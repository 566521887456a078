/** 您还在吗: a visible countdown, one touch to go on. */
import type { VNode } from 'preact';
import { Button } from '../parts/button.tsx';
import { Overlay } from '../parts/overlay.tsx';
import { say } from '../words/words.ts';

/** Props of IdleWarning. */
export interface IdleWarningProps {
  readonly secondsLeft: number;
  readonly stay: () => void;
  readonly leave: () => void;
}

/** Draws the warning. */
export function IdleWarning({ secondsLeft, stay, leave }: IdleWarningProps): VNode {
  return (
    <Overlay
      tone="warm"
      title={say('idle.title')}
      lead={say('idle.lead', { seconds: secondsLeft })}
      icon={
        <span class="countdown" aria-hidden="true">
          {secondsLeft}
        </span>
      }
      actions={
        <>
          <Button label={say('idle.leave')} icon="leave" onPress={leave} />
          <Button label={say('idle.stay')} icon="forward" look="main" onPress={stay} />
        </>
      }
    />
  );
}
