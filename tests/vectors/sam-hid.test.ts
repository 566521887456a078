/** The two HID envelopes: published bytes, and each side against the other. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../shared/base/bytes.ts';
import { samEnvelope } from '../../device-agent/drivers/id-card-sam/envelope.ts';
import { encodeSam } from '../../device-agent/frame/sam.ts';
import { deviceEnvelope } from '../../device-agent/simulators/id-card-reader-hid.ts';

const KINDS = ['miaxis-hid', 'derk-hid'] as const;
const FIND = encodeSam(0x20, 0x01);

function wrapOne(kind: (typeof KINDS)[number], frame: Uint8Array): Uint8Array {
  const [report, ...more] = samEnvelope(kind).wrap(frame);
  expect(more).toEqual([]);
  return report ?? new Uint8Array();
}

/** Carries an answer across, acknowledging where the envelope asks for it. Answers the bytes and how many acknowledgements went back. */
function carry(kind: (typeof KINDS)[number], answer: Uint8Array): { readonly bytes: Uint8Array; readonly replies: number; readonly reports: number } {
  const host = samEnvelope(kind);
  const inFlight: Uint8Array[] = [];
  const device = deviceEnvelope(kind, (report) => void inFlight.push(report));
  const parts: Uint8Array[] = [];
  let replies = 0;
  let reports = 0;
  device.send(answer);
  for (let report = inFlight.shift(); report !== undefined; report = inFlight.shift()) {
    expect(report).toHaveLength(64);
    reports += 1;
    const { bytes, reply } = host.unwrap(report);
    parts.push(bytes);
    if (reply === null) continue;
    replies += 1;
    expect(device.receive(reply)).toHaveLength(0);
  }
  return { bytes: concatBytes(parts), replies, reports };
}

describe('HID envelopes of SAM frames', () => {
  it('wraps find for a Miaxis reader as the reference computes it', () => {
    expect(toHex(wrapOne('miaxis-hid', FIND))).toBe(`00 88 00 00 0B 00 B1 AA AA AA 96 69 00 03 20 01 22 FF 03${' 00'.repeat(46)}`);
  });

  it('wraps find for a DERK reader: length, no followers, local SAM', () => {
    expect(toHex(wrapOne('derk-hid', FIND))).toBe(`00 0C 00 34 AA AA AA 96 69 00 03 20 01 22${' 00'.repeat(51)}`);
  });

  it.each(KINDS)('%s: the device gets the frame out of the request', (kind) => {
    expect(deviceEnvelope(kind, () => undefined).receive(wrapOne(kind, FIND))).toEqual(FIND);
  });

  it.each([
    ['miaxis-hid', 24, 0],
    ['derk-hid', 21, 20],
  ] as const)('%s: a whole card of 1 295 bytes comes in %i reports with %i acknowledgements', (kind, reports, replies) => {
    const answer = Uint8Array.from({ length: 1295 }, (_, i) => (i * 7) & 0xff);
    expect(carry(kind, answer)).toEqual({ bytes: answer, reports, replies });
  });

  it.each(KINDS)('%s: carries an answer of any length', (kind) => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 2400 }), (answer) => {
        expect(carry(kind, answer).bytes).toEqual(answer);
      }),
      { seed: 20_260_302 },
    );
  });

  it.each(KINDS)('%s: survives reports of anything', (kind) => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 20 }), (reports) => {
        const host = samEnvelope(kind);
        for (const report of reports) expect(host.unwrap(report).bytes.length).toBeLessThanOrEqual(62);
      }),
      { seed: 20_260_302 },
    );
  });

  it.each(KINDS)('%s: a request longer than a report is our own mistake', (kind) => {
    expect(() => samEnvelope(kind).wrap(new Uint8Array(64))).toThrow();
  });

  it.each([
    ['a report out of turn', '04 C0 01 02 03'],
    ['an acknowledgement', 'FF'],
    ['the answer to another command', '06 00 33 90 00 AA AA'],
    ['an answer that says it failed', '06 00 34 6E 81 AA AA'],
    ['a length that the report has not', '3F 00 34 90 00'],
  ])('derk-hid: takes nothing from %s', (_what, hex) => {
    expect(samEnvelope('derk-hid').unwrap(fromHex(hex))).toEqual({ bytes: new Uint8Array(), reply: null });
  });

  it('derk-hid: a lost report ends the answer instead of joining what does not belong together', () => {
    const host = samEnvelope('derk-hid');
    expect(host.unwrap(fromHex('05 02 34 90 00 01')).reply).not.toBeNull();
    expect(host.unwrap(fromHex('02 C2 03'))).toEqual({ bytes: new Uint8Array(), reply: null });
    expect(host.unwrap(fromHex('02 C1 02'))).toEqual({ bytes: new Uint8Array(), reply: null });
  });
});
