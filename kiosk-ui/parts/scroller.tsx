/** Content that may be longer than its room: visible page buttons instead of a scroll bar; a finger may also push it. */
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { useLabels } from './labels.ts';

/** Pages that lie beyond this content: the pager turns to them at its ends. */
export interface Beyond {
  /** From 0. */
  readonly at: number;
  readonly of: number;
  readonly turn: (to: number) => void;
}

/** Props of Scroller. */
export interface ScrollerProps {
  readonly label: string;
  readonly children: ComponentChildren;
  readonly centre?: boolean;
  readonly beyond?: Beyond;
  /** A change of it turns back to the first page. */
  readonly part: string;
}

interface Extent {
  readonly at: number;
  readonly of: number;
}

/** Lines kept in view from the page before, so that nobody loses the place. */
const OVERLAP = 0.12;
/** Rounding of fractional pixels is no content. */
const SLACK_PX = 4;

/** Draws the content and, only when it does not fit, the pager. */
export function Scroller({ label, children, centre = false, beyond, part }: ScrollerProps): VNode {
  const labels = useLabels();
  const view = useRef<HTMLDivElement>(null);
  const [extent, setExtent] = useState<Extent>({ at: 0, of: 1 });

  function measure(): void {
    const box = view.current;
    if (box === null) return;
    const hidden = box.scrollHeight - box.clientHeight;
    const step = box.clientHeight * (1 - OVERLAP);
    const of = hidden <= SLACK_PX || step <= 0 ? 1 : 1 + Math.ceil((hidden - SLACK_PX) / step);
    const at = hidden - box.scrollTop <= SLACK_PX ? of - 1 : Math.min(of - 1, Math.round(box.scrollTop / step));
    setExtent((before) => (before.at === at && before.of === of ? before : { at, of }));
  }

  useLayoutEffect(() => {
    if (view.current !== null) view.current.scrollTop = 0;
    measure();
  }, [part]);
  useEffect(() => {
    const box = view.current;
    if (box === null) return undefined;
    const watcher = new ResizeObserver(measure);
    watcher.observe(box);
    if (box.firstElementChild !== null) watcher.observe(box.firstElementChild);
    return () => watcher.disconnect();
  }, []);

  function turn(by: -1 | 1): void {
    const box = view.current;
    if (box === null) return;
    const to = extent.at + by;
    if (to >= 0 && to < extent.of) box.scrollTo({ top: to * box.clientHeight * (1 - OVERLAP) });
    else beyond?.turn(beyond.at + by);
  }

  const within = extent.of > 1;
  const more = !within ? undefined : extent.at === 0 ? 'below' : extent.at === extent.of - 1 ? 'above' : 'both';
  const paged = within || (beyond !== undefined && beyond.of > 1);
  const first = extent.at === 0 && (beyond === undefined || beyond.at === 0);
  const last = extent.at === extent.of - 1 && (beyond === undefined || beyond.at >= beyond.of - 1);
  return (
    <div class="scroller">
      <div
        class="scroll-view"
        data-more={more}
        ref={view}
        onScroll={measure}
        {...(within ? { tabIndex: 0, role: 'region', 'aria-label': label } : {})}
      >
        <div class={centre ? 'scroll-body centre' : 'scroll-body'}>{children}</div>
      </div>
      {paged && (
        <div class="pager">
          <Button label={labels.before} onPress={() => turn(-1)} disabled={first} />
          <span class="pager-at">
            {beyond !== undefined && beyond.of > 1 ? labels.pageAt(beyond.at + 1, beyond.of) : labels.pageAt(extent.at + 1, extent.of)}
          </span>
          <Button label={labels.after} onPress={() => turn(1)} disabled={last} />
        </div>
      )}
    </div>
  );
}
