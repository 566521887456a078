/** QR codes on paper: by the printer's own command where it has one and the data suits it, else drawn. */
import { correction, generate } from 'lean-qr';
import { concatBytes, fromHex } from '../../../shared/base/bytes.ts';
import { blacken, blankBitmap } from './bitmap.ts';
import type { Bitmap } from './bitmap.ts';
import type { PrinterProfile } from './profile.ts';

/** ISO/IEC 18004, table 7: bytes that versions 1 … 40 hold at level M. */
const CAPACITY_M = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779, 857, 911, 997, 1059, 1125, 1190,
  1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
];
/** A symbol of about 30 mm is read at arm's length by every scanner and telephone. */
const TARGET_MM = 31;
const QUIET_MODULES = 4;
const CONTROL = /\p{Cc}/u;
const utf8 = new TextEncoder();

const MODEL_2 = fromHex('1D 28 6B 04 00 31 41 32 00');
const LEVEL_M = fromHex('1D 28 6B 03 00 31 45 31');
const PRINT = fromHex('1D 28 6B 03 00 31 51 30 0A');

/** How a code goes on paper: bytes of commands, or a picture; null when no QR code holds so much data. */
export type PrintableCode =
  | { readonly kind: 'commands'; readonly bytes: Uint8Array; readonly heightDots: number }
  | { readonly kind: 'picture'; readonly bitmap: Bitmap }
  | null;

/** Prepares a code for a printer. Chinese data goes as UTF-8, without ECI where the printer draws it. */
export function printableCode(data: string, profile: PrinterProfile): PrintableCode {
  const bytes = utf8.encode(data);
  const version = CAPACITY_M.findIndex((capacity) => bytes.length <= capacity) + 1;
  if (version === 0 || bytes.length === 0) return null;
  const modules = 17 + 4 * version;
  const moduleDots = moduleDotsFor(modules, profile);
  if (profile.code.kind === 'native' && suitsCommand(data, bytes.length, profile.code.maxBytes)) {
    const size = Math.min(Math.max(moduleDots, profile.code.moduleMin), profile.code.moduleMax);
    if ((modules + QUIET_MODULES * 2) * size <= profile.widthDots) {
      return { kind: 'commands', bytes: nativeCode(bytes, size), heightDots: modules * size };
    }
  }
  return { kind: 'picture', bitmap: drawCode(data, moduleDots) };
}

function moduleDotsFor(modules: number, profile: PrinterProfile): number {
  const wide = Math.floor(profile.widthDots / (modules + QUIET_MODULES * 2));
  return Math.max(1, Math.min(wide, Math.floor((TARGET_MM * profile.dotsPerMm) / modules)));
}

/** Control bytes would be executed by the real-time scanner of the printer; so would a length that reads as `10 04`, `10 05` or `10 14`. */
function suitsCommand(data: string, length: number, maxBytes: number): boolean {
  const stored = length + 3;
  const high = stored >> 8;
  const readsAsRealTime = (stored & 0xff) === 0x10 && (high === 0x04 || high === 0x05 || high === 0x14);
  return length <= maxBytes && !readsAsRealTime && !CONTROL.test(data);
}

/** `GS ( k`: model, module size, level, store, print. The length counts bytes, not characters. */
function nativeCode(bytes: Uint8Array, moduleDots: number): Uint8Array {
  const stored = bytes.length + 3;
  const store = Uint8Array.of(0x1d, 0x28, 0x6b, stored & 0xff, stored >> 8, 0x31, 0x50, 0x30);
  return concatBytes([MODEL_2, Uint8Array.of(0x1d, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x43, moduleDots), LEVEL_M, store, bytes, PRINT]);
}

function drawCode(data: string, moduleDots: number): Bitmap {
  const code = generate(data, { minCorrectionLevel: correction.M });
  const side = (code.size + QUIET_MODULES * 2) * moduleDots;
  const bitmap = blankBitmap(side, side);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      if (code.get(Math.floor(x / moduleDots) - QUIET_MODULES, Math.floor(y / moduleDots) - QUIET_MODULES)) blacken(bitmap, x, y);
    }
  }
  return bitmap;
}
