/** What the agent does beside its work: forgets what is of no more use, tells the log how its devices are. */
import type { Watchable } from '../../shared/base/watchable.ts';
import type { DeviceStatus } from '../../shared/device/status.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';

/** Records of settled hand-ins (no person's data) open the progress of old slips; after this they are of no use to anybody. */
const KEEP_SETTLED_DAYS = 180;
const DAY_MS = 86_400_000;

/** Forgets at once and then daily; returns what ends it. */
export function forgetDaily(outbox: Outbox, clock: Clock): CancelTimer {
  let cancel: CancelTimer = () => {};
  const forget = (): void => {
    outbox.forgetSettled(new Date(clock.wall().getTime() - KEEP_SETTLED_DAYS * DAY_MS));
    cancel = clock.after(DAY_MS, forget);
  };
  forget();
  return () => cancel();
}

/** Writes every change of a device's state. */
export function watchDevices(statuses: readonly Watchable<DeviceStatus>[], log: Log): void {
  for (const status of statuses) {
    status.watch(({ role, device: state, fault }) => {
      log.write(fault === null ? 'device.state' : 'device.fault', { device: role, state, ...(fault === null ? {} : { code: fault }) });
    });
  }
}
