/** Wakes the devices when something is plugged in, so that one that is back serves at once and not at its next try. */
import type { Watchable } from '../../shared/base/watchable.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { watchHotplug, type HotplugWatch } from '../transport/hotplug.ts';
import { usbDeviceOf } from './usb-device.ts';

/** Watches the bus as soon as a device of the settings can be plugged in, and from then on. */
export function wakeOnPlug(settings: Watchable<Settings>, devices: readonly { wake(): void }[]): { stop(): Promise<void> } {
  let watch: HotplugWatch | null = null;
  const look = (now: Settings): void => {
    if (watch !== null || !hasPlug(now)) return;
    watch = watchHotplug(({ action }) => {
      if (action === 'add') for (const device of devices) device.wake();
    });
  };
  look(settings.current);
  const unwatch = settings.watch(look);
  return {
    async stop() {
      unwatch();
      await watch?.stop();
    },
  };
}

function hasPlug({ devices }: Settings): boolean {
  return Object.values(devices).some((device) => device !== undefined && usbDeviceOf(device.address) !== null);
}
