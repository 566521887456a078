/** The machine's devices in slots, so that each can be changed while everything else runs. */
import { assertNever } from '../../shared/base/never.ts';
import type { DeviceRole } from '../../shared/device/status.ts';
import { codeScannerSlot, documentPrinterSlot, idReaderSlot, receiptPrinterSlot, type Slot } from '../devices/device-slot.ts';
import type { Devices } from './devices.ts';

/** One slot for every role. */
export type DeviceSlots = { readonly [Role in DeviceRole]: Devices[Role] & Slot<Devices[Role]> };

/** Puts devices into slots. */
export function inSlots(devices: Devices): DeviceSlots {
  return {
    idReader: idReaderSlot(devices.idReader),
    receiptPrinter: receiptPrinterSlot(devices.receiptPrinter),
    codeScanner: codeScannerSlot(devices.codeScanner),
    documentPrinter: documentPrinterSlot(devices.documentPrinter),
  };
}

/** Puts the device of one role into its slot; the others of `next` are never started. */
export function putInSlot(slots: DeviceSlots, role: DeviceRole, next: Devices): Promise<void> {
  switch (role) {
    case 'idReader':
      return slots.idReader.put(next.idReader);
    case 'receiptPrinter':
      return slots.receiptPrinter.put(next.receiptPrinter);
    case 'codeScanner':
      return slots.codeScanner.put(next.codeScanner);
    case 'documentPrinter':
      return slots.documentPrinter.put(next.documentPrinter);
    default:
      return assertNever(role);
  }
}
