/** Our own text field with a caret: a real one would call the system's keyboard and its memory. */
import type { VNode } from 'preact';

/** Props of Field. */
export interface FieldProps {
  readonly label: string;
  readonly value: string;
  /** Letters still being turned into characters; shown underlined. */
  readonly composing?: string;
  readonly placeholder?: string;
  readonly misfit?: string | null;
  readonly icon?: VNode;
}

/** Draws the field; what does not fit is said beside it. */
export function Field({ label, value, composing = '', placeholder = '', misfit = null, icon }: FieldProps): VNode {
  const empty = value === '' && composing === '';
  return (
    <div class={misfit === null ? 'field' : 'field misfit'}>
      <div class="field-box" role="textbox" aria-readonly="true" aria-label={label} aria-invalid={misfit !== null} tabIndex={0}>
        {icon}
        <span class="field-text">
          {value}
          {composing !== '' && <u>{composing}</u>}
          <span class="caret" aria-hidden="true" />
          {empty && <span class="placeholder">{placeholder}</span>}
        </span>
      </div>
      {misfit !== null && (
        <p class="misfit-words" role="alert">
          {misfit}
        </p>
      )}
    </div>
  );
}
