/** Joins the photo decoder of the settings to the session. */
import type { Settings } from '../../shared/settings/settings.ts';
import type { Clock } from '../platform/clock.ts';
import { runFilter } from '../platform/filter-program.ts';
import type { Log } from '../platform/log.ts';
import { PORTRAIT_MAX_BYTES, portraitOf } from '../session/portrait.ts';
import type { DrawPhoto } from '../session/ports.ts';

/** How long the decoder may take, in milliseconds: the page does not wait for it. */
const DECODER_MS = 3_000;

/** Null where no decoder is configured: no photo is drawn then. A decoder that fails is told to the log, as a code, and to nobody else. */
export function drawPhotoOf(decoder: Settings['idPhotoDecoder'], clock: Clock, log: Log): DrawPhoto | null {
  if (decoder === undefined) return null;
  const { command, args = [] } = decoder;
  return async (photo, signal) => {
    const picture = await runFilter({ command, args }, photo, { clock, withinMs: DECODER_MS, outputMaxBytes: PORTRAIT_MAX_BYTES, signal });
    const portrait = picture === null ? null : portraitOf(picture);
    picture?.fill(0);
    if (portrait === null && !signal.aborted) log.write('photo.not-drawn', {});
    return portrait;
  };
}
