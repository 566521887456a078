/** The commands for forms and media, for a printer of text lines. */
import * as v from 'valibot';
import { assertNever } from '../../../shared/base/never.ts';
import {
  fieldErrorEvent,
  fieldWarningEvent,
  getFormList,
  getMediaList,
  getQueryForm,
  getQueryMedia,
  printForm,
  setForm,
  setMedia,
} from '../../../shared/xfs4iot/printer.ts';
import type { Json, JsonObject } from '../../../shared/xfs4iot/envelope.ts';
import { formSchema, mediaSchema } from '../../../shared/xfs4iot/printer-forms.ts';
import type { RawPrint } from '../../devices/interfaces.ts';
import { outcomeOfPrint } from '../fault-outcome.ts';
import { atOnce, queued, type CommandContext, type Offer } from '../offer.ts';
import { listed, SUCCESS, type Outcome } from '../outcome.ts';
import { PrintLimitsOf } from '../print-limits.ts';
import { movementsOf } from '../services/media-control.ts';
import { fillForm } from './fill.ts';
import type { Definitions } from './definitions.ts';
import { overflows } from './grid.ts';
import { formLines } from './lines.ts';

type PrintFormOutcome = Outcome<(typeof printForm)['errorCodes'][number]>;
type PrintFormWish = v.InferOutput<(typeof printForm)['payload']>;

/** Keeping, asking for and printing forms. */
export function formOffers(definitions: Definitions, raw: RawPrint): readonly Offer[] {
  const { forms, media } = definitions;
  return [
    atOnce(getFormList, () => ({ code: 'success', payload: { formList: forms.names } })),
    atOnce(getMediaList, () => ({ code: 'success', payload: { mediaList: media.names } })),
    atOnce(getQueryForm, ({ formName }) => {
      const form = forms.get(formName);
      return form === undefined ? listed('formNotFound') : { code: 'success', payload: { form: asJson(form) } };
    }),
    atOnce(getQueryMedia, ({ name }) => {
      const found = media.get(name);
      return found === undefined ? listed('mediaNotFound') : { code: 'success', payload: { media: asJson(found) } };
    }),
    queued(setForm, ({ name, form }) => {
      if (form === undefined) return forms.forget(name) ? SUCCESS : listed('formNotFound');
      const checked = v.safeParse(formSchema, form);
      if (!checked.success) return listed('formInvalid');
      if (!forms.keep(name, checked.output)) return { code: 'notEnoughSpace' };
      return { code: 'success', afterwards: () => definitions.loaded(name, 'form') };
    }),
    queued(setMedia, ({ name, media: given }) => {
      if (given === undefined) return media.forget(name) ? SUCCESS : listed('mediaNotFound');
      const checked = v.safeParse(mediaSchema, given);
      if (!checked.success) return listed('mediaInvalid');
      if (!media.keep(name, checked.output)) return { code: 'notEnoughSpace' };
      return { code: 'success', afterwards: () => definitions.loaded(name, 'media') };
    }),
    queued(printForm, (wish, context) => print(definitions, raw, wish, context)),
  ];
}

/** Checked in full before the first line goes out: a form is printed whole or not at all. */
async function print(definitions: Definitions, raw: RawPrint, wish: PrintFormWish, context: CommandContext): Promise<PrintFormOutcome> {
  const { formName, mediaName, alignment = 'formDefinition', resolution = 'medium', mediaControl = {}, paperSource = 'any' } = wish;
  const movements = movementsOf(mediaControl);
  const placed = alignment === 'formDefinition' || alignment === 'topLeft';
  if (!placed || resolution !== 'medium' || !movements.every((name) => name === 'flush' || (name === 'cut' && raw.cut !== null)))
    return { code: 'invalidData' };
  if (paperSource !== 'any' && paperSource !== 'upper') return listed('sourceInvalid');
  const form = definitions.forms.get(formName);
  if (form === undefined) return listed('formNotFound');
  const media = mediaName === undefined ? null : definitions.media.get(mediaName);
  if (media === undefined) return listed('mediaNotFound');
  if (overflows(form, media, raw.columns)) return listed('mediaOverflow');
  const filled = fillForm(form, wish.fields ?? {});
  if (!filled.ok) {
    switch (filled.error.kind) {
      case 'spec':
        return listed('fieldSpecFailure');
      case 'field':
        context.event(fieldErrorEvent, { formName, fieldName: filled.error.name, failure: filled.error.failure });
        return listed('fieldError');
      default:
        return assertNever(filled.error);
    }
  }
  const laid = formLines(form, filled.value, { x: wish.offsetX ?? 0, y: wish.offsetY ?? 0, columns: raw.columns });
  if (!laid.ok) {
    if (laid.error.kind === 'paper') return listed('mediaOverflow');
    context.event(fieldErrorEvent, { formName, fieldName: laid.error.name, failure: 'overflow' });
    return listed('fieldError');
  }
  for (const fieldName of laid.value.shortened) context.event(fieldWarningEvent, { formName, fieldName, failure: 'overflow' });
  const outcome = await raw.printLines(laid.value.lines, movements.includes('cut'), new PrintLimitsOf(context));
  // 〓 and a note stand on the paper: it came out, but not as it was asked for.
  return outcome.kind === 'done' && outcome.missing !== undefined ? listed('charSetData') : outcomeOfPrint(outcome);
}

/** A definition came as JSON and was kept as it came. */
function asJson(definition: object): JsonObject {
  return Object.fromEntries(Object.entries(definition).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
