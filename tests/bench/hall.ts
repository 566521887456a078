/** A hall outside the agent: devices and platform that it reaches by the network, so that nothing is simulated inside its process. */
import { join } from 'node:path';
import { loadSettings } from '../../device-agent/assembly/load-settings.ts';
import { simulatedProfiles } from '../../device-agent/assembly/simulated-profiles.ts';
import { systemClock } from '../../device-agent/platform/clock.ts';
import { createCodeScannerSimulator } from '../../device-agent/simulators/code-scanner.ts';
import { serveCodeScannerSimulatorTcp } from '../../device-agent/simulators/code-scanner-tcp.ts';
import { serveIdCardSimulatorTcp } from '../../device-agent/simulators/id-card-reader-line.ts';
import { createIdCardSimulator } from '../../device-agent/simulators/id-card-reader.ts';
import { startPlatformSimulator } from '../../device-agent/simulators/platform.ts';
import { serveReceiptPrinterSimulatorTcp } from '../../device-agent/simulators/receipt-printer-line.ts';
import { createReceiptPrinterSimulator } from '../../device-agent/simulators/receipt-printer.ts';
import type { Settings } from '../../shared/settings/settings.ts';

/** The open hall, and the settings of a machine in it. */
export interface Hall {
  readonly settings: Settings;
  close(): Promise<void>;
}

/** Opens it; the settings are those that ship in `config`, in production mode. */
export async function openHall(config: string): Promise<Hall> {
  const clock = systemClock;
  const shipped = loadSettings(config);
  if (!shipped.ok) throw new Error(shipped.error.join('\n'));
  const profiles = simulatedProfiles(shipped.value, config);
  if (!profiles.ok) throw new Error(profiles.error.join('\n'));
  const platform = await startPlatformSimulator({ port: 0, wall: () => new Date() });
  const reader = await serveIdCardSimulatorTcp(createIdCardSimulator({ clock }), 0);
  const printer = await serveReceiptPrinterSimulatorTcp(
    createReceiptPrinterSimulator({ profile: profiles.value.receiptPrinter, clock }),
    0,
  );
  const scanner = await serveCodeScannerSimulatorTcp(createCodeScannerSimulator({ profile: profiles.value.codeScanner, clock }), 0);
  const at = (profile: string, { port }: { readonly port: number }) => ({
    profile,
    address: { via: 'tcp', host: '127.0.0.1', port } as const,
  });
  return {
    settings: {
      ...shipped.value,
      terminal: { ...shipped.value.terminal, mode: 'production' },
      devices: {
        idReader: at('sam-serial', reader),
        receiptPrinter: at('epson-tm-t88-80mm', printer),
        codeScanner: at('simulated-serial', scanner),
      },
      platform: { adapter: 'http', baseUrl: platform.url },
    },
    async close() {
      await Promise.all([reader.close(), printer.close(), scanner.close(), platform.stop()]);
    },
  };
}

/** Where the settings of a configuration folder lie. */
export const settingsFileOf = (config: string): string => join(config, 'terminal.json');
