/** IPP messages to bytes, RFC 8010 §3.1: version, code, request id, groups, end tag; a document follows without a length. */
import { concatBytes } from '../../../shared/base/bytes.ts';
import { assertNever } from '../../../shared/base/never.ts';
import { GROUP, TAG } from './wire.ts';
import type { IppAttributes, IppMessage, IppValue } from './wire.ts';

/** IPP/2.0, which every IPP Everywhere printer and CUPS speak (PWG 5100.12). */
const VERSION = Uint8Array.of(2, 0);
const NOTHING = new Uint8Array(0);
const utf8 = new TextEncoder();

/** The bytes of a message. Throws on a name or value of more than 32 767 octets: we write them ourselves. */
export function encodeIpp(message: IppMessage): Uint8Array {
  const parts = [VERSION, twoBytes(message.code), fourBytes(message.requestId)];
  for (const group of message.groups) {
    parts.push(Uint8Array.of(group.tag));
    for (const [name, values] of group.attributes) {
      values.forEach((value, index) => parts.push(...encodeValue(index === 0 ? name : '', value)));
    }
  }
  parts.push(Uint8Array.of(GROUP.end));
  return concatBytes(parts);
}

/** Additional values of an attribute have an empty name, RFC 8010 §3.1.5. */
function encodeValue(name: string, value: IppValue): readonly Uint8Array[] {
  switch (value.kind) {
    case 'integer':
      return field(value.tag, name, fourBytes(value.value));
    case 'boolean':
      return field(TAG.boolean, name, Uint8Array.of(value.value ? 1 : 0));
    case 'text':
      return field(value.tag, name, utf8.encode(value.value));
    case 'range':
      return field(TAG.range, name, concatBytes([fourBytes(value.lower), fourBytes(value.upper)]));
    case 'none':
      return field(value.tag, name, NOTHING);
    case 'octets':
      return field(value.tag, name, value.value);
    case 'collection':
      return [...field(TAG.beginCollection, name, NOTHING), ...encodeMembers(value.members), ...field(TAG.endCollection, '', NOTHING)];
    default:
      return assertNever(value);
  }
}

function encodeMembers(members: IppAttributes): readonly Uint8Array[] {
  return [...members].flatMap(([name, values]) => [
    ...field(TAG.memberName, '', utf8.encode(name)),
    ...values.flatMap((value) => encodeValue('', value)),
  ]);
}

function field(tag: number, name: string, value: Uint8Array): readonly Uint8Array[] {
  const nameBytes = utf8.encode(name);
  return [Uint8Array.of(tag), twoBytes(nameBytes.length), nameBytes, twoBytes(value.length), value];
}

function twoBytes(value: number): Uint8Array {
  if (value > 0x7fff) throw new Error('too long for a signed 16-bit length');
  return Uint8Array.of(value >> 8, value & 0xff);
}

function fourBytes(value: number): Uint8Array {
  return Uint8Array.of(value >> 24, (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff);
}
