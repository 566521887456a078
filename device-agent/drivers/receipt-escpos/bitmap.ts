/** One-bit pictures as printers take them, and the care that no picture contains a real-time command. */

/** Dots row by row, eight to a byte, highest bit left, rows padded to whole bytes; 1 is black. */
export interface Bitmap {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly bits: Uint8Array;
}

/** Where the shapes of characters come from that the printer lacks. */
export interface GlyphSource {
  /** The character in a square of `sizeDots`; null when no font has it. */
  glyph(codePoint: number, sizeDots: number): Bitmap | null;
}

/** A white picture. */
export function blankBitmap(widthDots: number, heightDots: number): Bitmap {
  return { widthDots, heightDots, bits: new Uint8Array(Math.ceil(widthDots / 8) * heightDots) };
}

/** Whether a dot is black; outside the picture it is white. */
export function dotAt(bitmap: Bitmap, x: number, y: number): boolean {
  if (x < 0 || y < 0 || x >= bitmap.widthDots || y >= bitmap.heightDots) return false;
  const byte = bitmap.bits[y * Math.ceil(bitmap.widthDots / 8) + (x >> 3)] ?? 0;
  return (byte & (0x80 >> (x & 7))) !== 0;
}

/** Blackens a dot inside the picture. */
export function blacken(bitmap: Bitmap, x: number, y: number): void {
  const at = y * Math.ceil(bitmap.widthDots / 8) + (x >> 3);
  bitmap.bits[at] = (bitmap.bits[at] ?? 0) | (0x80 >> (x & 7));
}

/** The columns of a 24-dot high picture, three bytes each, top dot first: the order of `ESC * 33`. */
export function columnBytes(bitmap: Bitmap): Uint8Array {
  const bytes = new Uint8Array(bitmap.widthDots * 3);
  for (let x = 0; x < bitmap.widthDots; x += 1) {
    for (let y = 0; y < 24; y += 1) {
      if (dotAt(bitmap, x, y)) bytes[x * 3 + (y >> 3)] = (bytes[x * 3 + (y >> 3)] ?? 0) | (0x80 >> (y & 7));
    }
  }
  return bytes;
}

/**
 * Picture data without `10 04`, `10 05`, `10 14`: printers execute these wherever they stand, also inside a raster image (Epson, DLE EOT). The
 * lowest dot of the 10 is blackened; one dot in a picture is not seen.
 */
export function withoutRealTime(bytes: Uint8Array): Uint8Array {
  const safe = Uint8Array.from(bytes);
  for (let i = 0; i < safe.length; i += 1) {
    const next = safe[i + 1];
    if (safe[i] === 0x10 && (next === 0x04 || next === 0x05 || next === 0x14)) safe[i] = 0x11;
  }
  return safe;
}
