/** The HID envelope of Miaxis readers (MR-300 and kin, 10C4:0007): every report is numbered, summed and carries up to 54 frame bytes. */
import { concatBytes } from '../../shared/base/bytes.ts';
import { HID_REPORT_BYTES, hidReport, NOTHING, type SamEnvelope, type Unwrapped } from './sam-envelope.ts';

const REQUEST = 0x88;
const ANSWER = 0xaa;
/** `B1`: hand a frame to the ID-card module. */
const ID_MODULE = 0xb1;
/** Mark, serial number (2), length (2). */
const HEAD_BYTES = 5;
const SUM_BYTES = 2;
/** Result (1) and packet number (2) stand before the frame bytes of an answer and count in its length. */
const ANSWER_PREFIX_BYTES = 3;
const LENGTH_MAX = HID_REPORT_BYTES - HEAD_BYTES - SUM_BYTES;

function u16le(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, value >> 8);
}

/**
 * Request `88 | 00 00 | n | B1 | frame | sum`, answer reports `AA | 00 00 | n | result | packet number(2) | frame bytes | sum`; n and sum are
 * 16 bit little-endian. The sum of an answer is not judged: USB has its own check and the frame inside has its XOR.
 */
export class MiaxisEnvelope implements SamEnvelope {
  wrap(frame: Uint8Array): readonly Uint8Array[] {
    const counted = concatBytes([u16le(frame.length + 1), Uint8Array.of(ID_MODULE), frame]);
    const sum = counted.reduce((total, byte) => total + byte, 0);
    return [hidReport(concatBytes([Uint8Array.of(REQUEST, 0, 0), counted, u16le(sum)]))];
  }

  unwrap(chunk: Uint8Array): Unwrapped {
    const length = (chunk[3] ?? 0) | ((chunk[4] ?? 0) << 8);
    if (chunk[0] !== ANSWER || length > LENGTH_MAX || HEAD_BYTES + length > chunk.length) return NOTHING;
    return { bytes: chunk.slice(HEAD_BYTES + ANSWER_PREFIX_BYTES, HEAD_BYTES + length), reply: null };
  }

  reset(): void {
    // Every report stands for itself.
  }
}
