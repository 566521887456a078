/** The profiles that the simulators play: those of the settings where a simulator serves the role, else the shipped ones. */
import { err, ok, type Result } from '../../shared/base/result.ts';
import { scannerProfileSchema, type SerialScannerProfile } from '../../shared/settings/scanner-profile.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { PrinterProfile } from '../drivers/receipt-escpos/profile.ts';
import { loadPrinter } from './devices.ts';
import { loadProfile } from './load-profile.ts';

/** Profiles that the simulators play. */
export interface SimulatedProfiles {
  readonly receiptPrinter: PrinterProfile;
  readonly codeScanner: SerialScannerProfile;
}

/** Loads them. A HID profile cannot be played at a TCP port. */
export function simulatedProfiles(settings: Settings, config: string): Result<SimulatedProfiles, readonly string[]> {
  const printer = loadPrinter(config, settings.devices.receiptPrinter?.profile ?? 'epson-tm-t88-80mm');
  const scanner = loadProfile(config, 'scanners', settings.devices.codeScanner?.profile ?? 'simulated-serial', scannerProfileSchema);
  if (!printer.ok) return err([printer.error]);
  if (!scanner.ok) return err([scanner.error]);
  if (scanner.value.link !== 'serial') return err(['模拟扫码器只能用串口型号的设备配置']);
  return ok({ receiptPrinter: printer.value, codeScanner: scanner.value });
}
