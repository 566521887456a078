/** A deadline for what a stick is asked: a worn one may not answer at all, and a read cannot be called back. */
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Clock } from '../platform/clock.ts';
import { UPDATE_LIMITS } from './limits.ts';

/** The answer, or `late`; a late answer is dropped. */
export async function inTime<T>(clock: Clock, asked: Promise<T>): Promise<Result<T, 'late'>> {
  const late = Promise.withResolvers<Result<T, 'late'>>();
  const cancel = clock.after(UPDATE_LIMITS.readMs, () => late.resolve(err('late')));
  try {
    return await Promise.race([asked.then((value) => ok(value)), late.promise]);
  } finally {
    cancel();
  }
}
