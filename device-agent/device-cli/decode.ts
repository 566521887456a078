/** Says what a string of bytes means, by the same decoders that the drivers use. */
import { assertNever } from '../../shared/base/never.ts';
import { aimAtStart } from '../../shared/device/aim.ts';
import { decodeEscpos } from './decode-escpos.ts';
import { decodeSam } from './decode-sam.ts';
import { decodeScanLine, decodeScanReports } from './decode-scan.ts';
import type { ScanLineOptions } from '../frame/scan-line.ts';
import type { DeviceKind } from './options.ts';

/** Longest input, in bytes: four whole card answers. */
export const MAX_DECODE_BYTES = 8192;

/** Lines for a technician; `kind` null: recognised by the first bytes; `framing`: of a scanner whose profile is known. */
export function decode(bytes: Uint8Array, kind: DeviceKind | null, framing: ScanLineOptions | null): readonly string[] {
  const taken = kind ?? guessKind(bytes);
  const head = kind === null ? [`按 ${taken} 解释（要按别的解释，加 --kind）`] : [];
  switch (taken) {
    case 'id-reader':
      return [...head, ...decodeSam(bytes)];
    case 'receipt-printer':
      return [...head, ...decodeEscpos(bytes)];
    case 'code-scanner':
      return [...head, ...(framing === null && looksLikeReports(bytes) ? decodeScanReports(bytes) : decodeScanLine(bytes, framing))];
    default:
      return assertNever(taken);
  }
}

/** SAM preamble or a reader's HID report; what a scanner begins or ends with; all the rest may be a printer's status. */
function guessKind(bytes: Uint8Array): DeviceKind {
  const [first, second] = bytes;
  const preamble = String.fromCharCode(...bytes.subarray(0, 256)).includes('\xaa\xaa\xaa\x96\x69');
  if (preamble) return 'id-reader';
  const last = bytes.at(-1);
  const framed = last === 0x0d || last === 0x0a || first === 0x02 || (first === 0x06 && second === undefined);
  return framed || aimAtStart(bytes) !== null ? 'code-scanner' : 'receipt-printer';
}

/** Report 02 of 63 or 64 bytes, or several of them. */
function looksLikeReports(bytes: Uint8Array): boolean {
  return bytes[0] === 0x02 && (bytes.length % 64 === 0 || bytes.length === 63);
}
