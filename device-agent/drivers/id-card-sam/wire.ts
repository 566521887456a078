/** Commands and answers of the SAM as tables: what is sent, how a success looks, what a status byte means. Pure. */
import type { Result } from '../../../shared/base/result.ts';
import { err, ok } from '../../../shared/base/result.ts';
import { encodeSam, type SamFrame } from '../../frame/sam.ts';
import { ID_READER_DELAYS } from './delays.ts';

/** The commands that this driver sends; a ministry-standard reader must never be sent a maker's private one. */
export type SamCommand = 'reset' | 'status' | 'identify' | 'find' | 'select' | 'read' | 'presence';

interface CommandFacts {
  readonly request: Uint8Array;
  /** SW3 of success: one or two values. */
  readonly success: readonly number[];
  /** Whether a success answer may carry this many data bytes. */
  fits(dataBytes: number): boolean;
  readonly deadlineMs: number;
}

const TEXT_BYTES = 256;
const PHOTO_BYTES = 1024;
/** Text length and photo length, 16 bit each, before the data of 30 01. */
const READ_PREFIX_BYTES = 4;
const ADDRESS_BYTES = 70;
const ADDRESSES_MAX = 4;

/** GA/T 467 clause 7; lengths of id-card.md §2. Presence is asked with `30 03`, whose data (addresses) is thrown away unread. */
export const SAM_COMMANDS: Readonly<Record<SamCommand, CommandFacts>> = {
  reset: { request: encodeSam(0x10, 0xff), success: [0x90], fits: (n) => n === 0, deadlineMs: ID_READER_DELAYS.controlMs },
  status: { request: encodeSam(0x11, 0xff), success: [0x90], fits: (n) => n === 0, deadlineMs: ID_READER_DELAYS.controlMs },
  identify: { request: encodeSam(0x12, 0xff), success: [0x90], fits: (n) => n === 16, deadlineMs: ID_READER_DELAYS.controlMs },
  find: { request: encodeSam(0x20, 0x01), success: [0x9f], fits: (n) => n === 4, deadlineMs: ID_READER_DELAYS.findMs },
  select: { request: encodeSam(0x20, 0x02), success: [0x90], fits: (n) => n === 8, deadlineMs: ID_READER_DELAYS.selectMs },
  read: {
    request: encodeSam(0x30, 0x01),
    success: [0x90],
    fits: (n) => n > READ_PREFIX_BYTES + TEXT_BYTES,
    deadlineMs: ID_READER_DELAYS.readMs,
  },
  presence: {
    request: encodeSam(0x30, 0x03),
    success: [0x90, 0x91],
    fits: (n) => n % ADDRESS_BYTES === 0 && n <= ADDRESS_BYTES * ADDRESSES_MAX,
    deadlineMs: ID_READER_DELAYS.presenceMs,
  },
};

/** What the module's status byte SW3 asks of us; id-card.md §3. */
export type StatusClass =
  /** 80: no card, or the card that was read still lies there. */
  | 'no-card'
  /** 81, 31, 32, 33, 41, 47: the card moved or left; try again, then ask for it to be laid down anew. */
  | 'retry-in-place'
  /** 40: not a card of this kind. */
  | 'wrong-card'
  /** 10, 11: the module got our request damaged. */
  | 'link'
  /** 60: self-check failed; a reset may help. */
  | 'self-check'
  /** 66: the SAM has no authority. */
  | 'out-of-service'
  /** 21, 23, 24 and whatever no source lists. */
  | 'refused';

/** The class of a status byte that is no success. */
export function statusClass(sw3: number): StatusClass {
  switch (sw3) {
    case 0x80:
      return 'no-card';
    case 0x81:
    case 0x31:
    case 0x32:
    case 0x33:
    case 0x41:
    case 0x47:
      return 'retry-in-place';
    case 0x40:
      return 'wrong-card';
    case 0x10:
    case 0x11:
      return 'link';
    case 0x60:
      return 'self-check';
    case 0x66:
      return 'out-of-service';
    default:
      return 'refused';
  }
}

/** What an answer says to a command. `stray`: a well-formed frame that cannot answer it, such as a late answer to an earlier one. */
export type SamAnswer =
  | { readonly kind: 'success'; readonly data: Uint8Array }
  | { readonly kind: 'status'; readonly class: StatusClass; readonly sw3: number }
  | { readonly kind: 'stray' };

/**
 * Judges a frame as the answer to `command`. Success needs all three status bytes and a fitting length; a failure is judged by SW3 alone,
 * because SW1 SW2 then carry the card's own words. There is no sequence number: shape is the only way to tell a stale answer.
 */
export function judgeAnswer(command: SamCommand, frame: SamFrame): SamAnswer {
  const [sw1, sw2, sw3] = frame.payload;
  if (sw1 === undefined || sw2 === undefined || sw3 === undefined) return { kind: 'stray' };
  const data = frame.payload.subarray(3);
  const facts = SAM_COMMANDS[command];
  if (sw3 === 0x90 || sw3 === 0x9f || sw3 === 0x91) {
    const fits = sw1 === 0 && sw2 === 0 && facts.success.includes(sw3) && facts.fits(data.length);
    return fits ? { kind: 'success', data } : { kind: 'stray' };
  }
  return data.length === 0 ? { kind: 'status', class: statusClass(sw3), sw3 } : { kind: 'stray' };
}

/** The two blocks of a read. */
export interface CardBlocks {
  readonly text: Uint8Array;
  readonly photo: Uint8Array;
}

/** Cuts the data of a 30 01 answer by its own lengths, which must be exactly those of GA/T 467: 256 bytes of text, 1 024 of photo. */
export function cutCardBlocks(data: Uint8Array): Result<CardBlocks, 'lengths'> {
  const textBytes = ((data[0] ?? 0) << 8) | (data[1] ?? 0);
  const photoBytes = ((data[2] ?? 0) << 8) | (data[3] ?? 0);
  if (textBytes !== TEXT_BYTES || photoBytes !== PHOTO_BYTES || data.length !== READ_PREFIX_BYTES + textBytes + photoBytes)
    return err('lengths');
  const photoAt = READ_PREFIX_BYTES + textBytes;
  return ok({ text: data.slice(READ_PREFIX_BYTES, photoAt), photo: data.slice(photoAt) });
}

/** The SAM id as printed on the module: `aa.bb-cccccccc-dddddddddd-eeeeeeeeee`, decimal and unsigned from little-endian fields; 16 bytes. */
export function samIdText(data: Uint8Array): string {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const digits = (value: number, width: number): string => String(value).padStart(width, '0');
  const kind = `${digits(view.getUint16(0, true), 2)}.${digits(view.getUint16(2, true), 2)}`;
  return [kind, digits(view.getUint32(4, true), 8), digits(view.getUint32(8, true), 10), digits(view.getUint32(12, true), 10)].join('-');
}
