/** Whether anything is simulated; apart from the simulators, so that a machine that serves people never loads them. */
import type { Settings } from '../../shared/settings/settings.ts';

/** Whether the settings ask for any simulator. */
export function wantsSimulators(settings: Settings): boolean {
  return settings.simulators !== undefined || Object.values(settings.devices).some((device) => device?.address.via === 'simulator');
}
