/** Service ReceiptPrinter: bytes in the printer's own language, and its knife. */
import { errorEvent, statusChangedEvent } from '../../../shared/xfs4iot/common.ts';
import {
  controlMedia,
  definitionLoadedEvent,
  fieldErrorEvent,
  fieldWarningEvent,
  paperThresholdEvent,
  printerReset,
  printRaw,
  supplyReplenish,
} from '../../../shared/xfs4iot/printer.ts';
import type { RawPrint, ReceiptPrinter } from '../../devices/interfaces.ts';
import type { Clock } from '../../platform/clock.ts';
import { decodeBase64 } from '../decode-base64.ts';
import { outcomeOfPrint } from '../fault-outcome.ts';
import { Definitions } from '../forms/definitions.ts';
import { formOffers } from '../forms/form-offers.ts';
import { queued, type Offer } from '../offer.ts';
import { SUCCESS } from '../outcome.ts';
import { PrintLimitsOf } from '../print-limits.ts';
import { restartDevice } from '../restart-device.ts';
import { feedOf, type StatusFeed } from '../status-feed.ts';
import { commonCapabilities, type DeviceService } from './device-service.ts';
import { movementsOf } from './media-control.ts';
import { paperNotices } from './paper-notices.ts';

/** Builds the service. A printer that takes documents only is offered for its status. */
export function receiptPrinterService(printer: ReceiptPrinter, clock: Clock): DeviceService {
  const { raw } = printer;
  const definitions = new Definitions();
  return {
    name: 'ReceiptPrinter',
    listed: true,
    offers: [
      ...(raw === null ? [] : [...rawOffers(raw), ...formOffers(definitions, raw)]),
      queued(printerReset, ({ mediaControl }, { signal }) =>
        mediaControl === undefined ? restartDevice(printer, clock, signal) : { code: 'invalidData' },
      ),
      queued(supplyReplenish, ({ upper: _looked, ...others }) => {
        if (Object.values(others).includes(true)) return { code: 'invalidData' };
        // The paper is seen by the printer itself; there is no count to set back.
        printer.wake();
        return SUCCESS;
      }),
    ],
    events: [
      statusChangedEvent,
      errorEvent,
      paperThresholdEvent,
      ...(raw === null ? [] : [definitionLoadedEvent, fieldErrorEvent, fieldWarningEvent]),
    ],
    feed: withDefinitions(
      definitions,
      feedOf(
        printer.status,
        ({ device, paper }) => ({ common: { device }, printer: { paper: { upper: paper } } }),
        (before, after) => paperNotices(before.paper, after.paper),
      ),
    ),
    describe: () => ({
      common: commonCapabilities({ modelDescription: 'receipt printer', serialNumber: null }),
      printer: {
        type: { receipt: true },
        resolution: { medium: true },
        writeForm: { text: raw !== null },
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
      return bytes === null ? { code: 'invalidData' } : outcomeOfPrint(await raw.printRaw(bytes, new PrintLimitsOf(context)));
    }),
    queued(controlMedia, async ({ mediaControl }, context) => {
      const movements = movementsOf(mediaControl);
      const offered = movements.length > 0 && movements.every((name) => name === 'flush' || (name === 'cut' && raw.cut !== null));
      if (!offered) return { code: 'invalidData' };
      // A print ends only when it is out, so that nothing is left to flush.
      return raw.cut !== null && movements.includes('cut') ? outcomeOfPrint(await raw.cut(new PrintLimitsOf(context))) : SUCCESS;
    }),
  ];
}

/** Every connection hears of what was kept. */
function withDefinitions(definitions: Definitions, feed: StatusFeed): StatusFeed {
  return {
    get current() {
      return feed.current;
    },
    follow(listener) {
      const stops = [
        feed.follow(listener),
        definitions.watch((name, type) => listener(null, [{ event: definitionLoadedEvent, payload: { name, type } }])),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
