/** What an IPP message consists of (RFC 8010 §3): groups of attributes, each with one or more typed values. */

/** Delimiter tags, RFC 8010 §3.5.1. */
export const GROUP = { operation: 0x01, job: 0x02, end: 0x03, printer: 0x04 } as const;

/** Value tags, RFC 8010 §3.5.2, as far as the driver writes or understands them. */
export const TAG = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  range: 0x33,
  beginCollection: 0x34,
  textWithLanguage: 0x35,
  nameWithLanguage: 0x36,
  endCollection: 0x37,
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mimeType: 0x49,
  memberName: 0x4a,
} as const;

/** Tags below this one are delimiters of groups. */
export const FIRST_VALUE_TAG = 0x10;

/** Whether a tag says "no value": unsupported, unknown, no-value and the like, RFC 8010 §3.8. */
export function isOutOfBand(tag: number): boolean {
  return tag >= 0x10 && tag <= 0x1f;
}

/** Whether a tag stands for a string of characters, RFC 8010 §3.5.2. */
export function isCharacterTag(tag: number): boolean {
  return tag >= 0x40 && tag <= 0x5f && tag !== TAG.memberName;
}

/** One value. `octets` holds whatever the driver needs not understand: dates, resolutions, unknown types. */
export type IppValue =
  | { readonly kind: 'integer'; readonly tag: typeof TAG.integer | typeof TAG.enum; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'text'; readonly tag: number; readonly value: string }
  | { readonly kind: 'range'; readonly lower: number; readonly upper: number }
  | { readonly kind: 'collection'; readonly members: IppAttributes }
  | { readonly kind: 'none'; readonly tag: number }
  | { readonly kind: 'octets'; readonly tag: number; readonly value: Uint8Array };

/** Attributes by name, in their order. */
export type IppAttributes = ReadonlyMap<string, readonly IppValue[]>;

/** One group: operation attributes, one job, or the printer. */
export interface IppGroup {
  readonly tag: number;
  readonly attributes: IppAttributes;
}

/** A request or an answer without its document. */
export interface IppMessage {
  /** Operation of a request, status of an answer. */
  readonly code: number;
  readonly requestId: number;
  readonly groups: readonly IppGroup[];
}

/** A whole number. */
export function integer(value: number): IppValue {
  return { kind: 'integer', tag: TAG.integer, value };
}

/** A string of a type such as `keyword` or `uri`. */
export function text(type: 'text' | 'name' | 'keyword' | 'uri' | 'charset' | 'language' | 'mimeType', value: string): IppValue {
  return { kind: 'text', tag: TAG[type], value };
}

/** True or false. */
export function boolean(value: boolean): IppValue {
  return { kind: 'boolean', value };
}

/** All strings of an attribute; empty where it is absent or of another type. */
export function textsOf(attributes: IppAttributes, name: string): readonly string[] {
  return (attributes.get(name) ?? []).flatMap((value) => (value.kind === 'text' ? [value.value] : []));
}

/** All whole numbers of an attribute. */
export function numbersOf(attributes: IppAttributes, name: string): readonly number[] {
  return (attributes.get(name) ?? []).flatMap((value) => (value.kind === 'integer' ? [value.value] : []));
}

/** The one truth value of an attribute, null where there is none. */
export function truthOf(attributes: IppAttributes, name: string): boolean | null {
  const value = attributes.get(name)?.[0];
  return value?.kind === 'boolean' ? value.value : null;
}
