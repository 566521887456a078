/** The card's photo as a picture that a page can draw. */

/** The longest picture: 102 × 126 points of 24 bits, as decoders of WLT give them, are 39 KB. */
export const PORTRAIT_MAX_BYTES = 64 * 1024;
/** The widest or highest picture, in points. */
const SIDE_MAX = 1_000;

/** A `data:` URL of a PNG, JPEG or BMP; null for anything else, and for a picture that is larger than a card's photo can be. */
export function portraitOf(picture: Uint8Array): string | null {
  const bytes = Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength);
  const type = bytes.length > PORTRAIT_MAX_BYTES ? null : typeOf(bytes);
  return type === null ? null : `data:${type};base64,${bytes.toString('base64')}`;
}

function typeOf(bytes: Buffer): string | null {
  if (bytes.length < 26) return null;
  if (bytes.readUInt32BE(0) === 0x89504e47) return fits(bytes.readUInt32BE(16), bytes.readUInt32BE(20)) ? 'image/png' : null;
  // The height of a BMP is negative where its rows run from the top.
  if (bytes.toString('latin1', 0, 2) === 'BM') return fits(bytes.readInt32LE(18), Math.abs(bytes.readInt32LE(22))) ? 'image/bmp' : null;
  return bytes.readUIntBE(0, 3) === 0xffd8ff ? 'image/jpeg' : null;
}

function fits(width: number, height: number): boolean {
  return width > 0 && width <= SIDE_MAX && height > 0 && height <= SIDE_MAX;
}
