/** Interface VendorMode (2024-3): applications let go of the machine before a technician works on it. */
import * as v from 'valibot';
import { emptyPayload } from './payloads.ts';
import { defineCommand, type EventSpec } from './spec.ts';

/** States of the hand-over, by their names in `VendorMode.Status.service`. */
export type VendorModeState = 'inactive' | 'enterPending' | 'active' | 'exitPending';

/** An application that wants to be asked before the machine is taken from it, and told when it is given back. */
export const register = defineCommand({
  name: 'VendorMode.Register',
  versions: ['2.0'],
  completions: ['2.0'],
  payload: v.object({ appName: v.pipe(v.string(), v.minLength(1), v.maxLength(64)) }),
  errorCodes: [],
  lane: 'queued',
  device: 'none',
});

/** A registered application has let go. `sequenceError` where nothing was asked. */
export const enterModeAcknowledge = defineCommand({
  name: 'VendorMode.EnterModeAcknowledge',
  versions: ['2.0'],
  completions: ['2.0'],
  payload: emptyPayload,
  errorCodes: [],
  lane: 'queued',
  device: 'none',
});

/** A registered application goes on where it was. `sequenceError` where nothing was asked. */
export const exitModeAcknowledge = defineCommand({
  name: 'VendorMode.ExitModeAcknowledge',
  versions: ['2.0'],
  completions: ['2.0'],
  payload: emptyPayload,
  errorCodes: [],
  lane: 'queued',
  device: 'none',
});

/** To registered applications: please let go. */
export const enterModeRequestEvent: EventSpec = { name: 'VendorMode.EnterModeRequestEvent', versions: ['2.0'] };
/** To everybody: the technician works. */
export const modeEnteredEvent: EventSpec = { name: 'VendorMode.ModeEnteredEvent', versions: ['2.0'] };
/** To registered applications: the technician has left, please take up what you do. */
export const exitModeRequestEvent: EventSpec = { name: 'VendorMode.ExitModeRequestEvent', versions: ['2.0'] };
/** To everybody: as before. `connectedApplications` names those that did not acknowledge. */
export const modeExitedEvent: EventSpec = { name: 'VendorMode.ModeExitedEvent', versions: ['2.0'] };
