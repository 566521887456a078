/** Interface Common (CWA 17852 part Common, 2024-3): what every service offers. */
import * as v from 'valibot';
import { emptyPayload } from './payloads.ts';
import { defineCommand, type EventSpec } from './spec.ts';

const major = v.pipe(v.number(), v.integer(), v.minValue(1));
/** A client that pins more messages than exist is confused. */
const versionMap = v.pipe(v.record(v.string(), major), v.maxEntries(256));

/** Ends commands of this connection: those listed, or all when nothing is listed. An empty list is nonsense by the schema. */
export const cancel = defineCommand({
  name: 'Common.Cancel',
  versions: ['2.0'],
  completions: ['2.0'],
  payload: v.object({
    requestIds: v.optional(v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1))), v.minLength(1), v.maxLength(1024))),
  }),
  errorCodes: ['noMatchingRequestIDs'],
  lane: 'at-once',
  device: 'none',
});

/** What the service is and offers. KAL's clients ask with 2.0, the schema's edition is 3.0. */
export const capabilities = defineCommand({
  name: 'Common.Capabilities',
  versions: ['2.0', '3.0'],
  completions: ['3.0'],
  payload: emptyPayload,
  errorCodes: [],
  lane: 'at-once',
  device: 'none',
});

/** How the device is now. */
export const status = defineCommand({
  name: 'Common.Status',
  versions: ['2.0', '3.0'],
  completions: ['3.0'],
  payload: emptyPayload,
  errorCodes: [],
  lane: 'at-once',
  device: 'none',
});

/** Remembers per connection which major version of a message is wanted. */
export const setVersions = defineCommand({
  name: 'Common.SetVersions',
  versions: ['2.0'],
  completions: ['2.0'],
  payload: v.object({ commands: v.optional(versionMap), events: v.optional(versionMap) }),
  errorCodes: [],
  lane: 'queued',
  device: 'none',
});

/** Whether somebody's transaction holds this device. */
export const getTransactionState = defineCommand({
  name: 'Common.GetTransactionState',
  versions: ['2.0'],
  completions: ['2.0'],
  payload: emptyPayload,
  errorCodes: [],
  lane: 'queued',
  device: 'none',
});

/** Begins or ends a transaction of this connection on this device. */
export const setTransactionState = defineCommand({
  name: 'Common.SetTransactionState',
  versions: ['2.0'],
  completions: ['2.0'],
  payload: v.object({ state: v.picklist(['active', 'inactive']), transactionID: v.optional(v.pipe(v.string(), v.maxLength(128))) }),
  errorCodes: [],
  lane: 'queued',
  device: 'none',
});

/** Only what changed, and `common.device` every time. */
export const statusChangedEvent: EventSpec = { name: 'Common.StatusChangedEvent', versions: ['3.0'] };

/** A fault, with who can clear it. */
export const errorEvent: EventSpec = { name: 'Common.ErrorEvent', versions: ['2.0'] };

/** ErrorEvent `action`: `clear` is for hall staff, `maintenance` for a technician, `suspend` recovers alone. */
export type ErrorAction = 'reset' | 'softwareError' | 'configuration' | 'clear' | 'maintenance' | 'suspend';
