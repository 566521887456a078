/** What an ESC/POS printer sends: told apart by fixed bits, with noise, cuts and doubled answers. */
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../shared/base/bytes.ts';
import { ESCPOS_MAX_BLOCK_BYTES, EscposStatusDecoder } from '../../device-agent/frame/escpos-status.ts';
import type { EscposAnswer } from '../../device-agent/frame/escpos-status.ts';
import { blockOf, factsOfAsb, factsOfRealTime, NO_TROUBLE, paperOf } from '../../device-agent/drivers/receipt-escpos/wire.ts';
import { decoderSuite } from '../support/decoder-suite.ts';

const text = (hex: string): number[] => Array.from(fromHex(hex));

decoderSuite<EscposAnswer>({
  name: 'ESC/POS answers',
  create: () => new EscposStatusDecoder(),
  vectors: [
    { bytes: fromHex('12'), frame: { kind: 'realtime', bits: 0x12 } },
    { bytes: fromHex('16'), frame: { kind: 'realtime', bits: 0x16 } },
    { bytes: fromHex('7E'), frame: { kind: 'realtime', bits: 0x7e } },
    { bytes: fromHex('10 00 00 00'), frame: { kind: 'asb', bits: [0x10, 0, 0, 0] } },
    { bytes: fromHex('14 00 00 0F'), frame: { kind: 'asb', bits: [0x14, 0, 0, 0x0f] } },
    { bytes: fromHex('3C 08 0F 00'), frame: { kind: 'asb', bits: [0x3c, 8, 0x0f, 0] } },
    { bytes: fromHex('37 22 30 30 30 31 00'), frame: { kind: 'block', header: 0x37, body: text('22 30 30 30 31') } },
    { bytes: fromHex('37 25 00'), frame: { kind: 'block', header: 0x37, body: text('25') } },
    {
      bytes: fromHex('5F 43 48 49 4E 41 20 47 42 31 38 30 33 30 00'),
      frame: { kind: 'block', header: 0x5f, body: text('43 48 49 4E 41 20 47 42 31 38 30 33 30') },
    },
    { bytes: fromHex('39 40 40 00'), frame: { kind: 'extended-asb', bits: [0x40, 0x40] } },
    { bytes: fromHex('03'), frame: { kind: 'single', bits: 0x03 } },
    { bytes: fromHex('11'), frame: { kind: 'flow', on: true } },
    { bytes: fromHex('13'), frame: { kind: 'flow', on: false } },
  ],
  noise: fromHex('FF 9A 80 D6 D0'),
  absurd: Uint8Array.of(0x37, 0x22, ...Array.from({ length: 300 }, () => 0x41)),
  maxBuffered: ESCPOS_MAX_BLOCK_BYTES,
  buffered: (decoder) => (decoder as EscposStatusDecoder).buffered,
  detectsFlips: false,
});

describe('an answer stream', () => {
  it('reads automatic status with XOFF and XON between its bytes', () => {
    const decoded = new EscposStatusDecoder().push(fromHex('14 13 00 11 00 00'));
    expect(decoded).toEqual([{ kind: 'frame', frame: { kind: 'asb', bits: [0x14, 0, 0, 0] } }]);
  });

  it('gives up one byte of a broken automatic status and reads the answer behind it', () => {
    const decoded = new EscposStatusDecoder().push(fromHex('10 00 16'));
    expect(decoded.map((item) => (item.kind === 'frame' ? item.frame : item.why))).toEqual([
      'no-start',
      { kind: 'single', bits: 0 },
      { kind: 'realtime', bits: 0x16 },
    ]);
  });
});

describe('status bits', () => {
  it.each([
    ['10 00 00 00', null, 'full'],
    ['14 00 00 0F', null, 'full'],
    ['30 00 00 00', 'printer.cover-open', 'full'],
    ['18 00 0F 00', 'printer.paper-out', 'out'],
    ['10 00 03 00', null, 'low'],
    ['18 08 00 00', 'printer.cutter', 'full'],
    ['18 20 00 00', 'device.hardware', 'full'],
    ['18 40 00 00', null, 'full'],
    ['38 08 0F 00', 'printer.cover-open', 'out'],
  ] as const)('automatic status %s is %s with paper %s', (hex, block, paper) => {
    const [a = 0, b = 0, c = 0, d = 0] = fromHex(hex);
    const facts = factsOfAsb([a, b, c, d]);
    expect([blockOf(facts), paperOf(facts)]).toEqual([block, paper]);
  });

  it('a hot head is no block', () => {
    expect(factsOfAsb([0x18, 0x40, 0, 0])).toEqual({ ...NO_TROUBLE, tooHot: true });
  });

  it.each([
    [1, 0x1e, {}],
    [2, 0x12, {}],
    [2, 0x16, { coverOpen: true }],
    [2, 0x32, { paperStopped: true }],
    [3, 0x1a, { cutterError: true }],
    [3, 0x52, { tooHot: true }],
    [3, 0x32, { broken: true }],
    [3, 0x12, { broken: true }],
    [4, 0x1e, { paperNearEnd: true }],
    [4, 0x7e, { paperNearEnd: true, paperEnd: true }],
  ] as const)('DLE EOT %i answered by %i adds %j', (question, bits, facts) => {
    expect(factsOfRealTime(question, bits, NO_TROUBLE)).toEqual({ ...NO_TROUBLE, ...facts });
  });

  it('an all-clear answer to DLE EOT 2 takes an old error back, but not what the paper sensor saw', () => {
    const before = { ...NO_TROUBLE, cutterError: true, tooHot: true, paperEnd: true };
    expect(factsOfRealTime(2, 0x12, before)).toEqual({ ...NO_TROUBLE, paperEnd: true });
  });
});
