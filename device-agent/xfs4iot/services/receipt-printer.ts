/** Service ReceiptPrinter: bytes in the printer's own language, and its knife. */
import { errorEvent, statusChangedEvent } from '../../../shared/xfs4iot/common.ts';
import { controlMedia, getFormList, getMediaList, paperThresholdEvent, printerReset, printRaw } from '../../../shared/xfs4iot/printer.ts';
import type { PrintLimits, RawPrint, ReceiptPrinter } from '../../devices/interfaces.ts';
import type { Clock } from '../../platform/clock.ts';
import { decodeBase64 } from '../decode-base64.ts';
import { outcomeOfPrint } from '../fault-outcome.ts';
import { XFS4IOT_DELAYS } from '../limits.ts';
import { atOnce, queued, type CommandContext, type Offer } from '../offer.ts';
import { SUCCESS } from '../outcome.ts';
import { restartDevice } from '../restart-device.ts';
import { feedOf } from '../status-feed.ts';
import { commonCapabilities, type DeviceService } from './device-service.ts';
import { movementsOf } from './media-control.ts';
import { paperNotices } from './paper-notices.ts';

/** Builds the service. Forms and media are not stored here, so their lists are empty and the commands that use them are not offered. */
export function receiptPrinterService(printer: ReceiptPrinter, clock: Clock): DeviceService {
  const { raw } = printer;
  return {
    name: 'ReceiptPrinter',
    listed: true,
    offers: [
      ...(raw === null ? [] : rawOffers(raw)),
      queued(printerReset, ({ mediaControl }, { signal }) =>
        mediaControl === undefined ? restartDevice(printer, clock, signal) : { code: 'invalidData' },
      ),
      atOnce(getFormList, () => ({ code: 'success', payload: { formList: [] } })),
      atOnce(getMediaList, () => ({ code: 'success', payload: { mediaList: [] } })),
    ],
    events: [statusChangedEvent, errorEvent, paperThresholdEvent],
    feed: feedOf(
      printer.status,
      ({ device, paper }) => ({ common: { device }, printer: { paper: { upper: paper } } }),
      (before, after) => paperNotices(before.paper, after.paper),
    ),
    describe: () => ({
      common: commonCapabilities({ modelDescription: 'receipt printer', serialNumber: null }),
      printer: {
        type: { receipt: true },
        writeForm: {},
        readForm: {},
        control: { flush: raw !== null, cut: raw !== null && raw.cut !== null },
        acceptMedia: false,
        multiPage: false,
        paperSources: { upper: true },
        mediaTaken: false,
        mediaPresented: false,
        dispensePaper: false,
        printSides: 'single',
      },
    }),
  };
}

function rawOffers(raw: RawPrint): readonly Offer[] {
  return [
    queued(printRaw, async ({ inputData, data }, context) => {
      // What the printer sends back is read by our own driver as status; nothing of it can be told apart as an answer to these bytes.
      if (inputData === 'yes') return { code: 'unsupportedData' };
      const bytes = decodeBase64(data);
      return bytes === null ? { code: 'invalidData' } : outcomeOfPrint(await raw.printRaw(bytes, new LimitsOf(context)));
    }),
    queued(controlMedia, async ({ mediaControl }, context) => {
      const movements = movementsOf(mediaControl);
      const offered = movements.length > 0 && movements.every((name) => name === 'flush' || (name === 'cut' && raw.cut !== null));
      if (!offered) return { code: 'invalidData' };
      // A print ends only when it is out, so that nothing is left to flush.
      return raw.cut !== null && movements.includes('cut') ? outcomeOfPrint(await raw.cut(new LimitsOf(context))) : SUCCESS;
    }),
  ];
}

/** The client's own limit, else that of a long print. The signal is only made where the printer looks at it. */
class LimitsOf implements PrintLimits {
  readonly deadlineMs: number;
  private readonly context: CommandContext;

  constructor(context: CommandContext) {
    this.context = context;
    this.deadlineMs = context.remainingMs() ?? XFS4IOT_DELAYS.printMs;
  }

  get signal(): AbortSignal {
    return this.context.signal;
  }
}
