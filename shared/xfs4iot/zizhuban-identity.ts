/**
 * Our own interface for the decoded fields of an identity card. XFS4IoT has no message for them, and its list of interfaces is closed,
 * so this one lives on a service path of its own that the publisher does not list: same envelope, queue and cancel rules, marked
 * `vendorSpecific` in its capabilities. A strict client of the standard never meets it.
 */
import * as v from 'valibot';
import { emptyPayload, flag } from './payloads.ts';
import { defineCommand, type EventSpec } from './spec.ts';

/** Waits for a card and gives its fields. The photo only when asked for: what is not needed is not sent. */
export const identityRead = defineCommand({
  name: 'ZizhubanIdentity.Read',
  versions: ['1.0'],
  completions: ['1.0'],
  payload: v.object({ photo: flag }),
  errorCodes: ['noMedia', 'invalidMedia'],
  lane: 'queued',
  device: 'waits',
});

/** Restarts the reader. */
export const identityReset = defineCommand({
  name: 'ZizhubanIdentity.Reset',
  versions: ['1.0'],
  completions: ['1.0'],
  payload: emptyPayload,
  errorCodes: [],
  lane: 'queued',
  device: 'acts',
});

/** A card is awaited. */
export const identityInsertCardEvent: EventSpec = { name: 'ZizhubanIdentity.InsertCardEvent', versions: ['1.0'] };
/** A card lies there. */
export const identityMediaInsertedEvent: EventSpec = { name: 'ZizhubanIdentity.MediaInsertedEvent', versions: ['1.0'] };
/** A card lies there that is none of those understood. */
export const identityInvalidMediaEvent: EventSpec = { name: 'ZizhubanIdentity.InvalidMediaEvent', versions: ['1.0'] };
/** The card was taken; to every connection, with nothing of the card. */
export const identityMediaRemovedEvent: EventSpec = { name: 'ZizhubanIdentity.MediaRemovedEvent', versions: ['1.0'] };

const short = v.pipe(v.string(), v.maxLength(64));
const date = v.pipe(v.string(), v.maxLength(8));
const fields = {
  sex: v.picklist(['0', '1', '2', '9']),
  birthDate: date,
  number: short,
  validFrom: date,
  validTo: date,
  name: short,
  /** Base64; absent when not asked for. */
  photo: v.exactOptional(v.pipe(v.string(), v.maxLength(8192))),
};
const long = v.pipe(v.string(), v.maxLength(256));

/** The card in a completion of `ZizhubanIdentity.Read`. */
export const identityCardSchema = v.variant('type', [
  v.object({
    type: v.literal('resident'),
    flag: v.picklist(['known', 'unknown']),
    ethnicity: short,
    address: long,
    issuer: long,
    ...fields,
  }),
  v.object({ type: v.literal('permit'), address: long, issuer: long, travelPermitNumber: short, issueCount: short, ...fields }),
  v.object({ type: v.literal('foreigner'), edition: v.picklist([2017, 2023]), englishName: long, nationality: short, ...fields }),
]);
/** The card in a completion of `ZizhubanIdentity.Read`. */
export type IdentityCardPayload = v.InferOutput<typeof identityCardSchema>;
