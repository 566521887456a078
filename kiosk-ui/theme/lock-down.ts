/** Takes away what a browser offers and a kiosk must not: menus, selection, dragging, zooming. CSS takes away the gestures. */

const REFUSED = ['contextmenu', 'dragstart', 'selectstart', 'gesturestart'] as const;

/** Refuses them on the whole document, and zooming by wheel or keys. */
export function lockDown(target: Document): void {
  for (const kind of REFUSED) target.addEventListener(kind, (event) => event.preventDefault());
  target.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey) event.preventDefault();
    },
    { passive: false },
  );
  target.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && ['+', '-', '=', '0', 'p', 's', 'o'].includes(event.key)) event.preventDefault();
  });
}
