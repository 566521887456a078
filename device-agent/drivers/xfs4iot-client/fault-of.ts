/** Failures and states of a service in our own faults. */
import { assertNever } from '../../../shared/base/never.ts';
import type { DeviceState } from '../../../shared/device/status.ts';
import type { FaultCode } from '../../../shared/fault/fault.ts';
import type { CommandFailure } from './conversation.ts';

/** Why a device in this state is not to be used; null = it is. */
export function faultOfState(state: DeviceState): FaultCode | null {
  switch (state) {
    case 'online':
    case 'potentialFraud':
    case 'starting':
      return null;
    case 'powerOff':
    case 'offline':
      return 'device.lost';
    case 'noDevice':
      return 'device.no-device-at-path';
    case 'deviceBusy':
      return 'device.busy';
    case 'hardwareError':
    case 'userError':
    case 'fraudAttempt':
      return 'device.hardware';
    default:
      return assertNever(state);
  }
}

/** Listed failures that we have a word for. */
const FAULT_OF_ERROR: Readonly<Record<string, FaultCode>> = {
  noMedia: 'card.replace',
  invalidMedia: 'card.number-check',
  paperOut: 'printer.paper-out',
  paperJammed: 'printer.jammed',
  mediaJammed: 'printer.jammed',
  tonerOut: 'printer.toner-out',
};

/** Why a command failed. */
export function faultOfFailure({ why, errorCode }: CommandFailure): FaultCode {
  switch (why) {
    case 'lost':
      return 'device.lost';
    case 'silent':
      return 'device.silent';
    case 'timeOut':
      return 'device.timeout';
    case 'canceled':
      return 'device.canceled';
    case 'refused':
    case 'sequenceError':
      return 'device.busy';
    case 'deviceNotReady':
      return 'device.lost';
    case 'invalidData':
    case 'unsupportedData':
      return 'printer.rejected';
    case 'commandErrorCode':
      return FAULT_OF_ERROR[errorCode ?? ''] ?? 'device.hardware';
    case 'unsupportedCommand':
    case 'invalidCommand':
      return 'device.wrong-device';
    default:
      return 'device.hardware';
  }
}
