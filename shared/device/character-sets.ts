/** Strict readers of the character sets that codes are written in: the text, or null where a single byte does not belong. */

// TextDecoder exists in every browser and in Node, but in neither of the plain ES libraries that `shared` is checked against.
declare const TextDecoder: new (label: string, options: { readonly fatal: boolean }) => { decode(bytes: Uint8Array): string };

const utf8 = new TextDecoder('utf-8', { fatal: true });
const gb18030 = new TextDecoder('gb18030', { fatal: true });

function decodeOrNull(decoder: { decode(bytes: Uint8Array): string }, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** ISO/IEC 646: bytes 00 to 7F. */
export function readAscii(bytes: Uint8Array): string | null {
  return bytes.every((byte) => byte < 0x80) ? readLatin1(bytes) : null;
}

/** ISO/IEC 8859-1: every byte is the character of its number. */
export function readLatin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** UTF-8 without overlong forms or surrogates. */
export function readUtf8(bytes: Uint8Array): string | null {
  return decodeOrNull(utf8, bytes);
}

/** GB 18030 without private-use characters. Byte 80 on its own is Microsoft's € and not in the standard, FF is in no character. */
export function readGb18030(bytes: Uint8Array): string | null {
  const text = decodeOrNull(gb18030, bytes);
  if (text === null || /[\uE000-\uF8FF\u{F0000}-\u{10FFFF}\u0080-\u009F]/u.test(text)) return null;
  // A lone 80 reads as €, which the standard writes A2E3: both give €, so the bytes decide.
  return text.includes('€') && hasLoneEuro(bytes) ? null : text;
}

function hasLoneEuro(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x80) return true;
    if (byte < 0x80) at += 1;
    else at += (bytes[at + 1] ?? 0) < 0x40 ? 4 : 2;
  }
  return false;
}
