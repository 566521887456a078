/** The commands that the driver sends, as bytes; the byte table with sources is in README.md. */
import { concatBytes, fromHex } from '../../../shared/base/bytes.ts';

/** `DLE EOT n`: what is asked in real time. 1 printer, 2 why offline, 3 which error, 4 paper. */
export type RealTimeQuestion = 1 | 2 | 3 | 4;

/** `ESC @` initialise, `FS &` Chinese mode (some makers: from the next line, so never in mid-line), `FS S 0 0` no extra space, hanzi = 2 columns. */
export const START_OF_RECEIPT = fromHex('1B 40 1C 26 1C 53 00 00');
/** `ESC @`. */
export const INITIALISE = fromHex('1B 40');
/** `LF`. */
export const LINE_FEED = fromHex('0A');
/** `DLE ENQ 2`: recover from a cutter error after clearing the buffers. */
export const RECOVER = fromHex('10 05 02');
/** `DLE DC4 8`: clear the buffers; answered by `37 25 00`. */
export const CLEAR_BUFFERS = fromHex('10 14 08 01 03 14 01 06 02 08');
/** `GS a`: automatic status for online, error and paper. */
export const STATUS_UNASKED = fromHex('1D 61 0E');
/** `GS r 1`: paper status, answered when everything before it was processed. */
export const QUEUED_STATUS = fromHex('1D 72 01');
/** `GS I` 66, 67, 69: maker, model, Chinese font. */
export const IDENTIFY = fromHex('1D 49 42 1D 49 43 1D 49 45');
/**
 * Zeros that end a command of ours whose rest the printer still waits for. Together they must be longer than the largest image band that we can
 * leave half sent, 96 lines of at most 128 bytes; in pieces, because a slow serial line takes some seconds for each.
 */
export const FLUSH: readonly Uint8Array[] = Array.from({ length: 3 }, () => new Uint8Array(4_100));
/** Image bands are no higher, so that FLUSH surely ends one. */
export const BAND_LINES = 96;

/** `DLE EOT n`. */
export function ask(question: RealTimeQuestion): Uint8Array {
  return Uint8Array.of(0x10, 0x04, question);
}

/** `GS ( H` fn 48: have the printer return `id` (four of 20h … 7Eh) when everything before it is on paper. */
export function returnProcessId(id: string): Uint8Array {
  if (!/^[\x20-\x7e]{4}$/.test(id)) throw new Error('a process id is four printable ASCII characters');
  return concatBytes([fromHex('1D 28 48 06 00 30 30'), Uint8Array.from(id, (char) => char.charCodeAt(0))]);
}
