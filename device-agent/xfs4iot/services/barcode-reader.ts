/** Service BarcodeReader: one code for one command. */
import type { ScannedCode } from '../../../shared/device/code.ts';
import { barcodeRead, barcodeReset, nameOfCode, SYMBOLOGIES } from '../../../shared/xfs4iot/barcode-reader.ts';
import { errorEvent, statusChangedEvent } from '../../../shared/xfs4iot/common.ts';
import type { CodeScanner } from '../../devices/interfaces.ts';
import type { Clock } from '../../platform/clock.ts';
import { lossOf } from '../fault-outcome.ts';
import { queued, type CommandContext } from '../offer.ts';
import { listed, type Outcome } from '../outcome.ts';
import { restartDevice } from '../restart-device.ts';
import { feedOf } from '../status-feed.ts';
import { commonCapabilities, type DeviceService } from './device-service.ts';

const OFFERED: ReadonlySet<string> = new Set(SYMBOLOGIES);

/** Builds the service. */
export function barcodeReaderService(scanner: CodeScanner, clock: Clock): DeviceService {
  return {
    name: 'BarcodeReader',
    listed: true,
    offers: [
      queued(barcodeRead, ({ symbologies = {} }, context) => {
        const asked = Object.keys(symbologies).filter((name) => symbologies[name] === true);
        return asked.every((name) => OFFERED.has(name)) ? nextCode(scanner, context) : { code: 'unsupportedData' };
      }),
      queued(barcodeReset, (_payload, { signal }) => restartDevice(scanner, clock, signal)),
    ],
    events: [statusChangedEvent, errorEvent],
    feed: feedOf(
      scanner.status,
      ({ device, scanner: state }) => ({ common: { device }, barcodeReader: { scanner: state } }),
      () => [],
    ),
    describe: () => ({
      common: commonCapabilities({ modelDescription: 'bar and QR code scanner', serialNumber: null }),
      // Cheap scanners send no AIM identifier: what kind a code is cannot be promised, so nothing is filtered by it.
      barcodeReader: { canFilterSymbologies: false, symbologies: Object.fromEntries(SYMBOLOGIES.map((name) => [name, true])) },
    }),
  };
}

/** Listens for exactly one code; ends as well when the scanner is lost or nobody wants the code any more. */
function nextCode(scanner: CodeScanner, context: CommandContext): Promise<Outcome<'barcodeInvalid'>> {
  return new Promise((resolve) => {
    const lost = lossOf(scanner.status.current);
    if (lost !== null) return resolve(lost);
    let ended = false;
    const unlisten = scanner.listen((code) => end(outcomeOfCode(code)));
    const unwatch = scanner.status.watch((status) => {
      const loss = lossOf(status);
      if (loss !== null) end(loss);
    });
    context.onStop(() => end({ code: 'canceled' }));
    // Taking the listener away changes the scanner's status, which calls back in here.
    function end(outcome: Outcome<'barcodeInvalid'>): void {
      if (ended) return;
      ended = true;
      unlisten();
      unwatch();
      resolve(outcome);
    }
  });
}

/** The raw bytes go out as they came: whether Chinese text is UTF-8 or GB 18030 is the application's to decide. */
function outcomeOfCode(code: ScannedCode): Outcome<'barcodeInvalid'> {
  if (code.bytes.length === 0) return listed('barcodeInvalid');
  const { symbology, symbologyName } = nameOfCode(code.aim);
  const barcodeData = Buffer.from(code.bytes).toString('base64');
  return { code: 'success', payload: { readOutput: [{ symbology, barcodeData, ...(symbologyName === null ? {} : { symbologyName }) }] } };
}
