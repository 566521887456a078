/** The last changes of the machine's devices, newest first, in memory. */
import { Watched, type Watchable } from '../../shared/base/watchable.ts';
import type { DeviceEvent } from '../../shared/console/snapshot.ts';
import type { DeviceStatus } from '../../shared/device/status.ts';
import type { Clock } from '../platform/clock.ts';
import { CONSOLE_LIMITS } from './delays.ts';

/** Follows the statuses until `stop`. */
export function followDevices(
  statuses: readonly Watchable<DeviceStatus>[],
  clock: Clock,
): { readonly events: Watchable<readonly DeviceEvent[]>; stop(): void } {
  const events = new Watched<readonly DeviceEvent[]>([]);
  const removers = statuses.map((status) => {
    let seen = status.current;
    return status.watch((next) => {
      // Paper, media and light change often; the list is of devices that come, go and fail.
      const same = next.device === seen.device && next.fault === seen.fault;
      seen = next;
      if (same) return;
      const event: DeviceEvent = { at: clock.wall().toISOString(), role: next.role, device: next.device, fault: next.fault };
      events.set([event, ...events.current].slice(0, CONSOLE_LIMITS.events));
    });
  });
  return {
    events,
    stop() {
      for (const remove of removers) remove();
    },
  };
}
