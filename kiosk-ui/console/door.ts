/** The hidden way from the citizen's page to the console: five taps into the upper left corner within four seconds. A citizen never does that. */

/** The gesture. */
const DOOR = {
  taps: 5,
  withinMs: 4_000,
  /** Edge of the corner in CSS pixels: about 2 cm. */
  cornerPx: 80,
} as const;

/** Calls `open` after the gesture. It only leads to the log-in: behind the door stands the gate. */
export function watchDoor(target: Document, nowMs: () => number, open: () => void): void {
  let taps: number[] = [];
  target.addEventListener('pointerdown', (event) => {
    if (event.clientX > DOOR.cornerPx || event.clientY > DOOR.cornerPx) {
      taps = [];
      return;
    }
    const now = nowMs();
    taps = [...taps.filter((tap) => now - tap < DOOR.withinMs), now];
    if (taps.length < DOOR.taps) return;
    taps = [];
    open();
  });
}
