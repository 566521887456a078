/** Base64 of a message as bytes, and whether it was base64 at all. */

/** The bytes, or null where a sign is none of the alphabet. `text` is a multiple of four signs long. */
export function decodeBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  // The decoder passes over what it does not know: then bytes are missing.
  return bytes.length === (text.length / 4) * 3 - padding ? bytes : null;
}
