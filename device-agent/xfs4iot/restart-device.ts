/** What `Reset` means for devices without moving parts of their own: close the line, open it again, see it come back. */
import type { DeviceStatus } from '../../shared/device/status.ts';
import type { SupervisedDevice } from '../devices/interfaces.ts';
import { pause, type Clock } from '../platform/clock.ts';
import { outcomeOfFault } from './fault-outcome.ts';
import { XFS4IOT_DELAYS } from './limits.ts';
import { SUCCESS, type Outcome } from './outcome.ts';

/** Success once the device is online again; what it says of itself when it is not within the deadline. */
export async function restartDevice(device: SupervisedDevice<DeviceStatus>, clock: Clock, signal: AbortSignal): Promise<Outcome<never>> {
  await device.stop();
  device.start();
  const over = new AbortController();
  const look = (status: DeviceStatus): void => {
    if (status.device === 'online') over.abort();
  };
  const stopLooking = device.status.watch(look);
  look(device.status.current);
  await pause(clock, XFS4IOT_DELAYS.resetMs, AbortSignal.any([over.signal, signal]));
  stopLooking();
  const { device: state, fault } = device.status.current;
  if (state === 'online') return SUCCESS;
  return fault === null ? { code: 'deviceNotReady' } : outcomeOfFault(fault);
}
