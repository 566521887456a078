/** Cuts the bytes that a printer receives into commands by a strict table: what is not in it is not guessed at. */

/** One command with its argument bytes, or a run of text. */
export interface PrinterCommand {
  readonly name: PrinterCommandName;
  /** Bytes behind the command's own ones; for `text` the text itself. */
  readonly args: Uint8Array;
  readonly length: number;
}

/** A command, or that more bytes are needed, or a byte that begins none. */
export type CommandLook = PrinterCommand | 'more' | 'unknown';

/** Argument bytes behind the command bytes, from what is there; null when that cannot be told yet. */
type Arguments = (args: Uint8Array) => number | null;

const none: Arguments = () => 0;
const one: Arguments = () => 1;
const two: Arguments = () => 2;
const three: Arguments = () => 3;

// Epson's reference names the commands; a file of the byte table lies in drivers/receipt-escpos/README.md.
const COMMANDS = {
  ignore: ['00', none],
  tab: ['09', none],
  'line-feed': ['0A', none],
  'form-feed': ['0C', none],
  'carriage-return': ['0D', none],
  'real-time-status': ['10 04', one],
  'real-time-request': ['10 05', one],
  'real-time-pulse': ['10 14 01', two],
  'real-time-power-off': ['10 14 02', two],
  'real-time-block': ['10 14 07', one],
  'real-time-clear': ['10 14 08', () => 7],
  'print-mode': ['1B 21', one],
  'absolute-position': ['1B 24', two],
  'column-image': ['1B 2A', (args) => (args.length < 3 ? null : 3 + (args[0] === 32 || args[0] === 33 ? 3 : 1) * le16(args, 1))],
  underline: ['1B 2D', one],
  'default-line-spacing': ['1B 32', none],
  'line-spacing': ['1B 33', one],
  'select-peripheral': ['1B 3D', one],
  initialise: ['1B 40', none],
  bold: ['1B 45', one],
  'double-strike': ['1B 47', one],
  'feed-dots': ['1B 4A', one],
  font: ['1B 4D', one],
  'international-set': ['1B 52', one],
  'relative-position': ['1B 5C', two],
  align: ['1B 61', one],
  'paper-end-sensor': ['1B 63 33', one],
  'stop-sensor': ['1B 63 34', one],
  'panel-buttons': ['1B 63 35', one],
  'feed-lines': ['1B 64', one],
  'old-partial-cut': ['1B 69', none],
  'old-full-cut': ['1B 6D', none],
  'drawer-pulse': ['1B 70', three],
  'code-page': ['1B 74', one],
  'old-drawer-status': ['1B 75', one],
  'old-paper-status': ['1B 76', none],
  'chinese-print-mode': ['1C 21', one],
  'chinese-on': ['1C 26', none],
  'extended-status-unasked': ['1C 28 65', block16],
  'chinese-underline': ['1C 2D', one],
  'chinese-off': ['1C 2E', none],
  'chinese-spacing': ['1C 53', two],
  'chinese-double': ['1C 57', one],
  size: ['1D 21', one],
  'real-time-enable': ['1D 28 44', block16],
  process: ['1D 28 48', block16],
  'code-2d': ['1D 28 6B', block16],
  graphics: ['1D 28 4C', block16],
  'large-graphics': ['1D 38 4C', (args) => (args.length < 4 ? null : 4 + le16(args, 0) + le16(args, 2) * 0x1_0000)],
  reverse: ['1D 42', one],
  'bar-text': ['1D 48', one],
  identity: ['1D 49', one],
  'left-margin': ['1D 4C', two],
  cut: ['1D 56', (args) => (args.length < 1 ? null : (args[0] ?? 0) >= 65 ? 2 : 1)],
  'area-width': ['1D 57', two],
  'status-unasked': ['1D 61', one],
  'bar-font': ['1D 66', one],
  'bar-height': ['1D 68', one],
  'bar-code': ['1D 6B', barCode],
  'queued-status': ['1D 72', one],
  'raster-image': ['1D 76 30', (args) => (args.length < 5 ? null : 5 + le16(args, 1) * le16(args, 3))],
  'bar-width': ['1D 77', one],
} as const satisfies Record<string, readonly [string, Arguments]>;

/** Every command of the table, and text. */
export type PrinterCommandName = keyof typeof COMMANDS | 'text';

interface Entry {
  readonly name: PrinterCommandName;
  readonly bytes: readonly number[];
  readonly args: Arguments;
}

const ENTRIES: readonly Entry[] = Object.entries(COMMANDS).map(([name, [hex, args]]) => ({
  name: name as keyof typeof COMMANDS,
  bytes: hex.split(' ').map((pair) => Number.parseInt(pair, 16)),
  args,
}));

/** The longest block that a command may announce: one raster image of 2303 lines at 1024 dots. */
const MAX_ARGUMENT_BYTES = 300_000;

/** Looks at the command that begins at `at`. Text ends before the next control byte; an unfinished character waits for its rest. */
export function lookAtCommand(bytes: Uint8Array, at: number): CommandLook {
  const first = bytes[at];
  if (first === undefined) return 'more';
  if (first >= 0x20) return textFrom(bytes, at);
  let partial = false;
  for (const entry of ENTRIES) {
    const agrees = entry.bytes.every((byte, index) => bytes[at + index] === undefined || bytes[at + index] === byte);
    if (!agrees) continue;
    if (at + entry.bytes.length > bytes.length) {
      partial = true;
      continue;
    }
    return withArguments(bytes, at, entry);
  }
  return partial ? 'more' : 'unknown';
}

function withArguments(bytes: Uint8Array, at: number, entry: Entry): CommandLook {
  const from = at + entry.bytes.length;
  const count = entry.args(bytes.subarray(from));
  if (count === null) return 'more';
  if (count > MAX_ARGUMENT_BYTES) return 'unknown';
  if (from + count > bytes.length) return 'more';
  return { name: entry.name, args: bytes.slice(from, from + count), length: entry.bytes.length + count };
}

/** ASCII, two-byte and four-byte GB 18030 characters. */
function textFrom(bytes: Uint8Array, at: number): CommandLook {
  let end = at;
  for (;;) {
    const width = characterWidth(bytes, end);
    if (width === 0) break;
    end += width;
  }
  if (end > at) return { name: 'text', args: bytes.slice(at, end), length: end - at };
  return bytes.length - at < 4 && (bytes[at] ?? 0) >= 0x81 ? 'more' : 'unknown';
}

/** Bytes of the whole character at `at`; 0 where there is none, or only part of one. */
function characterWidth(bytes: Uint8Array, at: number): 0 | 1 | 2 | 4 {
  const [first = 0, second, third, fourth] = bytes.subarray(at, at + 4);
  if (first >= 0x20 && first < 0x7f) return 1;
  if (first < 0x81 || first === 0xff || second === undefined) return 0;
  if (second >= 0x40 && second !== 0x7f && second !== 0xff) return 2;
  if (second < 0x30 || second > 0x39 || third === undefined || fourth === undefined) return 0;
  return third >= 0x81 && third !== 0xff && fourth >= 0x30 && fourth <= 0x39 ? 4 : 0;
}

function block16(args: Uint8Array): number | null {
  return args.length < 2 ? null : 2 + le16(args, 0);
}

/** Form A ends with 00, form B (m ≥ 65) counts its bytes. */
function barCode(args: Uint8Array): number | null {
  const [kind, count] = args;
  if (kind === undefined || count === undefined) return null;
  if (kind >= 65) return 2 + count;
  const end = args.indexOf(0, 1);
  return end < 0 ? null : end + 1;
}

function le16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 0x100;
}
