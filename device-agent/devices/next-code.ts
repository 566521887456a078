/** Waits for one code at a scanner that is free. */
import type { ScannedCode } from '../../shared/device/code.ts';
import type { Clock } from '../platform/clock.ts';
import type { CodeScanner } from './interfaces.ts';

/** The next code; null when none came within `withinMs`, or when `signal` was given. */
export function nextCode(
  scanner: Pick<CodeScanner, 'listen'>,
  clock: Clock,
  withinMs: number,
  signal: AbortSignal,
): Promise<ScannedCode | null> {
  return new Promise((resolve) => {
    const finish = (code: ScannedCode | null): void => {
      cancel();
      leave();
      signal.removeEventListener('abort', stop);
      resolve(code);
    };
    const stop = (): void => finish(null);
    const leave = scanner.listen(finish);
    const cancel = clock.after(withinMs, stop);
    signal.addEventListener('abort', stop, { once: true });
  });
}
