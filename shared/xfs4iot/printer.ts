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
const offset = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535));

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

/** A definition as it came, looked at by its own schema: what does not fit is `formInvalid` or `mediaInvalid`, not `invalidData`. */
const definition = v.optional(v.record(v.string(), v.unknown()));
const definitionName = v.pipe(v.string(), v.minLength(1), v.maxLength(128));

/** Keeps a form, or forgets it where none is given. */
export const setForm = defineCommand({
  name: 'Printer.SetForm',
  versions: ['1.0'],
  completions: ['1.0'],
  payload: v.object({ name: definitionName, form: definition }),
  errorCodes: ['formInvalid', 'formNotFound'],
  lane: 'queued',
  device: 'none',
});

/** Keeps a description of paper, or forgets it where none is given. */
export const setMedia = defineCommand({
  name: 'Printer.SetMedia',
  versions: ['1.0'],
  completions: ['1.0'],
  payload: v.object({ name: definitionName, media: definition }),
  errorCodes: ['mediaInvalid', 'mediaNotFound'],
  lane: 'queued',
  device: 'none',
});

/** A stored form. */
export const getQueryForm = defineCommand({
  name: 'Printer.GetQueryForm',
  versions: ['2.0'],
  completions: ['3.0'],
  payload: v.object({ formName: name }),
  errorCodes: ['formNotFound'],
  lane: 'at-once',
  device: 'none',
});

/** A stored description of paper. */
export const getQueryMedia = defineCommand({
  name: 'Printer.GetQueryMedia',
  versions: ['3.0'],
  completions: ['3.0'],
  payload: v.object({ name }),
  errorCodes: ['mediaNotFound'],
  lane: 'at-once',
  device: 'none',
});

/** Prints a stored form with values for its fields. Without `mediaControl` the paper stays where it is. */
export const printForm = defineCommand({
  name: 'Printer.PrintForm',
  versions: ['3.0'],
  completions: ['3.0'],
  payload: v.object({
    formName: name,
    mediaName: v.optional(name),
    alignment: v.optional(v.picklist(['formDefinition', 'topLeft', 'topRight', 'bottomLeft', 'bottomRight'])),
    offsetX: v.optional(offset),
    offsetY: v.optional(offset),
    resolution: v.optional(v.picklist(['low', 'medium', 'high', 'veryHigh'])),
    mediaControl: v.optional(mediaControl),
    fields: v.optional(
      v.pipe(v.record(v.string(), v.pipe(v.array(v.pipe(v.string(), v.maxLength(4_096))), v.maxLength(256))), v.maxEntries(1_024)),
    ),
    paperSource: v.optional(name),
  }),
  errorCodes: [
    ...paperErrors,
    ...moveErrors,
    'formNotFound',
    'mediaOverflow',
    'fieldSpecFailure',
    'fieldError',
    'mediaNotFound',
    'mediaSkewed',
    'charSetData',
    'sourceInvalid',
    'mediaSize',
    'mediaRejected',
    'msfError',
    'noMSF',
  ],
  lane: 'queued',
  device: 'acts',
});

/** Somebody put in new paper: the printer is looked at anew. */
export const supplyReplenish = defineCommand({
  name: 'Printer.SupplyReplenish',
  versions: ['2.0'],
  completions: ['2.0'],
  payload: v.object({ upper: flag, lower: flag, aux: flag, aux2: flag, toner: flag, ink: flag, lamp: flag }),
  errorCodes: [],
  lane: 'queued',
  device: 'acts',
});

/** A form or a description of paper was kept; to every connection. */
export const definitionLoadedEvent: EventSpec = { name: 'Printer.DefinitionLoadedEvent', versions: ['2.0'] };
/** A field stands in the way of the print. */
export const fieldErrorEvent: EventSpec = { name: 'Printer.FieldErrorEvent', versions: ['2.0'] };
/** A field was printed, but not whole. */
export const fieldWarningEvent: EventSpec = { name: 'Printer.FieldWarningEvent', versions: ['2.0'] };
/** The paper reached another level; one roll or tray is `upper`. */
export const paperThresholdEvent: EventSpec = { name: 'Printer.PaperThresholdEvent', versions: ['2.0'] };
/** The toner reached another level. */
export const tonerThresholdEvent: EventSpec = { name: 'Printer.TonerThresholdEvent', versions: ['2.0'] };
