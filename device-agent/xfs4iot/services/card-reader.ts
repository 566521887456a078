/** Service CardReader: the ID reader as the standard sees it, a contactless type B reader behind a security module. */
import {
  cardReaderReset,
  insertCardEvent,
  invalidMediaEvent,
  mediaInsertedEvent,
  mediaRemovedEvent,
  RAW_DATA_SOURCES,
  readRawData,
} from '../../../shared/xfs4iot/card-reader.ts';
import { errorEvent, statusChangedEvent } from '../../../shared/xfs4iot/common.ts';
import { awaitCard, type CardDesk } from '../await-card.ts';
import { queued } from '../offer.ts';
import { restartDevice } from '../restart-device.ts';
import { feedOf } from '../status-feed.ts';
import { commonCapabilities, type DeviceService } from './device-service.ts';

const EVENTS = { insert: insertCardEvent, inserted: mediaInsertedEvent, invalid: invalidMediaEvent };

/** Builds the service. Fields of the card never leave by it: they have no member in the standard. */
export function cardReaderService(desk: CardDesk): DeviceService {
  const { reader, clock } = desk;
  return {
    name: 'CardReader',
    listed: true,
    offers: [
      queued(readRawData, async (sources, context) => {
        if (RAW_DATA_SOURCES.some((source) => source !== 'chip' && sources[source] === true)) return { code: 'invalidData' };
        const card = await awaitCard(desk, context, EVENTS);
        if ('code' in card) return card;
        card.photo.fill(0);
        // The security module talks to the chip and keeps its identification bytes to itself: the card is there, data is not.
        return { code: 'success', payload: sources.chip === true ? { chip: [{ status: 'dataMissing' }] } : {} };
      }),
      queued(cardReaderReset, async ({ to, storageId }, { signal }) => {
        if (to === 'retain' || to === 'exit' || storageId !== undefined) return { code: 'invalidData' };
        return restartDevice(reader, clock, signal);
      }),
    ],
    events: [statusChangedEvent, errorEvent, insertCardEvent, mediaInsertedEvent, invalidMediaEvent, mediaRemovedEvent],
    feed: feedOf(
      reader.status,
      ({ device, media }) => ({ common: { device }, cardReader: { media } }),
      (before, after) => (before.media === 'present' && after.media === 'notPresent' ? [{ event: mediaRemovedEvent, payload: null }] : []),
    ),
    describe: () => ({
      common: commonCapabilities({ modelDescription: 'resident identity card reader', serialNumber: reader.samId }),
      cardReader: {
        type: 'contactless',
        readTracks: {},
        writeTracks: {},
        chipProtocols: { chipTypeB: true },
        cardTakenSensor: true,
        fluxSensorProgrammable: false,
        readWriteAccessFromExit: false,
        positions: { exit: false, transport: false },
      },
    }),
  };
}
