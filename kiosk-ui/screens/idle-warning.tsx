/** 您还在吗: a visible countdown, one touch to go on. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../parts/button.tsx';
import { Overlay } from '../parts/overlay.tsx';
import { say } from '../words/words.ts';

/** Props of IdleWarning. */
export interface IdleWarningProps {
  readonly secondsLeft: number;
  readonly stay: () => void;
  readonly leave: () => void;
}

/** A finger that comes down sooner was on its way to what the question now covers; a person needs a quarter of a second to see anything. */
const SEEN_AFTER_MS = 700;

/** Draws the warning. */
export function IdleWarning({ secondsLeft, stay, leave }: IdleWarningProps): VNode {
  const [shownAtMs] = useState(() => performance.now());
  const leaveIfMeant = (): void => {
    if (performance.now() - shownAtMs >= SEEN_AFTER_MS) leave();
  };
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
          <Button label={say('idle.leave')} icon="leave" onPress={leaveIfMeant} />
          <Button label={say('idle.stay')} icon="forward" look="main" onPress={stay} />
        </>
      }
    />
  );
}
