/** Codes on a serial line: framing, silence, identifiers, answers among codes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex } from '../../shared/base/bytes.ts';
import type { Decoded } from '../../device-agent/frame/decoder.ts';
import { MAX_CODE_BYTES, type ScanFrame } from '../../device-agent/frame/scan-frame.ts';
import { createScanLineDecoder, type ScanLineOptions } from '../../device-agent/frame/scan-line.ts';
import { decoderSuite } from '../support/decoder-suite.ts';

const PLAIN: ScanLineOptions = { suffix: 'cr', stxEtx: false, prefix: 'none', aimOfCodeId: {}, unknownEndsBy: 'suffix', answers: 'none' };
const AIM: ScanLineOptions = { ...PLAIN, prefix: 'aim' };
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const code = (text: string, aim: string | null): ScanFrame => ({ kind: 'code', bytes: ascii(text), aim });
const framesIn = (items: readonly Decoded<ScanFrame>[]): ScanFrame[] => items.flatMap((item) => (item.kind === 'frame' ? [item.frame] : []));

/** Everything that comes of a chunk and the silence behind it. */
function read(options: ScanLineOptions, ...chunks: (string | Uint8Array)[]): readonly Decoded<ScanFrame>[] {
  const decoder = createScanLineDecoder(options);
  const seen = chunks.flatMap((chunk) => decoder.push(typeof chunk === 'string' ? ascii(chunk) : chunk));
  return [...seen, ...decoder.gap()];
}

const bounded = { maxBuffered: MAX_CODE_BYTES + 8, detectsFlips: false } as const;
const vectors = (prefix: string, suffix: string) =>
  [']E06901234567892', ']C0ABC-123', ']A09'].map((text) => ({
    bytes: ascii(`${prefix}${text}${suffix}`),
    frame: code(text.slice(3), text.slice(0, 3)),
  }));

const line = (name: string, options: ScanLineOptions, noise: Uint8Array, list: { bytes: Uint8Array; frame: ScanFrame }[]) =>
  decoderSuite({
    name,
    create: () => createScanLineDecoder(options),
    vectors: list,
    noise,
    ...bounded,
    buffered: (decoder) => ('buffered' in decoder && typeof decoder.buffered === 'number' ? decoder.buffered : Number.NaN),
  });

line('serial scanner, AIM and CR', AIM, fromHex('0D 0D'), vectors('', '\r'));
line('serial scanner, AIM and LF', { ...AIM, suffix: 'lf' }, fromHex('0A'), vectors('', '\n'));
line('serial scanner, AIM and CRLF', { ...AIM, suffix: 'crlf' }, fromHex('0D 0A'), vectors('', '\r\n'));
line('serial scanner, STX ETX and AIM', { ...AIM, suffix: 'none', stxEtx: true }, fromHex('FF 00'), vectors('\x02', '\x03'));
line('serial scanner, STX ETX, AIM and CR', { ...AIM, stxEtx: true }, fromHex('FF 00'), vectors('\x02', '\x03\r'));
line('serial scanner, no prefix, CR', PLAIN, fromHex('0D'), [
  { bytes: ascii('6901234567892\r'), frame: code('6901234567892', null) },
  { bytes: ascii('https://example.gov.cn/1\r'), frame: code('https://example.gov.cn/1', null) },
]);
line('serial scanner, Newland answers among codes', { ...AIM, answers: 'newland' }, fromHex('0D'), [
  { bytes: fromHex('02 01 30 30 30 30 23 53 43 4E 54 52 47 31 06 3B 03'), frame: { kind: 'answer', accepted: true } },
  { bytes: fromHex('02 01 30 30 30 30 23 53 43 4E 54 52 47 31 15 3B 03'), frame: { kind: 'answer', accepted: false } },
  ...vectors('', '\r'),
]);
line('serial scanner, GM65 answers among codes', { ...AIM, answers: 'gm65' }, fromHex('0D'), [
  { bytes: fromHex('02 00 00 01 00 33 31'), frame: { kind: 'answer', accepted: true } },
  ...vectors('', '\r'),
]);

describe('the end of a code', () => {
  it.each([
    ['an EAN ends at CR, its twin follows at once', AIM, ']E01\r]E02\r', [code('1', ']E0'), code('2', ']E0')]],
    ['a QR code keeps its own line ends, the last CR is framing', AIM, ']Q1a\rb\r\r', [code('a\rb\r', ']Q1')]],
    ['two QR codes that came at once are told apart by the identifier', AIM, ']Q1a\r]Q1b\r', [code('a', ']Q1'), code('b', ']Q1')]],
    ['the suffix is missing: silence ends the code', AIM, ']E0123', [code('123', ']E0')]],
    ['the suffix is missing behind a QR code', AIM, ']Q1abc', [code('abc', ']Q1')]],
    ['no identifier although one was set: the code is taken as it is', AIM, '123\r', [code('123', null)]],
    ['a bracket that begins no identifier', AIM, ']-]\r', [code(']-]', null)]],
    ['no suffix at all: silence', { ...AIM, suffix: 'none' }, ']Q1a\r\nb', [code('a\r\nb', ']Q1')]],
    ['unknown kind, told to wait for silence', { ...PLAIN, unknownEndsBy: 'quiet' }, 'a\rb\r', [code('a\rb', null)]],
    ['unknown kind, told to end at CR', PLAIN, 'a\rb\r', [code('a', null), code('b', null)]],
    ['CRLF is sent where CR was set', AIM, ']E01\r\n]E02\r\n', [code('1', ']E0'), code('2', ']E0')]],
    ['CRLF: a lone CR belongs to the code', { ...AIM, suffix: 'crlf' }, ']E0a\rb\r\n', [code('a\rb', ']E0')]],
    ['STX ETX around a QR code keeps its line ends', { ...AIM, stxEtx: true }, '\x02]Q1a\rb\x03\r', [code('a\rb', ']Q1')]],
    ['STX without ETX, then a whole code', { ...AIM, stxEtx: true }, '\x02]Q1lo\x02]Q1ok\x03\r', [code('ok', ']Q1')]],
    ['a Honeywell code id becomes an identifier', { ...PLAIN, prefix: 'code-id', aimOfCodeId: { s: ']Q1' } }, 'sabc\r', [code('abc', ']Q1')]],
    ['an unknown code id is taken off', { ...PLAIN, prefix: 'code-id', aimOfCodeId: {} }, 'dabc\r', [code('abc', null)]],
    ['Honeywell answers a command under ]Z', AIM, ']Z6REVINF\x06.\r', [{ kind: 'answer', accepted: true }]],
    ['an old Newland acknowledges, then reads', { ...AIM, answers: 'newland-old' }, '\x06]E05\r', [{ kind: 'answer', accepted: true }, code('5', ']E0')]],
    [
      'a QR code and the answer to a command that was under way',
      { ...AIM, answers: 'gm65' },
      ']Q1a\rb\r\x02\x00\x00\x01\x00\x33\x31]Q1c\r',
      [code('a\rb', ']Q1'), { kind: 'answer', accepted: true }, code('c', ']Q1')],
    ],
    ['an identifier with nothing behind it', AIM, ']Q1\r', []],
  ] satisfies [string, ScanLineOptions, string, ScanFrame[]][])('%s', (_name, options, text, expected) => {
    expect(framesIn(read(options, text))).toEqual(expected);
  });

  it('half an answer is noise, never a code', () => {
    expect(read({ ...AIM, answers: 'newland' }, fromHex('02 01 30 30 30'))).toEqual([
      { kind: 'noise', bytes: fromHex('02 01 30 30 30'), why: 'unfinished' },
    ]);
  });

  it('a code of exactly the longest length passes, one byte more is noise to its end, the next code is read', () => {
    const longest = new Uint8Array(MAX_CODE_BYTES).fill(0x41);
    expect(framesIn(read(PLAIN, concatBytes([longest, ascii('\r')])))).toEqual([{ kind: 'code', bytes: longest, aim: null }]);
    const chunks = [longest, ascii('AAAAAAAAAA'), ascii('tail\r'), ascii('next\r')];
    const seen = read(PLAIN, ...chunks);
    expect(framesIn(seen)).toEqual([code('next', null)]);
    expect(seen.filter((item) => item.kind === 'noise').every((item) => item.why === 'too-long')).toBe(true);
  });

  it('the tail of an over-long QR code is no code of its own: silence must come first', () => {
    const decoder = createScanLineDecoder(AIM);
    const seen = [...decoder.push(ascii(`]Q1${'A'.repeat(MAX_CODE_BYTES + 20)}`)), ...decoder.push(ascii('tail'))];
    expect(framesIn(seen)).toEqual([]);
    expect(decoder.open).toBe(true);
    expect(framesIn(decoder.gap())).toEqual([]);
    expect(framesIn([...decoder.push(ascii(']Q1new')), ...decoder.gap()])).toEqual([code('new', ']Q1')]);
  });
});

describe('raw bytes', () => {
  it('any data behind a QR identifier come out as they went in, however the line cuts them', () => {
    // `CR ] Q 1` inside the data is the one thing that cannot be told from a second code.
    const data = fc.uint8Array({ minLength: 1, maxLength: 300 }).filter((bytes) => !String.fromCharCode(...bytes).includes('\r]'));
    fc.assert(
      fc.property(data, fc.array(fc.nat(300), { maxLength: 6 }), (bytes, cuts) => {
        const whole = concatBytes([ascii(']Q1'), bytes, ascii('\r')]);
        const places = [0, ...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b), whole.length];
        const chunks = places.slice(1).map((end, index) => whole.subarray(places[index], end));
        expect(framesIn(read(AIM, ...chunks))).toEqual([{ kind: 'code', bytes, aim: ']Q1' }]);
      }),
      { seed: 20_260_302, numRuns: 500 },
    );
  });

  it('any data of a scanner without prefix and suffix come out as they went in', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        expect(framesIn(read({ ...PLAIN, suffix: 'none' }, bytes))).toEqual([{ kind: 'code', bytes, aim: null }]);
      }),
      { seed: 20_260_302 },
    );
  });
});
