/** Bytes to IPP messages, RFC 8010 §3: bounded, pure, and never throwing whatever a printer sends. */
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { IPP_LIMITS } from './delays.ts';
import { FIRST_VALUE_TAG, GROUP, isCharacterTag, isOutOfBand, TAG } from './wire.ts';
import type { IppAttributes, IppGroup, IppMessage, IppValue } from './wire.ts';

/** Why bytes are no message: cut off, too long, a tag where none may stand, or a value of another size than its type has. */
export type IppDefect = 'cut-off' | 'too-long' | 'stray-tag' | 'bad-size' | 'too-deep';

/** A message and what follows it, which is the document of a request. */
export interface DecodedIpp {
  readonly message: IppMessage;
  readonly rest: Uint8Array;
}

/** Reads one message. `maxBytes` bounds the whole, document included. */
export function decodeIpp(bytes: Uint8Array, maxBytes: number = IPP_LIMITS.answerBytes): Result<DecodedIpp, IppDefect> {
  if (bytes.length > maxBytes) return err('too-long');
  try {
    return ok(readMessage(new Cursor(bytes)));
  } catch (error) {
    if (error instanceof Defect) return err(error.defect);
    throw error;
  }
}

/** Carries a defect out of the depth of the reading; never leaves this file. */
class Defect extends Error {
  readonly defect: IppDefect;

  constructor(defect: IppDefect) {
    super(defect);
    this.defect = defect;
  }
}

/** A value with the name that stands before it. */
interface Field {
  readonly tag: number;
  readonly name: string;
  readonly value: Uint8Array;
}

class Cursor {
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  peek(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new Defect('cut-off');
    return byte;
  }

  take(length: number): Uint8Array {
    const end = this.at + length;
    if (end > this.bytes.length) throw new Defect('cut-off');
    const taken = this.bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }

  number(octets: 1 | 2 | 4): number {
    return signed(this.take(octets));
  }

  field(): Field {
    const tag = this.number(1);
    const name = latin(this.take(this.length()));
    return { tag, name, value: this.take(this.length()) };
  }

  rest(): Uint8Array {
    return this.bytes.slice(this.at);
  }

  /** Lengths are SIGNED-SHORT, RFC 8010 §3.2; a negative one is nonsense. */
  private length(): number {
    const length = this.number(2);
    if (length < 0) throw new Defect('bad-size');
    return length;
  }
}

function readMessage(cursor: Cursor): DecodedIpp {
  cursor.take(2);
  const code = cursor.number(2) & 0xffff;
  const requestId = cursor.number(4);
  const groups: IppGroup[] = [];
  for (;;) {
    const tag = cursor.number(1);
    if (tag === GROUP.end) return { message: { code, requestId, groups }, rest: cursor.rest() };
    if (tag < 0 || tag >= FIRST_VALUE_TAG) throw new Defect('stray-tag');
    groups.push({ tag, attributes: readAttributes(cursor) });
  }
}

function readAttributes(cursor: Cursor): IppAttributes {
  const attributes = new Map<string, IppValue[]>();
  let current: IppValue[] | null = null;
  while (cursor.peek() >= FIRST_VALUE_TAG) {
    const field = cursor.field();
    if (field.name !== '') {
      current = [];
      attributes.set(field.name, current);
    }
    if (current === null) throw new Defect('stray-tag');
    current.push(readValue(field, cursor, 0));
  }
  return attributes;
}

function readValue({ tag, value }: Field, cursor: Cursor, depth: number): IppValue {
  if (isOutOfBand(tag)) return { kind: 'none', tag };
  if (isCharacterTag(tag)) return { kind: 'text', tag, value: utf8Text(value) };
  switch (tag) {
    case TAG.integer:
    case TAG.enum:
      return { kind: 'integer', tag, value: signed(sized(value, 4)) };
    case TAG.boolean:
      return { kind: 'boolean', value: sized(value, 1)[0] !== 0 };
    case TAG.range:
      return { kind: 'range', lower: signed(sized(value, 8).subarray(0, 4)), upper: signed(value.subarray(4)) };
    case TAG.textWithLanguage:
      return { kind: 'text', tag: TAG.text, value: withoutLanguage(value) };
    case TAG.nameWithLanguage:
      return { kind: 'text', tag: TAG.name, value: withoutLanguage(value) };
    case TAG.beginCollection:
      return { kind: 'collection', members: readMembers(cursor, depth + 1) };
    case TAG.endCollection:
    case TAG.memberName:
      throw new Defect('stray-tag');
    default:
      return { kind: 'octets', tag, value: value.slice() };
  }
}

/** Members of a collection: a name as a value of its own, then its values, RFC 8010 §3.1.6. */
function readMembers(cursor: Cursor, depth: number): IppAttributes {
  if (depth > IPP_LIMITS.depth) throw new Defect('too-deep');
  const members = new Map<string, IppValue[]>();
  let current: IppValue[] | null = null;
  for (;;) {
    const field = cursor.field();
    if (field.tag === TAG.endCollection) return members;
    if (field.tag === TAG.memberName) {
      current = [];
      members.set(utf8Text(field.value), current);
      continue;
    }
    if (current === null || field.tag < FIRST_VALUE_TAG) throw new Defect('stray-tag');
    current.push(readValue(field, cursor, depth));
  }
}

function withoutLanguage(value: Uint8Array): string {
  const parts = new Cursor(value);
  parts.take(parts.number(2) & 0xffff);
  return utf8Text(parts.take(parts.number(2) & 0xffff));
}

function sized(value: Uint8Array, octets: number): Uint8Array {
  if (value.length !== octets) throw new Defect('bad-size');
  return value;
}

/** Big-endian and signed, whatever the length. */
function signed(bytes: Uint8Array): number {
  let value = (bytes[0] ?? 0) & 0x80 ? -1 : 0;
  for (const byte of bytes) value = (value << 8) | byte;
  return value;
}

function utf8Text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function latin(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
