/** A boxed remark: warm where it needs you, calm otherwise. */
import type { ComponentChildren, VNode } from 'preact';
import { Icon } from './icon.tsx';

/** Props of Note. */
export interface NoteProps {
  readonly tone: 'warm' | 'calm';
  readonly icon?: string;
  /** Keeps its place and says nothing. */
  readonly blank?: boolean;
  readonly children: ComponentChildren;
}

/** Draws the remark. */
export function Note({ tone, icon = 'info', blank = false, children }: NoteProps): VNode {
  return (
    <div class={`note ${tone}${blank ? ' blank' : ''}`}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}
