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
import { parsePrinterProfile, type PrinterProfile } from '../drivers/receipt-escpos/profile.ts';
import type { Clock } from '../platform/clock.ts';
import type { ChannelOpener } from '../transport/byte-channel.ts';
import { usbResetOf, type UsbReset } from '../transport/usb-reset.ts';
import { loadJson, loadProfile } from './load-profile.ts';
import { openerOf } from './open-address.ts';
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

function documentPrinterOf({ settings, profiles, clock, simulatedDocumentPrinter }: DeviceParts): DocumentPrinter {
  const setting = settings.devices.documentPrinter;
  if (setting === undefined || profiles.documentPrinter === null) return absentDocumentPrinter();
  const uri = setting.address.via === 'ipp' ? setting.address.uri : simulatedDocumentPrinter;
  if (uri === null) throw new Error('a simulated device without its simulator');
  // The name under which this terminal's jobs are known at the printer: jobs of an earlier life are taken back by it.
  const owner = `zizhuban-${settings.terminal.id}`;
  return createDocumentPrinter({ exchange: httpExchange(uri, clock), uri, profile: profiles.documentPrinter, owner, clock });
}

/** Builds the devices; nothing is opened before `start`. */
export function createDevices(parts: DeviceParts): Devices {
  const { settings, profiles, clock, simulatorPorts } = parts;
  const opener = (setting: DeviceSetting, baudRate: number, role: 'idReader' | 'receiptPrinter' | 'codeScanner'): ChannelOpener =>
    openerOf(setting.address, { baudRate }, simulatorPorts?.[role] ?? null, clock);
  const reset = (setting: DeviceSetting): { readonly usbReset?: UsbReset } => {
    const device = usbDeviceOf(setting.address);
    if (device === null || settings.usbReset === undefined) return {};
    const { command, args = [] } = settings.usbReset;
    return { usbReset: usbResetOf({ command, args }, device, clock) };
  };
  const { idReader, receiptPrinter, codeScanner } = settings.devices;
  return {
    idReader:
      idReader === undefined || profiles.idReader === null
        ? absentIdReader()
        : createIdCardReader({
            opener: opener(idReader, profiles.idReader.baudRate, 'idReader'),
            envelope: profiles.idReader.envelope,
            clock,
            ...reset(idReader),
          }),
    receiptPrinter:
      receiptPrinter === undefined || profiles.receiptPrinter === null
        ? absentReceiptPrinter()
        : createReceiptPrinter({
            opener: opener(receiptPrinter, 9_600, 'receiptPrinter'),
            profile: profiles.receiptPrinter,
            clock,
            glyphs: parts.glyphs,
            journal: parts.journal,
            ...reset(receiptPrinter),
          }),
    codeScanner:
      codeScanner === undefined || profiles.codeScanner === null
        ? absentCodeScanner()
        : createCodeScanner({
            opener: opener(codeScanner, profiles.codeScanner.link === 'serial' ? profiles.codeScanner.baudRate : 9_600, 'codeScanner'),
            profile: profiles.codeScanner,
            clock,
            ...reset(codeScanner),
          }),
    documentPrinter: documentPrinterOf(parts),
  };
}
