/** The one button: border always, acts on lifting the finger, main ones are blue and lower right. */
import type { VNode } from 'preact';
import { Icon } from './icon.tsx';

/** Props of Button. `main` goes on, `warm` needs you, `plain` is everything else. */
export interface ButtonProps {
  readonly label: string;
  readonly onPress: () => void;
  readonly look?: 'main' | 'plain' | 'warm' | 'quiet';
  readonly icon?: string;
  readonly disabled?: boolean;
  /** Set for a switch: whether it is on. */
  readonly pressed?: boolean;
  /** A fuller name where the visible one repeats on the page. */
  readonly name?: string;
}

/** Draws the button. */
export function Button({ label, onPress, look = 'plain', icon, disabled = false, pressed, name }: ButtonProps): VNode {
  return (
    <button type="button" class={`button ${look}`} onClick={onPress} disabled={disabled} aria-pressed={pressed} aria-label={name}>
      {icon !== undefined && <Icon name={icon} />}
      <span>{label}</span>
    </button>
  );
}
