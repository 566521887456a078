/** Makes a service of every device there is, and the publisher above them. */
import type { Clock } from '../platform/clock.ts';
import { CardCustody } from './card-custody.ts';
import type { ClientConnection } from './client-connection.ts';
import { withCommon } from './common-offers.ts';
import { DeviceQueue } from './device-queue.ts';
import type { SessionGate, Xfs4IotDevices, Xfs4IotLog, Xfs4IotSettings } from './ports.ts';
import { Service } from './service.ts';
import { barcodeReaderService } from './services/barcode-reader.ts';
import { cardReaderService } from './services/card-reader.ts';
import type { DeviceService } from './services/device-service.ts';
import { documentPrinterService } from './services/document-printer.ts';
import { identityService } from './services/identity.ts';
import { publisherOffers } from './services/publisher.ts';
import { receiptPrinterService } from './services/receipt-printer.ts';
import { vendorModeService } from './services/vendor-mode.ts';
import { TransactionHold } from './transaction-hold.ts';
import type { VendorMode } from './vendor-mode.ts';

interface BuildParts {
  readonly devices: Xfs4IotDevices;
  readonly gate: SessionGate;
  readonly vendorMode: VendorMode;
  readonly clock: Clock;
  readonly settings: Xfs4IotSettings;
  readonly log: Xfs4IotLog;
}

/** The services with the publisher among them (path `''`), and what ends their watching. `held`: any client's transaction is active. */
export function buildServices(parts: BuildParts, held: (any: boolean) => void): { readonly services: readonly Service[]; stop(): void } {
  const { devices, gate, vendorMode, clock, settings, log } = parts;
  const { idReader, receiptPrinter, codeScanner, documentPrinter } = devices;
  const custody = idReader === null ? null : new CardCustody(idReader.status, gate);
  const card = idReader === null || custody === null ? null : { reader: idReader, custody, clock };
  // One list for each device: its services share one queue and one holder.
  const desks: readonly (readonly DeviceService[])[] = [
    card === null ? [] : [cardReaderService(card), identityService(card)],
    receiptPrinter === null ? [] : [receiptPrinterService(receiptPrinter, clock)],
    codeScanner === null ? [] : [barcodeReaderService(codeScanner, clock)],
    documentPrinter === null ? [] : [documentPrinterService(documentPrinter, settings.osPrinter, clock)],
    [vendorModeService(vendorMode)],
  ];
  const holds: TransactionHold[] = [];
  const newHold = (): TransactionHold => {
    const hold = new TransactionHold(gate, () => held(holds.some((each) => each.heldByClient)));
    holds.push(hold);
    return hold;
  };
  const common = { clock, log };
  const services = desks.flatMap((desk) => {
    const queue = new DeviceQueue(settings.maximumRequests);
    const hold = newHold();
    return desk.map((device) => {
      const clients = new Map<number, ClientConnection>();
      const offers = withCommon({ ...device, hold, maximumRequests: settings.maximumRequests, client: (id) => clients.get(id) });
      const { name, listed, feed, left } = device;
      return new Service({ ...common, name, listed, offers, queue, hold, feed, clients, left });
    });
  });
  const names = services.filter((service) => service.listed).map((service) => service.name);
  const publisher = new Service({
    ...common,
    name: '',
    listed: false,
    offers: publisherOffers(settings.vendorName, names),
    queue: new DeviceQueue(settings.maximumRequests),
    hold: newHold(),
    feed: null,
    clients: new Map(),
  });
  const all = [publisher, ...services];
  return {
    services: all,
    stop() {
      for (const service of all) service.close();
      custody?.close();
    },
  };
}
