/** Interface Printer (2024-3), the part that receipt and A4 printers without a media transport can truthfully offer. */
import * as v from 'valibot';
import { emptyPayload, flag, longBase64 } from './payloads.ts';
import { defineCommand, type EventSpec } from './spec.ts';

const paperErrors = [
  'shutterFail',
  'mediaJammed',
  'paperJammed',
  'paperOut',
  'tonerOut',
  'mediaRetracted',
  'mediaRetained',
  'blackMark',
] as const;
const moveErrors = [
  'flushFail',
  'retractBinFull',
  'stackerFull',
  'pageTurnFail',
  'mediaTurnFail',
  'inkOut',
  'sequenceInvalid',
  'noMediaPresent',
] as const;
const name = v.pipe(v.string(), v.maxLength(128));

/** Movements of the paper; each one asked for must be in `capabilities.control`. */
const mediaControl = v.object({
  move: v.optional(v.picklist(['eject', 'retract', 'park', 'expel', 'ejectToTransport', 'stack'])),
  turnPage: v.optional(v.picklist(['forward', 'backward'])),
  perforate: flag,
  cut: flag,
  skip: flag,
  flush: flag,
  partialCut: flag,
  alarm: flag,
  turnMedia: flag,
  stamp: flag,
  rotate180: flag,
});
/** Movements of the paper. */
export type MediaControl = v.InferOutput<typeof mediaControl>;

/** Sends bytes in the printer's own language. It neither cuts nor ejects by itself. */
export const printRaw = defineCommand({
  name: 'Printer.PrintRaw',
  versions: ['3.0'],
  completions: ['3.0'],
  payload: v.object({ inputData: v.picklist(['no', 'yes']), data: longBase64 }),
  errorCodes: paperErrors,
  lane: 'queued',
  device: 'acts',
});

/** Prints a document of the operating system's kind: here a PDF. */
export const printNative = defineCommand({
  name: 'Printer.PrintNative',
  versions: ['3.0'],
  completions: ['2.0'],
  payload: v.object({ data: longBase64, mediaControl: v.optional(mediaControl), paperSource: v.optional(name) }),
  errorCodes: [...paperErrors, ...moveErrors, 'mediaOverflow', 'sourceInvalid', 'mediaRejected'],
  lane: 'queued',
  device: 'acts',
});

/** Moves the paper. */
export const controlMedia = defineCommand({
  name: 'Printer.ControlMedia',
  versions: ['3.0'],
  completions: ['2.0'],
  payload: v.object({ mediaControl }),
  errorCodes: [...paperErrors, ...moveErrors],
  lane: 'queued',
  device: 'acts',
});

/** Restarts the printer. */
export const printerReset = defineCommand({
  name: 'Printer.Reset',
  versions: ['3.0'],
  completions: ['2.0'],
  payload: v.object({ mediaControl: v.optional(name) }),
  errorCodes: ['shutterFail', 'retractBinFull', 'mediaJammed', 'paperJammed'],
  lane: 'queued',
  device: 'acts',
});

/** Names of the stored forms. */
export const getFormList = defineCommand({
  name: 'Printer.GetFormList',
  versions: ['2.0'],
  completions: ['2.0'],
  payload: emptyPayload,
  errorCodes: [],
  lane: 'at-once',
  device: 'none',
});

/** Names of the stored media descriptions. */
export const getMediaList = defineCommand({
  name: 'Printer.GetMediaList',
  versions: ['2.0'],
  completions: ['2.0'],
  payload: emptyPayload,
  errorCodes: [],
  lane: 'at-once',
  device: 'none',
});

/** The paper reached another level; one roll or tray is `upper`. */
export const paperThresholdEvent: EventSpec = { name: 'Printer.PaperThresholdEvent', versions: ['2.0'] };
/** The toner reached another level. */
export const tonerThresholdEvent: EventSpec = { name: 'Printer.TonerThresholdEvent', versions: ['2.0'] };
