/** Takes away what a browser offers and a kiosk must not: menus, selection, dragging, zooming. CSS takes away the gestures. */
import { watchForScanner } from './scanner-keys.ts';

const REFUSED = ['contextmenu', 'dragstart', 'selectstart', 'gesturestart', 'auxclick'] as const;

/** Letters that open a dialog or another page of the browser together with Ctrl or Meta; the signs zoom. */
const SHORTCUTS: ReadonlySet<string> = new Set(['+', '-', '=', '0', 'p', 's', 'o', 'f', 'g', 'u', 'h', 'j', 'd']);

/** Refuses them on the whole document, zooming by wheel or keys, and the Enter of a scanner that types. */
export function lockDown(target: Document): void {
  for (const kind of REFUSED) target.addEventListener(kind, (event) => event.preventDefault());
  target.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey) event.preventDefault();
    },
    { passive: false },
  );
  const typedByScanner = watchForScanner();
  target.addEventListener(
    'keydown',
    (event) => {
      const shortcut = (event.ctrlKey || event.metaKey) && SHORTCUTS.has(event.key.toLowerCase());
      if (shortcut || typedByScanner(event.key, event.timeStamp)) event.preventDefault();
    },
    { capture: true },
  );
}
