/** Codes in HID POS reports: layouts by descriptor and by bytes, continuation, what is not a code. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../shared/base/bytes.ts';
import type { Decoded } from '../../device-agent/frame/decoder.ts';
import { createHidPosDecoder } from '../../device-agent/frame/hid-pos.ts';
import { kindOf, LAYOUT_A, LAYOUT_B, layoutFromDescriptor, type HidPosLayout } from '../../device-agent/frame/hid-pos-layout.ts';
import { findUsage, parseReportDescriptor, reportBytes, type ReportDescriptor } from '../../device-agent/frame/hid-report-descriptor.ts';
import { MAX_CODE_BYTES, type ScanFrame } from '../../device-agent/frame/scan-frame.ts';
import { KEYBOARD_DESCRIPTOR, LAYOUT_A_DESCRIPTOR, LAYOUT_B_DESCRIPTOR } from '../../device-agent/simulators/hid-descriptors.ts';
import { seeded } from '../support/decoder-suite.ts';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const code = (text: string, aim: string | null): ScanFrame => ({ kind: 'code', bytes: ascii(text), aim });
const framesIn = (items: readonly Decoded<ScanFrame>[]): ScanFrame[] => items.flatMap((item) => (item.kind === 'frame' ? [item.frame] : []));
const why = (items: readonly Decoded<ScanFrame>[]): string[] => items.flatMap((item) => (item.kind === 'noise' ? [item.why] : []));

/** One report of layout A, as the table of the maker's manual draws it. */
function reportA(text: string | Uint8Array, aim: string, more = 0): Uint8Array {
  const data = typeof text === 'string' ? ascii(text) : text;
  const report = new Uint8Array(64);
  report.set([0x02, data.length, ...ascii(aim), ...data]);
  report[61] = 0x73;
  report[63] = more;
  return report;
}

/** One report of layout B. */
function reportB(text: string | Uint8Array): Uint8Array {
  const data = typeof text === 'string' ? ascii(text) : text;
  const report = new Uint8Array(63);
  report.set([0x02, data.length, ...data]);
  return report;
}

function parsed(bytes: Uint8Array): ReportDescriptor {
  const descriptor = parseReportDescriptor(bytes);
  if (descriptor === null) throw new Error('the descriptor does not parse');
  return descriptor;
}

const SIXTY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUV12';

describe('report descriptors', () => {
  it.each([
    ['layout A', LAYOUT_A_DESCRIPTOR, 'scanner', LAYOUT_A],
    ['layout B', LAYOUT_B_DESCRIPTOR, 'scanner', { ...LAYOUT_B, moreAt: null }],
    ['a boot keyboard', KEYBOARD_DESCRIPTOR, 'keyboard', null],
    ['a mouse', fromHex('05 01 09 02 A1 01 05 09 19 01 29 03 95 03 75 01 81 02 C0'), 'other', null],
    ['a keyboard that is a scanner too', Uint8Array.of(...KEYBOARD_DESCRIPTOR, ...LAYOUT_A_DESCRIPTOR), 'scanner', LAYOUT_A],
  ] as const)('%s', (_name, bytes, kind, layout) => {
    expect(kindOf(parsed(bytes))).toBe(kind);
    expect(layoutFromDescriptor(parsed(bytes))).toEqual(layout);
  });

  it('finds the trigger bits, the tunnel and the feature where the device says they are', () => {
    const descriptor = parsed(LAYOUT_A_DESCRIPTOR);
    expect(findUsage(descriptor, 'output', 0x8c_0060)).toEqual({ reportId: 4, bitOffset: 1, bitSize: 1, count: 1 });
    expect(findUsage(descriptor, 'output', 0x8c_005f)).toEqual({ reportId: 4, bitOffset: 0, bitSize: 1, count: 1 });
    expect(findUsage(descriptor, 'input', 0x8c_0060)).toBeNull();
    expect([reportBytes(descriptor, 'output', 4), reportBytes(descriptor, 'output', 0xfd), reportBytes(descriptor, 'feature', 0xfe)]).toEqual([
      1, 63, 1,
    ]);
    expect([reportBytes(descriptor, 'input', 2), reportBytes(descriptor, 'input', 9)]).toEqual([63, 0]);
  });

  it('a report without an id starts at its first byte', () => {
    const unnumbered = fromHex('05 8C 09 02 A1 01 75 08 95 01 05 01 09 3B 81 02 05 8C 95 20 09 FE 81 02 C0');
    expect(layoutFromDescriptor(parsed(unnumbered))).toMatchObject({ reportId: 0, lengthAt: 0, dataAt: 1, maxData: 32 });
    const decoder = createHidPosDecoder(layoutFromDescriptor(parsed(unnumbered)));
    expect(framesIn(decoder.push(Uint8Array.of(2, 0x41, 0x42, 0, 0)))).toEqual([code('AB', null)]);
  });

  it('usages with their own page, ranges, push and pop are understood', () => {
    // 0B FE 00 8C 00: usage FE of page 8C in four bytes; A4, B4: push, pop; 19 29: usage minimum, maximum.
    const bytes = fromHex('05 8C 09 02 A1 01 85 07 75 08 95 01 A4 05 01 09 3B 81 02 B4 95 03 19 FB 29 FD 81 02 95 10 0B FE 00 8C 00 81 02 C0');
    expect(layoutFromDescriptor(parsed(bytes))).toMatchObject({ reportId: 7, lengthAt: 1, aimAt: 2, dataAt: 5, maxData: 16 });
  });

  it.each([
    ['an item that is cut off', '05 8C 09 02 A1 01 26 FF'],
    ['a long item that is cut off', 'FE 10 00 01'],
    ['a collection that never ends', '05 8C 09 02 A1 01'],
    ['an end without a collection', 'C0'],
    ['pop without push', 'B4'],
    ['a report of absurd length', '75 FF 96 FF FF 81 02'],
    ['a range of absurd length', '1B 00 00 00 00 2B FF FF FF FF 81 02'],
  ])('%s is no descriptor', (_name, hex) => {
    expect(parseReportDescriptor(fromHex(hex))).toBeNull();
  });

  it('never throws on any bytes, nor on the true ones with one byte changed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        parseReportDescriptor(bytes);
      }),
      { seed: 20_260_302, numRuns: 2000 },
    );
    LAYOUT_A_DESCRIPTOR.forEach((byte, index) => {
      const changed = Uint8Array.from(LAYOUT_A_DESCRIPTOR);
      changed[index] = byte ^ 0xff;
      const descriptor = parseReportDescriptor(changed);
      const layout = descriptor === null ? null : layoutFromDescriptor(descriptor);
      expect(() => createHidPosDecoder(layout).push(reportA('abc', ']Q1'))).not.toThrow();
    });
    expect(parseReportDescriptor(new Uint8Array(5000))).toBeNull();
  });
});

describe('codes in reports', () => {
  const B_TOLD = layoutFromDescriptor(parsed(LAYOUT_B_DESCRIPTOR));

  it.each([
    ['A told: the manual example of 60 bytes in two reports', LAYOUT_A, [reportA(SIXTY.slice(0, 56), ']Q1', 1), reportA(SIXTY.slice(56), ']Q1')], [code(SIXTY, ']Q1')]],
    ['A withheld: the same', null, [reportA(SIXTY.slice(0, 56), ']Q1', 1), reportA(SIXTY.slice(56), ']Q1')], [code(SIXTY, ']Q1')]],
    ['A: two codes, one after the other', LAYOUT_A, [reportA('1', ']E0'), reportA('2', ']E0')], [code('1', ']E0'), code('2', ']E0')]],
    ['A: no identifier sent', LAYOUT_A, [reportA('123', '\0\0\0')], [code('123', null)]],
    ['A: a short report, as some devices send it', LAYOUT_A, [reportA('123', ']E0').slice(0, 8)], [code('123', ']E0')]],
    ['A shifted by one byte, withheld', null, [Uint8Array.of(0x02, 2, 0x00, ...ascii(']Q1ok'), ...new Uint8Array(56))], [code('ok', ']Q1')]],
    ['B told', B_TOLD, [reportB('690123')], [code('690123', null)]],
    ['B withheld', null, [reportB('690123')], [code('690123', null)]],
    ['B: a full report goes on in the next', B_TOLD, [reportB(SIXTY.slice(0, 56)), reportB(SIXTY.slice(56))], [code(SIXTY, null)]],
    ['Honeywell answers a command', LAYOUT_A, [reportA('REVINF\x06.', ']Z6')], [{ kind: 'answer', accepted: true }]],
    ['another report of the same device', LAYOUT_A, [Uint8Array.of(0x07, 1, 2), reportA('1', ']E0')], [code('1', ']E0')]],
    ['another report in the middle of a code', LAYOUT_A, [reportA('a', ']Q1', 1), Uint8Array.of(0x07, 1, 2), reportA('b', ']Q1')], [code('ab', ']Q1')]],
  ] satisfies [string, HidPosLayout | null, Uint8Array[], ScanFrame[]][])('%s', (_name, layout, reports, expected) => {
    const decoder = createHidPosDecoder(layout);
    expect(framesIn(reports.flatMap((report) => decoder.push(report)))).toEqual(expected);
  });

  it('B: a code that fills its report to the last byte ends with silence', () => {
    const decoder = createHidPosDecoder(LAYOUT_B);
    expect(decoder.push(reportB('x'.repeat(56)))).toEqual([]);
    expect(decoder.open).toBe(true);
    expect(decoder.gap()).toEqual([{ kind: 'frame', frame: code('x'.repeat(56), null) }]);
  });

  it('a chain that lost its end is noise, and the next code is read', () => {
    const decoder = createHidPosDecoder(LAYOUT_A);
    expect(decoder.push(reportA('half', ']Q1', 1))).toEqual([]);
    expect(decoder.gap()).toEqual([{ kind: 'noise', bytes: ascii('half'), why: 'unfinished' }]);
    expect(decoder.gap()).toEqual([]);
    expect(framesIn(decoder.push(reportA('whole', ']Q1')))).toEqual([code('whole', ']Q1')]);
  });

  it.each([
    ['a length above what a report holds', Uint8Array.of(0x02, 57, ...new Uint8Array(62)), 'too-long'],
    ['a length byte that is missing', Uint8Array.of(0x02), 'too-short'],
    ['fewer bytes than the length says', Uint8Array.of(0x02, 20, 0x5d, 0x51, 0x31, 1, 2), 'too-short'],
    ['an empty code', reportA('', ']Q1'), 'too-short'],
    ['an empty report', new Uint8Array(0), 'no-start'],
  ])('%s is noise, and the next code is read', (_name, report, reason) => {
    const decoder = createHidPosDecoder(LAYOUT_A);
    expect(why(decoder.push(report))).toEqual([reason]);
    expect(framesIn(decoder.push(reportA('next', ']Q1')))).toEqual([code('next', ']Q1')]);
  });

  it('a code with a broken part in its middle is noise as a whole', () => {
    const decoder = createHidPosDecoder(LAYOUT_A);
    const seen = [reportA('a', ']Q1', 1), Uint8Array.of(0x02, 60, 1), reportA('c', ']Q1')].flatMap((report) => decoder.push(report));
    expect(framesIn(seen)).toEqual([]);
    expect(framesIn(decoder.push(reportA('next', ']Q1')))).toEqual([code('next', ']Q1')]);
  });

  it('a chain without end is bounded and noise as a whole', () => {
    const decoder = createHidPosDecoder(LAYOUT_A);
    for (let part = 0; part < 1000; part += 1) {
      expect(decoder.push(reportA('x'.repeat(56), ']Q1', 1))).toEqual([]);
      expect(decoder.buffered).toBeLessThanOrEqual(MAX_CODE_BYTES);
    }
    expect(why(decoder.push(reportA('tail', ']Q1')))).toEqual(['too-long']);
    expect(framesIn(decoder.push(reportA('next', ']Q1')))).toEqual([code('next', ']Q1')]);
  });

  it('survives 10 000 seeded random reports with a bounded buffer, and reads a code behind them', () => {
    const random = seeded(20_260_302);
    for (const layout of [LAYOUT_A, LAYOUT_B, null]) {
      const decoder = createHidPosDecoder(layout);
      for (let i = 0; i < 10_000; i += 1) {
        const report = Uint8Array.from({ length: Math.floor(random() * 70) }, () => Math.floor(random() * 256));
        if (random() < 0.8) report[0] = 0x02;
        if (random() < 0.8) report[1] = Math.floor(random() * 60);
        decoder.push(report);
        if (random() < 0.05) decoder.gap();
        expect(decoder.buffered).toBeLessThanOrEqual(MAX_CODE_BYTES);
      }
      decoder.gap();
      const last = layout === LAYOUT_B ? [reportB('last'), code('last', null)] as const : [reportA('last', ']Q1'), code('last', ']Q1')] as const;
      expect(framesIn(decoder.push(last[0]))).toEqual([last[1]]);
    }
  });

  it.each([
    ['A', LAYOUT_A],
    ['B', LAYOUT_B],
  ] as const)('any data come out of layout %s as they went in', (name, layout) => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 400 }), (bytes) => {
        const decoder = createHidPosDecoder(layout);
        const seen: Decoded<ScanFrame>[] = [];
        for (let at = 0; at < bytes.length; at += 56) {
          const part = bytes.subarray(at, at + 56);
          seen.push(...decoder.push(name === 'A' ? reportA(part, ']Q1', at + 56 < bytes.length ? 1 : 0) : reportB(part)));
        }
        seen.push(...decoder.gap());
        expect(framesIn(seen)).toEqual([{ kind: 'code', bytes, aim: name === 'A' ? ']Q1' : null }]);
      }),
      { seed: 20_260_302 },
    );
  });
});
