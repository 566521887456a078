/** The HID envelope of DERK readers (0483:572B): a link frame per report, the first says how many follow, each next one is asked for. */
import { concatBytes } from '../../shared/base/bytes.ts';
import { HID_REPORT_BYTES, hidReport, NOTHING, type SamEnvelope, type Unwrapped } from './sam-envelope.ts';

/** `34`: pass a frame to the SAM inside the reader. 32 and 33 would send card data to the maker's server and are never sent. */
const LOCAL_SAM = 0x34;
const ACKNOWLEDGEMENT = hidReport(Uint8Array.of(0xff));
const PAYLOAD_MAX = HID_REPORT_BYTES - 1;
/** Followers, command, run status (2) stand before the data of the first answer report. */
const FIRST_PREFIX_BYTES = 4;

/** Request `length | 00 34 | frame`; answer `length | followers 34 90 00 | data`, then `length | C0+k | data` with k from 1. */
export class DerkEnvelope implements SamEnvelope {
  private followers = 0;
  private seen = 0;

  wrap(frame: Uint8Array): readonly Uint8Array[] {
    const payload = concatBytes([Uint8Array.of(0, LOCAL_SAM), frame]);
    return [hidReport(concatBytes([Uint8Array.of(payload.length), payload]))];
  }

  unwrap(chunk: Uint8Array): Unwrapped {
    const length = chunk[0] ?? 0;
    // FF is an acknowledgement, and a report that claims more than it holds is damaged.
    if (length > PAYLOAD_MAX || length + 1 > chunk.length) return NOTHING;
    const payload = chunk.subarray(1, 1 + length);
    const lead = payload[0] ?? 0;
    return (lead & 0xc0) === 0xc0 ? this.following(lead & 0x3f, payload) : this.first(lead, payload);
  }

  reset(): void {
    this.followers = 0;
    this.seen = 0;
  }

  private first(lead: number, payload: Uint8Array): Unwrapped {
    this.reset();
    const answersUs = (lead & 0xc0) === 0 && payload[1] === LOCAL_SAM && payload[2] === 0x90 && payload[3] === 0;
    if (!answersUs) return NOTHING;
    this.followers = lead;
    return this.part(payload.slice(FIRST_PREFIX_BYTES));
  }

  private following(number: number, payload: Uint8Array): Unwrapped {
    if (number !== this.seen + 1 || number > this.followers) {
      this.reset();
      return NOTHING;
    }
    this.seen = number;
    return this.part(payload.slice(1));
  }

  private part(bytes: Uint8Array): Unwrapped {
    return { bytes, reply: this.seen < this.followers ? ACKNOWLEDGEMENT : null };
  }
}
