/** What an envelope of SAM frames is: some makers put the frames into HID reports of their own, each in another way. */

/** One chunk of the line, unwrapped. `reply` must be written to the line for the reader to go on. */
export interface Unwrapped {
  readonly bytes: Uint8Array;
  readonly reply: Uint8Array | null;
}

/** An envelope: no port, no clock; remembers at most how far one answer has come. */
export interface SamEnvelope {
  /** The chunks to write, in order, for one whole frame. A HID chunk begins with report number 0, as hidraw wants it. */
  wrap(frame: Uint8Array): readonly Uint8Array[];
  /** Frame bytes of one chunk that arrived; nothing for a report that is none of ours. */
  unwrap(chunk: Uint8Array): Unwrapped;
  /** A new request begins: what was expected of the last answer is forgotten. */
  reset(): void;
}

/** What a chunk yields that carries no frame bytes. */
export const NOTHING: Unwrapped = { bytes: new Uint8Array(), reply: null };

/** Bytes of one report of either maker, without the report number. */
export const HID_REPORT_BYTES = 64;

/** Puts report number 0 before a report and fills it up with zeros. Throws when it is too long: requests are our own and short. */
export function hidReport(content: Uint8Array): Uint8Array {
  if (content.length > HID_REPORT_BYTES) throw new Error('longer than a HID report');
  const report = new Uint8Array(1 + HID_REPORT_BYTES);
  report.set(content, 1);
  return report;
}
