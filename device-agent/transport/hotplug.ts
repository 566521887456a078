/** Tells when devices are plugged in and pulled out: a `udevadm monitor` that is kept running. */
import { spawn } from 'node:child_process';
import { Watched } from '../../shared/base/watchable.ts';
import type { Watchable } from '../../shared/base/watchable.ts';
import { pause, systemClock } from '../platform/clock.ts';
import type { Clock } from '../platform/clock.ts';
import { TRANSPORT_DELAYS } from './delays.ts';
import { HotplugBlocks } from './hotplug-blocks.ts';
import type { HotplugEvent } from './hotplug-blocks.ts';

/** `unavailable`: there is no udevadm here or it does not run; lines are then found by their own back-off alone. */
export type HotplugState = 'starting' | 'watching' | 'unavailable';

/** A running watch. */
export interface HotplugWatch {
  readonly state: Watchable<HotplugState>;
  stop(): Promise<void>;
}

const MONITOR = ['monitor', '--udev', '--property', ...['hidraw', 'tty', 'usbmisc', 'usb'].map((name) => `--subsystem-match=${name}`)];

/** Starts watching. `add` events come after udev has set group, mode and links, so the node may be opened at once: wake the line keepers. */
export function watchHotplug(
  listener: (event: HotplugEvent) => void,
  clock: Clock = systemClock,
  udevadm: string = 'udevadm',
): HotplugWatch {
  const state = new Watched<HotplugState>('starting');
  const stopping = new AbortController();

  function runOnce(): Promise<void> {
    return new Promise((resolve) => {
      const child = spawn(udevadm, MONITOR, { stdio: ['ignore', 'pipe', 'ignore'] });
      const blocks = new HotplugBlocks();
      const end = (): void => {
        stopping.signal.removeEventListener('abort', kill);
        if (!stopping.signal.aborted) state.set('unavailable');
        resolve();
      };
      const kill = (): void => void child.kill('SIGTERM');
      stopping.signal.addEventListener('abort', kill, { once: true });
      child.stdout.setEncoding('utf8');
      child.stdout.on('data', (text: string) => {
        state.set('watching');
        for (const event of blocks.push(text)) listener(event);
      });
      child.once('error', end);
      child.once('exit', end);
    });
  }

  async function keep(): Promise<void> {
    let nextMs: number = TRANSPORT_DELAYS.hotplugFirstMs;
    while (!stopping.signal.aborted) {
      const bornMs = clock.monotonicMs();
      await runOnce();
      if (clock.monotonicMs() - bornMs >= TRANSPORT_DELAYS.healthyMs) nextMs = TRANSPORT_DELAYS.hotplugFirstMs;
      await pause(clock, nextMs, stopping.signal);
      nextMs = Math.min(nextMs * 2, TRANSPORT_DELAYS.hotplugLongestMs);
    }
  }

  const kept = keep();
  return {
    state,
    stop: () => {
      stopping.abort();
      return kept;
    },
  };
}
