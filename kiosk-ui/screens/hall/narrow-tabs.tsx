/** The filters of a list of matters: 不用跑, 即办, 周末可办, the kinds of power, 公共服务; shown where they would leave something. */
import type { VNode } from 'preact';
import type { Narrow } from '../../../shared/catalog/views.ts';
import { Tabs } from '../../parts/tabs.tsx';
import { say } from '../../words/words.ts';

/** Props of NarrowTabs. `at` is null where nothing is filtered. */
export interface NarrowTabsProps {
  readonly narrows: readonly Narrow[];
  readonly at: Narrow | null;
  readonly turn: (to: Narrow | null) => void;
}

/** Draws the filters. */
export function NarrowTabs({ narrows, at, turn }: NarrowTabsProps): VNode {
  return (
    <Tabs
      label={say('narrow.group')}
      tabs={[{ id: 'all', label: say('narrow.all') }, ...narrows.map((narrow) => ({ id: narrow, label: say(`narrow.${narrow}`) }))]}
      at={at ?? 'all'}
      turn={(id) => turn(id === 'all' ? null : id)}
    />
  );
}
