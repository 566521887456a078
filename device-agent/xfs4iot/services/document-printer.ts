/** Service DocumentPrinter: the A4 printer, whose own language is PDF. */
import { errorEvent, statusChangedEvent } from '../../../shared/xfs4iot/common.ts';
import { paperThresholdEvent, printerReset, printNative, printRaw, tonerThresholdEvent } from '../../../shared/xfs4iot/printer.ts';
import type { DocumentPrinter } from '../../devices/interfaces.ts';
import type { Clock } from '../../platform/clock.ts';
import { decodeBase64 } from '../decode-base64.ts';
import { outcomeOfPrint } from '../fault-outcome.ts';
import { queued } from '../offer.ts';
import type { Outcome } from '../outcome.ts';
import { restartDevice } from '../restart-device.ts';
import { feedOf } from '../status-feed.ts';
import { commonCapabilities, type DeviceService } from './device-service.ts';
import { paperNotices, tonerNotices } from './paper-notices.ts';

/** Builds the service. `osPrinter` null = `PrintNative` is not offered. */
export function documentPrinterService(printer: DocumentPrinter, osPrinter: string | null, clock: Clock): DeviceService {
  return {
    name: 'DocumentPrinter',
    listed: true,
    offers: [
      queued(printRaw, ({ inputData, data }, { signal }) =>
        inputData === 'yes' ? { code: 'unsupportedData' } : printPdf(printer, data, signal),
      ),
      ...(osPrinter === null
        ? []
        : [
            queued(printNative, ({ data, mediaControl, paperSource = 'any' }, { signal }) => {
              const plain = mediaControl === undefined && (paperSource === 'any' || paperSource === 'upper');
              return plain ? printPdf(printer, data, signal) : { code: 'invalidData' };
            }),
          ]),
      queued(printerReset, ({ mediaControl }, { signal }) =>
        mediaControl === undefined ? restartDevice(printer, clock, signal) : { code: 'invalidData' },
      ),
    ],
    events: [statusChangedEvent, errorEvent, paperThresholdEvent, tonerThresholdEvent],
    feed: feedOf(
      printer.status,
      ({ device, paper, toner }) => ({ common: { device }, printer: { paper: { upper: paper }, toner } }),
      (before, after) => [...paperNotices(before.paper, after.paper), ...tonerNotices(before.toner, after.toner)],
    ),
    describe: () => ({
      common: commonCapabilities({ modelDescription: 'A4 printer', serialNumber: null }),
      printer: {
        type: { document: true },
        writeForm: {},
        readForm: {},
        control: {},
        acceptMedia: false,
        multiPage: true,
        paperSources: { upper: true },
        mediaTaken: false,
        mediaPresented: false,
        dispensePaper: false,
        ...(osPrinter === null ? {} : { osPrinter }),
      },
    }),
  };
}

/** Every PDF begins so; anything else would be printed by some printers as pages of signs. ISO 32000-2 §7.5.2. */
const PDF_START = '%PDF-';

async function printPdf(
  printer: DocumentPrinter,
  data: string,
  signal: AbortSignal,
): Promise<Outcome<'paperOut' | 'paperJammed' | 'tonerOut'>> {
  const pdf = decodeBase64(data);
  if (pdf === null || Buffer.from(pdf.subarray(0, PDF_START.length)).toString('latin1') !== PDF_START) return { code: 'invalidData' };
  // The title shows in queues and on panels: it must say nothing of the content.
  return outcomeOfPrint(await printer.print(pdf, { title: 'XFS4IoT', copies: 1, signal }));
}
