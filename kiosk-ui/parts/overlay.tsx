/** A question that lies above the page until it is answered; takes the focus. */
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Scroller } from './scroller.tsx';

/** Props of Overlay. */
export interface OverlayProps {
  readonly title: string;
  readonly icon?: ComponentChildren;
  readonly lead?: ComponentChildren;
  readonly children?: ComponentChildren;
  /** Left to right; the affirmative one last. */
  readonly actions?: ComponentChildren;
  readonly tone?: 'calm' | 'warm';
}

/** The focus goes back to where it was, once the page below may take it again; the page's question takes it where that is gone. */
function giveBack(before: Element | null): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus({ preventScroll: true });
    else document.querySelector<HTMLElement>('.stage h1')?.focus({ preventScroll: true });
  });
}

/** Draws the overlay. */
export function Overlay({ title, icon, lead, children, actions, tone = 'calm' }: OverlayProps): VNode {
  const heading = useRef<HTMLHeadingElement>(null);
  // Read while drawing: once the page below is inert, the browser has taken the focus from it.
  const before = useRef(document.activeElement);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [title]);
  useEffect(() => () => giveBack(before.current), []);
  return (
    <div class={`overlay ${tone}`} role="dialog" aria-modal="true" aria-label={title}>
      <div class="overlay-card">
        <header class="overlay-head">
          {icon}
          <div>
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {lead !== undefined && <p class="lead">{lead}</p>}
          </div>
        </header>
        {children !== undefined && (
          <Scroller label={title} part={title}>
            {children}
          </Scroller>
        )}
        {actions !== undefined && <footer class="overlay-foot">{actions}</footer>}
      </div>
    </div>
  );
}
