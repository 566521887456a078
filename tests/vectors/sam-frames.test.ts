/** SAM frames against the frames that public sources print. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../shared/base/bytes.ts';
import type { IdentityCard } from '../../shared/identity/card.ts';
import { SAM_COMMANDS, judgeAnswer, cutCardBlocks, samIdText, statusClass, type SamCommand } from '../../device-agent/drivers/id-card-sam/wire.ts';
import { encodeSam, encodeSamFrame, SAM_HELD_MAX, SamDecoder } from '../../device-agent/frame/sam.ts';
import { encodeTextBlock, samplePhoto } from '../../device-agent/simulators/id-card-text.ts';
import { decoderSuite } from '../support/decoder-suite.ts';
import { FIXTURE_J, FIXTURE_R, FIXTURE_Y } from '../support/id-cards.ts';

const PUBLISHED = {
  'request SAM id': 'AA AA AA 96 69 00 03 12 FF EE',
  'SAM id': 'AA AA AA 96 69 00 14 00 00 90 05 00 01 00 09 B8 32 01 05 BE 12 00 AD C5 B1 11 63',
  'request status': 'AA AA AA 96 69 00 03 11 FF ED',
  success: 'AA AA AA 96 69 00 04 00 00 90 94',
  find: 'AA AA AA 96 69 00 03 20 01 22',
  'card found': 'AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97',
  'no card': 'AA AA AA 96 69 00 04 00 00 80 84',
  select: 'AA AA AA 96 69 00 03 20 02 21',
  selected: 'AA AA AA 96 69 00 0C 00 00 90 00 00 00 00 00 00 00 00 9C',
  'select failed': 'AA AA AA 96 69 00 04 00 00 81 85',
  read: 'AA AA AA 96 69 00 03 30 01 32',
  'read failed': 'AA AA AA 96 69 00 04 00 00 41 45',
  reset: 'AA AA AA 96 69 00 03 10 FF EC',
  'read failed with the words of the card': 'AA AA AA 96 69 00 04 6A 82 41 AD',
} as const;

function frameOf(hex: string): { readonly payload: Uint8Array } {
  return { payload: fromHex(hex).slice(7, -1) };
}

/** `link`: the last three characters, which on the card of 2023 lead to the holder's earlier number and which no field of ours shows. */
function readAnswer(card: IdentityCard, link = '   '): Uint8Array {
  const text = encodeTextBlock(card);
  for (let i = 0; i < 3; i += 1) text[250 + 2 * i] = link.charCodeAt(i);
  return encodeSamFrame(concatBytes([fromHex('00 00 90 01 00 04 00'), text, samplePhoto()]));
}

const hexes = Object.values(PUBLISHED).map((hex) => ({ bytes: fromHex(hex), frame: frameOf(hex) }));
const whole = readAnswer(FIXTURE_R);

decoderSuite({
  name: 'SAM requests and short answers',
  create: () => new SamDecoder('request'),
  vectors: hexes,
  noise: fromHex('AA 00 AA AA 96 68 13 37'),
  absurd: fromHex('AA AA AA 96 69 FF FF'),
  maxBuffered: SAM_HELD_MAX,
  buffered: (decoder) => (decoder instanceof SamDecoder ? decoder.heldBytes : Number.NaN),
  detectsFlips: true,
});

decoderSuite({
  name: 'SAM answers with a whole card',
  create: () => new SamDecoder('answer'),
  vectors: [{ bytes: whole, frame: { payload: whole.slice(7, -1) } }],
  noise: fromHex('AA AA 96 69 00'),
  absurd: fromHex('AA AA AA 96 69 10 01'),
  maxBuffered: SAM_HELD_MAX,
  buffered: (decoder) => (decoder instanceof SamDecoder ? decoder.heldBytes : Number.NaN),
  detectsFlips: false,
});

describe('SAM frames as bytes', () => {
  const requests: readonly (readonly [SamCommand, string])[] = [
    ['reset', PUBLISHED.reset],
    ['status', PUBLISHED['request status']],
    ['identify', PUBLISHED['request SAM id']],
    ['find', PUBLISHED.find],
    ['select', PUBLISHED.select],
    ['read', PUBLISHED.read],
    ['presence', 'AA AA AA 96 69 00 03 30 03 30'],
  ];
  it.each(requests)('sends %s as published', (command, hex) => {
    expect(toHex(SAM_COMMANDS[command].request)).toBe(hex);
  });

  it('frames a request with data as published for the RF length', () => {
    expect(toHex(encodeSam(0x61, 0xff, Uint8Array.of(0x50)))).toBe('AA AA AA 96 69 00 04 61 FF 50 CA');
  });

  it.each([
    ['a find request with a wrong check', 'AA AA AA 96 69 00 03 20 01 21'],
    ['a find request of another world', 'AA AA AA 96 69 00 03 20 00 22'],
    ['an answer with a byte inside the preamble', 'AA 00 AA AA 96 69 00 0C 00 00 90 00 00 00 00 00 00 9C'],
    ['a time-out in the dialect of one hand-held', 'AA AA AA 96 69 00 05 05 05 05'],
    ['a length of nothing', 'AA AA AA 96 69 00 00 00'],
  ])('takes %s for noise', (_what, hex) => {
    const decoder = new SamDecoder('request');
    const items = [...decoder.push(fromHex(hex)), ...decoder.gap()];
    expect(items.filter((item) => item.kind === 'frame')).toEqual([]);
    expect(concatBytes(items.flatMap((item) => (item.kind === 'noise' ? [item.bytes] : [])))).toEqual(fromHex(hex));
  });

  it('finds the frame behind one AA too many', () => {
    expect(new SamDecoder('answer').push(fromHex(`AA ${PUBLISHED['no card']}`)).at(-1)).toEqual({ kind: 'frame', frame: frameOf(PUBLISHED['no card']) });
  });

  it('frees a good answer that a false start had swallowed once the line is quiet', () => {
    const decoder = new SamDecoder('answer');
    expect(decoder.push(fromHex(`AA AA AA 96 69 0F 00 ${PUBLISHED['no card']}`))).toEqual([]);
    expect(decoder.gap()).toContainEqual({ kind: 'frame', frame: frameOf(PUBLISHED['no card']) });
    expect(decoder.heldBytes).toBe(0);
  });

  it.each([
    ['resident card', FIXTURE_R, '   ', 'ab160ddfaa1a927f2b61222e079aac60a458fc5a100eb72b33c52589fe272cb8'],
    ['residence permit', FIXTURE_J, '   ', 'fef8eb145bdbaaa0fcf1abe9187fae39d7f53c8457a6a68f6fdf3f5c30482634'],
    ['foreigner of 2023', FIXTURE_Y, '000', 'dca542e08cc2006eef2a06de1b5c2ac7b5c0ddffbdd3902fe3bbb94c4e939844'],
  ])('builds the whole answer of a %s to the reference hash', (_what, card, link, sha256) => {
    const frame = readAnswer(card, link);
    expect(frame).toHaveLength(1295);
    expect(createHash('sha256').update(frame).digest('hex')).toBe(sha256);
  });
});

describe('SAM answers as words', () => {
  it.each([
    ['05 00 01 00 09 B8 32 01 05 BE 12 00 AD C5 B1 11', '05.01-20101129-0001228293-0296863149'],
    ['05 00 03 00 A5 3A 34 01 01 00 00 00 D2 02 96 49', '05.03-20200101-0000000001-1234567890'],
    ['05 00 0B 00 BF 7B 33 01 FF FF FF FF 01 5E D0 B2', '05.11-20151231-4294967295-3000000001'],
  ])('reads SAM id %s as %s', (hex, text) => {
    expect(samIdText(fromHex(hex))).toBe(text);
  });

  it.each([
    [0x10, 'link'],
    [0x11, 'link'],
    [0x21, 'refused'],
    [0x23, 'refused'],
    [0x24, 'refused'],
    [0x31, 'retry-in-place'],
    [0x32, 'retry-in-place'],
    [0x33, 'retry-in-place'],
    [0x37, 'refused'],
    [0x3f, 'refused'],
    [0x40, 'wrong-card'],
    [0x41, 'retry-in-place'],
    [0x47, 'retry-in-place'],
    [0x60, 'self-check'],
    [0x66, 'out-of-service'],
    [0x80, 'no-card'],
    [0x81, 'retry-in-place'],
  ] as const)('status %i asks for %s', (sw3, expected) => {
    expect(statusClass(sw3)).toBe(expected);
  });

  it.each([
    ['find', PUBLISHED['card found'], 'success'],
    ['find', PUBLISHED['no card'], 'status'],
    ['find', PUBLISHED.selected, 'stray'],
    ['find', PUBLISHED.success, 'stray'],
    ['select', PUBLISHED.selected, 'success'],
    ['select', PUBLISHED['card found'], 'stray'],
    ['select', PUBLISHED.success, 'stray'],
    ['read', PUBLISHED.selected, 'stray'],
    ['read', PUBLISHED['read failed'], 'status'],
    ['read', PUBLISHED['read failed with the words of the card'], 'status'],
    ['identify', PUBLISHED['SAM id'], 'success'],
    ['identify', PUBLISHED.success, 'stray'],
    ['presence', 'AA AA AA 96 69 00 04 00 00 91 95', 'success'],
    ['status', 'AA AA AA 96 69 00 04 00 01 90 95', 'stray'],
  ] as const)('to %s the answer %s is %s', (command, hex, kind) => {
    expect(judgeAnswer(command, frameOf(hex)).kind).toBe(kind);
  });

  it('cuts text and photo by their own lengths, and refuses other lengths', () => {
    const data = whole.slice(10, -1);
    expect(cutCardBlocks(data)).toEqual({ ok: true, value: { text: encodeTextBlock(FIXTURE_R), photo: samplePhoto() } });
    for (const at of [0, 1, 2, 3]) {
      const bad = Uint8Array.from(data);
      bad[at] = (bad[at] ?? 0) ^ 1;
      expect(cutCardBlocks(bad)).toEqual({ ok: false, error: 'lengths' });
    }
    expect(cutCardBlocks(data.subarray(0, -1))).toEqual({ ok: false, error: 'lengths' });
  });
});
