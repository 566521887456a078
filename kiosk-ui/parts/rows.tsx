/** Labels with their values, one under the other. */
import type { ComponentChildren, VNode } from 'preact';

/** Props of Rows. */
export interface RowsProps {
  readonly rows: readonly { readonly label: string; readonly value: ComponentChildren; readonly action?: VNode }[];
}

/** Draws the rows as a description list. */
export function Rows({ rows }: RowsProps): VNode {
  return (
    <dl class="rows">
      {rows.map(({ label, value, action }) => (
        <div class="row" key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {action !== undefined && <dd class="row-action">{action}</dd>}
        </div>
      ))}
    </dl>
  );
}
