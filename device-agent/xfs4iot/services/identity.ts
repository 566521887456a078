/** Our own service ZizhubanIdentity: the decoded fields of a card, for applications of the hall. */
import { assertNever } from '../../../shared/base/never.ts';
import type { IdentityCard } from '../../../shared/identity/card.ts';
import { errorEvent, statusChangedEvent } from '../../../shared/xfs4iot/common.ts';
import {
  identityInsertCardEvent,
  identityInvalidMediaEvent,
  identityMediaInsertedEvent,
  identityMediaRemovedEvent,
  identityRead,
  identityReset,
  type IdentityCardPayload,
} from '../../../shared/xfs4iot/zizhuban-identity.ts';
import { awaitCard, type CardDesk } from '../await-card.ts';
import { queued } from '../offer.ts';
import { restartDevice } from '../restart-device.ts';
import { feedOf } from '../status-feed.ts';
import { commonCapabilities, type DeviceService } from './device-service.ts';

const EVENTS = { insert: identityInsertCardEvent, inserted: identityMediaInsertedEvent, invalid: identityInvalidMediaEvent };

/** Builds the service. The publisher does not list it. */
export function identityService(desk: CardDesk): DeviceService {
  const { reader, clock } = desk;
  return {
    name: 'ZizhubanIdentity',
    listed: false,
    offers: [
      queued(identityRead, async ({ photo }, context) => {
        const card = await awaitCard(desk, context, EVENTS);
        if ('code' in card) return card;
        const payload = cardPayload(card, photo === true);
        card.photo.fill(0);
        return { code: 'success', payload: { card: payload } };
      }),
      queued(identityReset, (_payload, { signal }) => restartDevice(reader, clock, signal)),
    ],
    events: [
      statusChangedEvent,
      errorEvent,
      identityInsertCardEvent,
      identityMediaInsertedEvent,
      identityInvalidMediaEvent,
      identityMediaRemovedEvent,
    ],
    feed: feedOf(
      reader.status,
      ({ device, media }) => ({ common: { device }, zizhubanIdentity: { media } }),
      (before, after) =>
        before.media === 'present' && after.media === 'notPresent' ? [{ event: identityMediaRemovedEvent, payload: null }] : [],
    ),
    describe: () => ({
      common: commonCapabilities({ modelDescription: 'resident identity card reader', serialNumber: reader.samId }),
      zizhubanIdentity: { vendorSpecific: true, cardTypes: { resident: true, permit: true, foreigner: true }, photo: true },
    }),
  };
}

function cardPayload(card: IdentityCard, withPhoto: boolean): IdentityCardPayload {
  const { sex, birthDate, number, validFrom, validTo, name } = card;
  const common = {
    sex,
    birthDate,
    number,
    validFrom,
    validTo,
    name,
    ...(withPhoto ? { photo: Buffer.from(card.photo).toString('base64') } : {}),
  };
  switch (card.type) {
    case 'resident':
      return { type: 'resident', ...common, flag: card.flag, ethnicity: card.ethnicity, address: card.address, issuer: card.issuer };
    case 'permit':
      return {
        type: 'permit',
        ...common,
        address: card.address,
        issuer: card.issuer,
        travelPermitNumber: card.travelPermitNumber,
        issueCount: card.issueCount,
      };
    case 'foreigner':
      return { type: 'foreigner', ...common, edition: card.edition, englishName: card.englishName, nationality: card.nationality };
    default:
      return assertNever(card);
  }
}
