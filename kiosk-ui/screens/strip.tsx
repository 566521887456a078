/** The quiet strip and the aids: the same place on every screen. */
import type { VNode } from 'preact';
import type { Preferences } from '../../shared/kiosk/acts.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { clockWords } from '../words/time.ts';
import { say } from '../words/words.ts';

/** Props of Strip. */
export interface StripProps {
  readonly placeName: string;
  readonly demo: boolean;
  readonly offline: boolean;
  readonly secondsLeft: number | null;
}

/** Draws where this is, whether it is a demonstration, and how long the session has. */
export function Strip({ placeName, demo, offline, secondsLeft }: StripProps): VNode {
  return (
    <header class="strip">
      <p class="strip-place">{placeName}</p>
      {demo && <span class="badge demo">{say('strip.demo')}</span>}
      {offline && (
        <span class="badge offline">
          <Icon name="offline" />
          {say('strip.offline')}
        </span>
      )}
      {secondsLeft !== null && (
        <p class="strip-left" role="timer">
          <Icon name="clock" />
          {say('strip.left', { time: clockWords(secondsLeft) })}
        </p>
      )}
    </header>
  );
}

/** Props of Aids. */
export interface AidsProps {
  readonly preferences: Preferences;
  readonly prefer: (preferences: Preferences) => void;
  readonly help: () => void;
  /** Null where there is nothing to leave. */
  readonly leave: (() => void) | null;
}

/** Draws 大字, 高对比, 低位, 求助 and, when there is something to wipe, 退出. */
export function Aids({ preferences, prefer, help, leave }: AidsProps): VNode {
  const { theme, size, low } = preferences;
  return (
    <nav class="aids" aria-label={say('aid.group')}>
      <Button
        look="quiet"
        icon="large"
        label={say('aid.large')}
        pressed={size === 'large'}
        onPress={() => prefer({ ...preferences, size: size === 'large' ? 'standard' : 'large' })}
      />
      <Button
        look="quiet"
        icon="contrast"
        label={say('aid.contrast')}
        pressed={theme === 'contrast'}
        onPress={() => prefer({ ...preferences, theme: theme === 'contrast' ? 'standard' : 'contrast' })}
      />
      <Button look="quiet" icon="low" label={say('aid.low')} pressed={low} onPress={() => prefer({ ...preferences, low: !low })} />
      <Button look="quiet" icon="help" label={say('aid.help')} onPress={help} />
      {leave !== null && <Button look="quiet" icon="leave" label={say('aid.leave')} onPress={leave} />}
    </nav>
  );
}
