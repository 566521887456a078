/** What the citizen has before the eyes, as far as an act depends on it. */
import type { KioskSnapshot } from '../../shared/kiosk/snapshot.ts';

/**
 * Equal for two snapshots on which the same press means the same thing. A device that blinks, a clock that runs or a letter just typed
 * changes the revision but not the picture.
 */
export function pictureOf(snapshot: KioskSnapshot): string {
  const { view } = snapshot;
  if (view.state !== 'open') return `${snapshot.session} ${view.state}`;
  const { journey, place, print, progress } = view;
  const step =
    journey === null
      ? null
      : journey.step.at === 'answering'
        ? [journey.id, journey.step.ask.question.id]
        : [journey.id, steady(journey.step)];
  return JSON.stringify([snapshot.session, step, progress?.serial ?? null, print?.state ?? null, journey === null ? place : null]);
}

function steady(step: object): object {
  return 'reading' in step ? { ...step, reading: false } : step;
}
