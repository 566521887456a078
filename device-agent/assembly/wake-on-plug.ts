/** Wakes the devices when something is plugged in, so that one that is back serves at once and not at its next try. */
import type { Settings } from '../../shared/settings/settings.ts';
import { watchHotplug, type HotplugWatch } from '../transport/hotplug.ts';
import { usbDeviceOf } from './usb-device.ts';

/** Starts watching; null where no device of the settings can be plugged in. */
export function wakeOnPlug(settings: Settings, devices: readonly { wake(): void }[]): HotplugWatch | null {
  const plugged = Object.values(settings.devices).some((device) => device !== undefined && usbDeviceOf(device.address) !== null);
  if (!plugged) return null;
  return watchHotplug(({ action }) => {
    if (action === 'add') for (const device of devices) device.wake();
  });
}
