/** Device faults in the standard's words: a listed error code where the command has one, else the completion code of CWA 17852 Common. */
import type { PrintOutcome } from '../../shared/device/print.ts';
import type { DeviceStatus } from '../../shared/device/status.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { listed, SUCCESS, type Outcome, type PlainCode } from './outcome.ts';

type DeviceFault = Extract<FaultCode, `device.${string}` | `card.${string}` | `sam.${string}` | `printer.${string}`>;

/** `deviceNotReady`: absent, off, starting or taken; `userError`: a person prevents its working; `hardwareError`: it does not work. */
const CODE_OF_FAULT = {
  'device.not-configured': 'deviceNotReady',
  'device.no-device-at-path': 'deviceNotReady',
  'device.wrong-device': 'deviceNotReady',
  'device.port-busy': 'deviceNotReady',
  'device.permission-denied': 'deviceNotReady',
  'device.library-missing': 'deviceNotReady',
  'device.lost': 'deviceNotReady',
  'device.silent': 'deviceNotReady',
  'device.garbled': 'hardwareError',
  'device.busy': 'deviceNotReady',
  'device.canceled': 'canceled',
  'device.timeout': 'timeOut',
  'device.hardware': 'hardwareError',
  'device.keyboard-mode': 'deviceNotReady',
  'card.replace': 'userError',
  'card.wrong-type': 'userError',
  'card.number-check': 'userError',
  'card.expired': 'userError',
  'card.left-behind': 'userError',
  'card.other-person': 'userError',
  'sam.out-of-service': 'hardwareError',
  'printer.paper-out': 'userError',
  'printer.paper-low': 'userError',
  'printer.cover-open': 'userError',
  'printer.cutter': 'hardwareError',
  'printer.too-hot': 'deviceNotReady',
  'printer.uncertain': 'hardwareError',
  'printer.jammed': 'userError',
  'printer.toner-out': 'userError',
  'printer.rejected': 'invalidData',
  'printer.missing-glyph': 'invalidData',
} as const satisfies Record<DeviceFault, PlainCode>;

/** The plain outcome of a fault, with our fault code as the description. A fault that no device has is our own bug. */
export function outcomeOfFault(fault: FaultCode): Outcome<never> {
  return { code: isDeviceFault(fault) ? CODE_OF_FAULT[fault] : 'internalError', why: fault };
}

/** Why a device cannot take a command now; null = it can. One that is merely busy sees to its own order. */
export function lossOf({ device, fault }: DeviceStatus): Outcome<never> | null {
  if (device === 'online' || device === 'potentialFraud' || device === 'deviceBusy') return null;
  return fault === null ? { code: 'deviceNotReady' } : outcomeOfFault(fault);
}

/** The outcome of a print. The standard has no word for "perhaps printed": the description says `uncertain`. */
export function outcomeOfPrint(outcome: PrintOutcome): Outcome<'paperOut' | 'paperJammed' | 'tonerOut'> {
  if (outcome.kind === 'done') return SUCCESS;
  switch (outcome.fault) {
    case 'printer.paper-out':
      return listed('paperOut');
    case 'printer.jammed':
      return listed('paperJammed');
    case 'printer.toner-out':
      return listed('tonerOut');
    default: {
      const plain = outcomeOfFault(outcome.fault);
      return outcome.kind === 'uncertain' && plain.code !== 'success' && plain.code !== 'commandErrorCode'
        ? { ...plain, why: `uncertain ${outcome.fault}` }
        : plain;
    }
  }
}

function isDeviceFault(fault: FaultCode): fault is DeviceFault {
  return Object.hasOwn(CODE_OF_FAULT, fault);
}
