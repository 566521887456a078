/** The kiosk's own rectangle: millimetres, colours and shape are set on it, so that nothing outside (the dock) is touched by them. */
import type { ComponentChildren, VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Preferences } from '../../shared/kiosk/acts.ts';
import { shapeOf, shrunkTo } from './shape.ts';
import type { Shape } from './shape.ts';

/** Pitch of a 21.5 inch panel with 1080 lines, until the agent has told the true one. */
const ASSUMED_PITCH_MM = 0.248;

/** Props of Frame. */
export interface FrameProps {
  readonly pitchMm: number | null;
  readonly preferences: Preferences;
  readonly touched: () => void;
  readonly children: ComponentChildren;
}

/** Draws the rectangle and measures it. */
export function Frame({ pitchMm, preferences, touched, children }: FrameProps): VNode {
  const box = useRef<HTMLDivElement>(null);
  const pitch = pitchMm ?? ASSUMED_PITCH_MM;
  const large = preferences.size === 'large';
  const { low } = preferences;
  const [shape, setShape] = useState<Shape>({ direction: 'wide', room: 'ample', keys: 'below' });
  const [shrunk, setShrunk] = useState(1);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = (): void => {
      const [width, height] = [element.clientWidth * pitch, element.clientHeight * pitch];
      const shrinks = shrunkTo(width, height, large);
      setShrunk(shrinks);
      const next = shapeOf(width / shrinks, height / shrinks, { large, low });
      setShape((before) => (before.direction === next.direction && before.room === next.room && before.keys === next.keys ? before : next));
    };
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [pitch, large, low]);
  return (
    <div
      ref={box}
      class="kiosk"
      data-theme={preferences.theme}
      data-size={preferences.size}
      data-low={String(preferences.low)}
      data-direction={shape.direction}
      data-room={shape.room}
      data-keys={shape.keys}
      style={{ '--mm': `${shrunk / pitch}px` }}
      onPointerDown={touched}
    >
      {children}
    </div>
  );
}
