/** The frame of every page: the question on top, one answer area, 返回 lower left, the main button lower right. */
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Scroller } from './scroller.tsx';
import type { Beyond } from './scroller.tsx';

/** Props of Page. */
export interface PageProps {
  readonly title: string;
  /** A small line above the title. */
  readonly over?: ComponentChildren;
  /** A sentence under the title. */
  readonly lead?: ComponentChildren;
  readonly children?: ComponentChildren;
  /** Lower left. */
  readonly back?: ComponentChildren;
  /** Between. */
  readonly extra?: ComponentChildren;
  /** Lower right. */
  readonly main?: ComponentChildren;
  /** Stays under the scrolling part: keyboard, keypad. */
  readonly dock?: ComponentChildren;
  /** Stays above the scrolling part: tabs, field. */
  readonly top?: ComponentChildren;
  readonly beyond?: Beyond;
  /** Long content pages; content made to fit does not. */
  readonly fill?: 'scroll' | 'centre';
  /** A change of it turns back to the top. */
  readonly part?: string;
}

/** Draws the page and puts the focus on its question, so that keys and screen readers start there. */
export function Page({ title, over, lead, children, back, extra, main, dock, top, beyond, fill = 'scroll', part = '' }: PageProps): VNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [title]);
  return (
    <div class="page">
      <header class="page-head">
        {over !== undefined && <p class="over">{over}</p>}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <p class="lead">{lead}</p>}
      </header>
      {top !== undefined && <div class="page-top">{top}</div>}
      <Scroller label={title} centre={fill === 'centre'} part={`${title} ${part}`} {...(beyond === undefined ? {} : { beyond })}>
        {children}
      </Scroller>
      {dock !== undefined && <div class="page-dock">{dock}</div>}
      {(back !== undefined || extra !== undefined || main !== undefined) && (
        <footer class="page-foot">
          <div class="foot-left">{back}</div>
          <div class="foot-right">
            {extra}
            {main}
          </div>
        </footer>
      )}
    </div>
  );
}
