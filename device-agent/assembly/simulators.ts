/** The simulated machine of a demonstration: each simulator answers at a TCP port, and at a pty or serial path where the settings name one. */
import type { Settings } from '../../shared/settings/settings.ts';
import type { Clock } from '../platform/clock.ts';
import { createCodeScannerSimulator, type CodeScannerSimulator } from '../simulators/code-scanner.ts';
import { serveCodeScannerSimulatorTcp } from '../simulators/code-scanner-tcp.ts';
import { DocumentPrinterSimulator, OFFICE_PRINTER } from '../simulators/document-printer.ts';
import { serveDocumentPrinterSimulator } from '../simulators/document-printer-line.ts';
import { attachIdCardSimulator, serveIdCardSimulatorTcp } from '../simulators/id-card-reader-line.ts';
import { createIdCardSimulator, type IdCardSimulator } from '../simulators/id-card-reader.ts';
import { attachReceiptPrinterSimulator, serveReceiptPrinterSimulatorTcp } from '../simulators/receipt-printer-line.ts';
import { createReceiptPrinterSimulator, type ReceiptPrinterSimulator } from '../simulators/receipt-printer.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { keepLine, type LineKeeper } from '../transport/open-line.ts';
import { serialOpener } from '../transport/serial.ts';
import type { SimulatedProfiles } from './simulated-profiles.ts';

/** The simulators with the ports at which they answer. */
export interface Simulators {
  readonly idReader: IdCardSimulator;
  readonly receiptPrinter: ReceiptPrinterSimulator;
  readonly codeScanner: CodeScannerSimulator;
  readonly documentPrinter: DocumentPrinterSimulator;
  /** IPP address of the simulated A4 printer. */
  readonly documentPrinterUri: string;
  readonly ports: { readonly idReader: number; readonly receiptPrinter: number; readonly codeScanner: number };
  close(): Promise<void>;
}

/** Starts all of them. */
export async function startSimulators(profiles: SimulatedProfiles, settings: Settings, clock: Clock): Promise<Simulators> {
  const idReader = createIdCardSimulator({ clock });
  const receiptPrinter = createReceiptPrinterSimulator({ profile: profiles.receiptPrinter, clock });
  const codeScanner = createCodeScannerSimulator({ profile: profiles.codeScanner, clock });
  const documentPrinter = new DocumentPrinterSimulator(OFFICE_PRINTER, clock);
  const sheets = await serveDocumentPrinterSimulator(documentPrinter, 0);
  const served = await Promise.all([
    serveIdCardSimulatorTcp(idReader, 0),
    serveReceiptPrinterSimulatorTcp(receiptPrinter, 0),
    serveCodeScannerSimulatorTcp(codeScanner, 0),
  ]);
  const paths = settings.simulators ?? {};
  const keepers = [
    atPath(paths.idReader, clock, async (channel) => void attachIdCardSimulator(idReader, channel)),
    atPath(paths.receiptPrinter, clock, async (channel) => void attachReceiptPrinterSimulator(receiptPrinter, channel)),
    atPath(paths.codeScanner, clock, (channel) => codeScanner.attach(channel)),
  ];
  return {
    idReader,
    receiptPrinter,
    codeScanner,
    documentPrinter,
    documentPrinterUri: sheets.uri,
    ports: { idReader: served[0].port, receiptPrinter: served[1].port, codeScanner: served[2].port },
    async close() {
      await Promise.all(keepers.flatMap((keeper) => (keeper === null ? [] : [keeper.stop()])));
      await Promise.all([sheets.close(), ...served.map((server) => server.close())]);
    },
  };
}

/** Lets a simulator answer at a path for as long as the agent runs. */
function atPath(path: string | undefined, clock: Clock, attach: (channel: ByteChannel) => Promise<void>): LineKeeper | null {
  if (path === undefined) return null;
  return keepLine({
    opener: serialOpener({ path, baudRate: 115_200 }, clock),
    clock,
    serve: async (channel, signal) => {
      await attach(channel);
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      return null;
    },
    onFault: () => {},
  });
}
