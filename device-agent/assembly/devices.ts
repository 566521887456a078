/** Builds the device of every role from its setting; a role without a setting gets the absent one. */
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { documentPrinterProfileSchema, type DocumentPrinterProfile } from '../../shared/settings/document-printer-profile.ts';
import { idReaderProfileSchema } from '../../shared/settings/id-reader-profile.ts';
import { scannerProfileSchema, type ScannerProfile } from '../../shared/settings/scanner-profile.ts';
import type { DeviceSetting, Settings } from '../../shared/settings/settings.ts';
import { absentCodeScanner, absentDocumentPrinter, absentIdReader, absentReceiptPrinter } from '../devices/absent.ts';
import { createCodeScanner } from '../devices/code-scanner.ts';
import { createDocumentPrinter } from '../devices/document-printer.ts';
import { createIdCardReader } from '../devices/id-card-reader.ts';
import type { CodeScanner, DocumentPrinter, IdCardReader, ReceiptPrinter } from '../devices/interfaces.ts';
import { createReceiptPrinter } from '../devices/receipt-printer.ts';
import type { PrintJournal } from '../devices/print-journal.ts';
import { httpExchange } from '../drivers/ipp/http.ts';
import type { GlyphSource } from '../drivers/receipt-escpos/bitmap.ts';
import { encodeReceipt } from '../drivers/receipt-escpos/encode.ts';
import { parsePrinterProfile, type PrinterProfile } from '../drivers/receipt-escpos/profile.ts';
import { XfsCodeScanner } from '../drivers/xfs4iot-client/code-scanner.ts';
import { XfsDocumentPrinter } from '../drivers/xfs4iot-client/document-printer.ts';
import { XfsIdReader } from '../drivers/xfs4iot-client/id-reader.ts';
import { XfsReceiptPrinter } from '../drivers/xfs4iot-client/receipt-printer.ts';
import type { Clock } from '../platform/clock.ts';
import type { ChannelOpener } from '../transport/byte-channel.ts';
import { usbResetOf, type UsbReset } from '../transport/usb-reset.ts';
import { loadJson, loadProfile } from './load-profile.ts';
import { openerOf } from './open-address.ts';
import { serviceAt } from './open-service.ts';
import { usbDeviceOf } from './usb-device.ts';

/** One device for every role. */
export interface Devices {
  readonly idReader: IdCardReader;
  readonly receiptPrinter: ReceiptPrinter;
  readonly codeScanner: CodeScanner;
  readonly documentPrinter: DocumentPrinter;
}

/** What devices stand on. `simulatorPorts` is null where nothing is simulated. */
export interface DeviceParts {
  readonly settings: Settings;
  readonly profiles: Profiles;
  readonly clock: Clock;
  readonly glyphs: GlyphSource;
  readonly journal: PrintJournal;
  /** IPP address of the simulated A4 printer; null where it is not simulated. */
  readonly simulatedDocumentPrinter: string | null;
  readonly simulatorPorts: { readonly idReader: number; readonly receiptPrinter: number; readonly codeScanner: number } | null;
}

/** The line of a device that is plugged in here, and the reset of its USB port where there is one. */
type LineOf = (
  setting: DeviceSetting,
  baudRate: number,
  role: 'idReader' | 'receiptPrinter' | 'codeScanner',
) => { readonly opener: ChannelOpener; readonly usbReset?: UsbReset };

/** The profiles that the settings name. */
export interface Profiles {
  readonly idReader: { readonly envelope: 'serial' | 'miaxis-hid' | 'derk-hid'; readonly baudRate: number } | null;
  readonly receiptPrinter: PrinterProfile | null;
  readonly codeScanner: ScannerProfile | null;
  readonly documentPrinter: DocumentPrinterProfile | null;
}

/** Loads the profiles; every file that does not fit is named. */
export function loadProfiles(settings: Settings, config: string): Result<Profiles, readonly string[]> {
  const { idReader, receiptPrinter, codeScanner, documentPrinter } = settings.devices;
  const reader = idReader === undefined ? ok(null) : loadProfile(config, 'id-readers', idReader.profile, idReaderProfileSchema);
  const printer = receiptPrinter === undefined ? ok(null) : loadPrinter(config, receiptPrinter.profile);
  const scanner = codeScanner === undefined ? ok(null) : loadProfile(config, 'scanners', codeScanner.profile, scannerProfileSchema);
  const sheets =
    documentPrinter === undefined
      ? ok(null)
      : loadProfile(config, 'document-printers', documentPrinter.profile, documentPrinterProfileSchema);
  const faults = [reader, printer, scanner, sheets].flatMap((loaded) => (loaded.ok ? [] : [loaded.error]));
  if (!reader.ok || !printer.ok || !scanner.ok || !sheets.ok) return err(faults);
  return ok({ idReader: reader.value, receiptPrinter: printer.value, codeScanner: scanner.value, documentPrinter: sheets.value });
}

/** A printer profile by name. */
export function loadPrinter(config: string, name: string): Result<PrinterProfile, string> {
  const path = join(config, 'devices', 'printers', `${name}.json`);
  const json = loadJson(path);
  if (!json.ok) return json;
  const parsed = parsePrinterProfile(json.value);
  return parsed.ok ? parsed : err(`设备配置 ${path} 的 ${parsed.error.key}：应为 ${parsed.error.expected}`);
}

function idReaderOf({ settings, profiles, clock }: DeviceParts, line: LineOf): IdCardReader {
  const setting = settings.devices.idReader;
  if (setting === undefined || profiles.idReader === null) return absentIdReader();
  if (setting.address.via === 'xfs4iot') return new XfsIdReader(serviceAt(setting.address, clock));
  const { envelope, baudRate } = profiles.idReader;
  return createIdCardReader({ ...line(setting, baudRate, 'idReader'), envelope, clock });
}

function receiptPrinterOf({ settings, profiles, clock, glyphs, journal }: DeviceParts, line: LineOf): ReceiptPrinter {
  const setting = settings.devices.receiptPrinter;
  const profile = profiles.receiptPrinter;
  if (setting === undefined || profile === null) return absentReceiptPrinter();
  if (setting.address.via === 'xfs4iot')
    return new XfsReceiptPrinter(serviceAt(setting.address, clock), (document, reprint) =>
      encodeReceipt(document, { profile, glyphs, reprint }),
    );
  return createReceiptPrinter({ ...line(setting, 9_600, 'receiptPrinter'), profile, clock, glyphs, journal });
}

function codeScannerOf({ settings, profiles, clock }: DeviceParts, line: LineOf): CodeScanner {
  const setting = settings.devices.codeScanner;
  const profile = profiles.codeScanner;
  if (setting === undefined || profile === null) return absentCodeScanner();
  if (setting.address.via === 'xfs4iot') return new XfsCodeScanner(serviceAt(setting.address, clock));
  return createCodeScanner({ ...line(setting, profile.link === 'serial' ? profile.baudRate : 9_600, 'codeScanner'), profile, clock });
}

function documentPrinterOf({ settings, profiles, clock, simulatedDocumentPrinter }: DeviceParts): DocumentPrinter {
  const setting = settings.devices.documentPrinter;
  if (setting === undefined || profiles.documentPrinter === null) return absentDocumentPrinter();
  if (setting.address.via === 'xfs4iot') return new XfsDocumentPrinter(serviceAt(setting.address, clock));
  const uri = setting.address.via === 'ipp' ? setting.address.uri : simulatedDocumentPrinter;
  if (uri === null) throw new Error('a simulated device without its simulator');
  // The name under which this terminal's jobs are known at the printer: jobs of an earlier life are taken back by it.
  const owner = `zizhuban-${settings.terminal.id}`;
  return createDocumentPrinter({ exchange: httpExchange(uri, clock), uri, profile: profiles.documentPrinter, owner, clock });
}

/** Builds the devices; nothing is opened before `start`. */
export function createDevices(parts: DeviceParts): Devices {
  const { settings, clock, simulatorPorts } = parts;
  const line: LineOf = ({ address }, baudRate, role) => {
    const opener = openerOf(address, { baudRate }, simulatorPorts?.[role] ?? null, clock);
    const device = usbDeviceOf(address);
    if (device === null || settings.usbReset === undefined) return { opener };
    const { command, args = [] } = settings.usbReset;
    return { opener, usbReset: usbResetOf({ command, args }, device, clock) };
  };
  return {
    idReader: idReaderOf(parts, line),
    receiptPrinter: receiptPrinterOf(parts, line),
    codeScanner: codeScannerOf(parts, line),
    documentPrinter: documentPrinterOf(parts),
  };
}
