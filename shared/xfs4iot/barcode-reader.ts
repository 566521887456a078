/** Interface BarcodeReader (2024-3) and the way from AIM identifiers to its symbologies. */
import * as v from 'valibot';
import { emptyPayload } from './payloads.ts';
import { defineCommand } from './spec.ts';

/** Waits for one code; the client repeats it for the next. */
export const barcodeRead = defineCommand({
  name: 'BarcodeReader.Read',
  versions: ['2.0'],
  completions: ['3.0'],
  payload: v.object({ symbologies: v.optional(v.pipe(v.record(v.string(), v.boolean()), v.maxEntries(128))) }),
  errorCodes: ['barcodeInvalid'],
  lane: 'queued',
  device: 'waits',
});

/** Restarts the scanner. */
export const barcodeReset = defineCommand({
  name: 'BarcodeReader.Reset',
  versions: ['2.0'],
  completions: ['2.0'],
  payload: emptyPayload,
  errorCodes: [],
  lane: 'queued',
  device: 'acts',
});

/** What a 2D scanner of the price class reads and can name by its AIM identifier (ISO/IEC 15424). */
export const SYMBOLOGIES = [
  'qrCode',
  'dataMatrix',
  'pdf417',
  'microPdf417',
  'aztec',
  'maxiCode',
  'code128',
  'ean128',
  'code39',
  'code93',
  'codabar',
  'itf',
  'code11',
  'msi',
  'plessey',
  'std2Of5',
  'ean13',
  'ean8',
  'rss',
] as const;
/** A name of the standard's list of symbologies. */
type Symbology = (typeof SYMBOLOGIES)[number];

/** By the letter after `]`. Letters whose meaning needs the modifier are in `nameOfCode`. */
const BY_LETTER: Readonly<Record<string, Symbology>> = {
  Q: 'qrCode',
  d: 'dataMatrix',
  L: 'pdf417',
  z: 'aztec',
  U: 'maxiCode',
  A: 'code39',
  G: 'code93',
  F: 'codabar',
  I: 'itf',
  H: 'code11',
  M: 'msi',
  P: 'plessey',
  S: 'std2Of5',
  e: 'rss',
};

/** How a code is named in `readOutput`: the standard's name, or `symbologyUnknown` with a name of its own where there is one. */
export interface CodeName {
  readonly symbology: Symbology | 'symbologyUnknown';
  readonly symbologyName: string | null;
}

/** `]Q1` → qrCode. Han Xin (`]h`) is missing from the standard's list. */
export function nameOfCode(aim: string | null): CodeName {
  const letter = aim?.charAt(1) ?? '';
  const modifier = aim?.charAt(2) ?? '';
  if (letter === 'h') return { symbology: 'symbologyUnknown', symbologyName: 'hanXin' };
  if (letter === 'C') return { symbology: modifier === '1' ? 'ean128' : 'code128', symbologyName: null };
  if (letter === 'L' && modifier >= '3') return { symbology: 'microPdf417', symbologyName: null };
  if (letter === 'E') return { symbology: modifier === '4' ? 'ean8' : 'ean13', symbologyName: null };
  return { symbology: BY_LETTER[letter] ?? 'symbologyUnknown', symbologyName: null };
}
