/** The kiosk's own rectangle: millimetres, colours and shape are set on it, so that nothing outside (the dock) is touched by them. */
import type { ComponentChildren, VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Preferences } from '../../shared/kiosk/acts.ts';
import { shapeOf, shrunkTo } from './shape.ts';

/** Pitch of a 21.5 inch panel with 1080 lines, until the agent has told the true one. */
const ASSUMED_PITCH_MM = 0.248;
/** Its pixels, until the page has been laid out. */
const ASSUMED_PANEL = { width: 1920, height: 1080 };

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
  const [panel, setPanel] = useState(ASSUMED_PANEL);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      setPanel((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  const [widthMm, heightMm] = [panel.width * pitch, panel.height * pitch];
  const shrunk = shrunkTo(widthMm, heightMm, large);
  const shape = shapeOf(widthMm / shrunk, heightMm / shrunk, { large, low });
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
