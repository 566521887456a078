/** The device's side of the HID envelopes, written from their description and not from the driver's codecs, so that each proves the other. */
import { assertNever } from '../../shared/base/never.ts';
import type { SamEnvelopeKind } from '../drivers/id-card-sam/envelope.ts';

/** Frame bytes in and out; reports on the line. */
export interface DeviceEnvelope {
  /** An answer of the module, sent as reports. */
  send(bytes: Uint8Array): void;
  /** Frame bytes of a chunk that came; empty for an acknowledgement. */
  receive(chunk: Uint8Array): Uint8Array;
}

const REPORT_BYTES = 64;
const MIAXIS_FRAME_BYTES = 54;
const DERK_FIRST_BYTES = 59;
const DERK_NEXT_BYTES = 62;

/** The device's side of an envelope. */
export function deviceEnvelope(kind: SamEnvelopeKind, put: (chunk: Uint8Array) => void): DeviceEnvelope {
  switch (kind) {
    case 'serial':
      return { send: put, receive: (chunk) => chunk };
    case 'miaxis-hid':
      return { send: (bytes) => miaxisReports(bytes).forEach(put), receive: miaxisRequest };
    case 'derk-hid':
      return derk(put);
    default:
      return assertNever(kind);
  }
}

function report(content: readonly number[]): Uint8Array {
  const filled = new Uint8Array(REPORT_BYTES);
  filled.set(content);
  return filled;
}

function miaxisReports(bytes: Uint8Array): Uint8Array[] {
  const reports: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += MIAXIS_FRAME_BYTES) {
    const part = bytes.subarray(at, at + MIAXIS_FRAME_BYTES);
    const number = reports.length;
    const counted = [part.length + 3, 0, 0, number & 0xff, number >> 8, ...part];
    const sum = counted.reduce((total, byte) => total + byte, 0);
    reports.push(report([0xaa, 0, 0, ...counted, sum & 0xff, sum >> 8]));
  }
  return reports;
}

/** A request that is not summed right is ignored, as a device would. */
function miaxisRequest(chunk: Uint8Array): Uint8Array {
  const request = chunk.subarray(1);
  const length = (request[3] ?? 0) | ((request[4] ?? 0) << 8);
  const sumAt = 5 + length;
  const sum = request.subarray(3, sumAt).reduce((total, byte) => total + byte, 0);
  const sumGiven = (request[sumAt] ?? 0) | ((request[sumAt + 1] ?? 0) << 8);
  const good = chunk.length === REPORT_BYTES + 1 && chunk[0] === 0 && request[0] === 0x88 && request[5] === 0xb1 && sum === sumGiven;
  return good ? request.slice(6, sumAt) : new Uint8Array();
}

/** Each report after the first waits for its acknowledgement. */
function derk(put: (chunk: Uint8Array) => void): DeviceEnvelope {
  let waiting: Uint8Array[] = [];
  return {
    send: (bytes) => {
      const [first, ...others] = derkReports(bytes);
      waiting = others;
      if (first !== undefined) put(first);
    },
    receive: (chunk) => {
      if (chunk[1] !== 0xff) return chunk[2] === 0 && chunk[3] === 0x34 ? chunk.slice(4, 2 + (chunk[1] ?? 0)) : new Uint8Array();
      const next = waiting.shift();
      if (next !== undefined) put(next);
      return new Uint8Array();
    },
  };
}

function derkReports(bytes: Uint8Array): Uint8Array[] {
  const rest: Uint8Array[] = [];
  for (let at = DERK_FIRST_BYTES; at < bytes.length; at += DERK_NEXT_BYTES) rest.push(bytes.subarray(at, at + DERK_NEXT_BYTES));
  const first = bytes.subarray(0, DERK_FIRST_BYTES);
  const lead = report([first.length + 4, rest.length, 0x34, 0x90, 0, ...first]);
  return [lead, ...rest.map((part, index) => report([part.length + 1, 0xc0 | (index + 1), ...part]))];
}
