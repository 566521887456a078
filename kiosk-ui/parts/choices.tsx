/** Buttons of which one may be chosen. */
import type { VNode } from 'preact';
import { Icon } from './icon.tsx';

/** Props of Choices. */
export interface ChoicesProps {
  readonly label: string;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** Draws the choices; the mark is a sign and a border, not a colour alone. */
export function Choices({ label, choices, chosen, onChoose }: ChoicesProps): VNode {
  return (
    <div class="choices" role="group" aria-label={label}>
      {choices.map((choice) => (
        <button key={choice.id} type="button" class="button choice" aria-pressed={choice.id === chosen} onClick={() => onChoose(choice.id)}>
          <span class="tick one">{choice.id === chosen && <Icon name="check" />}</span>
          <span>{choice.label}</span>
        </button>
      ))}
    </div>
  );
}
