/** From a fault to the device state that XFS4IoT knows. */
import type { DeviceState } from '../../shared/device/status.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';

/**
 * `powerOff` also means unplugged; `userError`: a person must change a setting or a plug; everything else may clear by itself, until the
 * device is suspected.
 */
export function stateUnder(fault: FaultCode, suspect = false): DeviceState {
  if (fault === 'device.lost' || fault === 'device.no-device-at-path') return 'powerOff';
  if (fault === 'device.keyboard-mode' || fault === 'device.wrong-device') return 'userError';
  return suspect || fault === 'device.hardware' || fault === 'sam.out-of-service' ? 'hardwareError' : 'offline';
}
