/** Parts of one page, one at a time. */
import type { VNode } from 'preact';

/** Props of Tabs. */
export interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly id: Id; readonly label: string }[];
  readonly at: Id;
  readonly turn: (id: Id) => void;
}

/** Draws the tabs as switches: a screen reader says which one is on. */
export function Tabs<Id extends string>({ label, tabs, at, turn }: TabsProps<Id>): VNode {
  return (
    <div class="tabs" role="group" aria-label={label}>
      {tabs.map((tab) => (
        <button key={tab.id} type="button" class="tab" aria-pressed={tab.id === at} onClick={() => turn(tab.id)}>
          {tab.label}
        </button>
      ))}
    </div>
  );
}
