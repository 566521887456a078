/** Interface CardReader (2024-3), the part that a contactless reader behind a security module can truthfully offer. */
import * as v from 'valibot';
import { flag } from './payloads.ts';
import { defineCommand, type EventSpec } from './spec.ts';

/** Every source of `ReadRawData`; each one asked for must be in the capabilities. */
export const RAW_DATA_SOURCES = [
  'track1',
  'track2',
  'track3',
  'chip',
  'security',
  'fluxInactive',
  'watermark',
  'memoryChip',
  'track1Front',
  'frontImage',
  'backImage',
  'track1JIS',
  'track3JIS',
  'ddi',
] as const;

/** Waits for a card and reports its chip; all sources false = only accept a card. */
export const readRawData = defineCommand({
  name: 'CardReader.ReadRawData',
  versions: ['2.0'],
  completions: ['3.0'],
  payload: v.object({
    track1: flag,
    track2: flag,
    track3: flag,
    chip: flag,
    security: flag,
    fluxInactive: flag,
    watermark: flag,
    memoryChip: flag,
    track1Front: flag,
    frontImage: flag,
    backImage: flag,
    track1JIS: flag,
    track3JIS: flag,
    ddi: flag,
  }),
  errorCodes: ['mediaJam', 'shutterFail', 'noMedia', 'invalidMedia', 'cardTooShort', 'cardTooLong', 'securityFail', 'cardCollision'],
  lane: 'queued',
  device: 'waits',
});

/** Restarts the reader. A contactless one has nowhere to move a card to. */
export const cardReaderReset = defineCommand({
  name: 'CardReader.Reset',
  versions: ['2.0'],
  completions: ['2.0'],
  payload: v.object({ to: v.optional(v.picklist(['exit', 'retain', 'currentPosition', 'auto'])), storageId: v.optional(v.string()) }),
  errorCodes: ['mediaJam', 'shutterFail', 'retainBinFull'],
  lane: 'queued',
  device: 'acts',
});

/** A card is awaited. */
export const insertCardEvent: EventSpec = { name: 'CardReader.InsertCardEvent', versions: ['2.0'] };
/** A card lies there. */
export const mediaInsertedEvent: EventSpec = { name: 'CardReader.MediaInsertedEvent', versions: ['2.0'] };
/** Something lies there that is no card of this reader. */
export const invalidMediaEvent: EventSpec = { name: 'CardReader.InvalidMediaEvent', versions: ['2.0'] };
/** The card was taken; to every connection. */
export const mediaRemovedEvent: EventSpec = { name: 'CardReader.MediaRemovedEvent', versions: ['2.0'] };
