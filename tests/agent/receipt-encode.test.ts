/** Documents to printer bytes: whatever is in a document, the bytes are whole commands, the text survives, and nothing reads as a real-time request. */
import fc from 'fast-check';
import { correction, generate } from 'lean-qr';
import { describe, expect, it } from 'vitest';
import { layoutDocument } from '../../shared/document/layout.ts';
import type { ReceiptBlock, ReceiptDocument } from '../../shared/document/receipt.ts';
import { blacken, blankBitmap, columnBytes, dotAt, withoutRealTime } from '../../device-agent/drivers/receipt-escpos/bitmap.ts';
import type { GlyphSource } from '../../device-agent/drivers/receipt-escpos/bitmap.ts';
import { encodeReceipt } from '../../device-agent/drivers/receipt-escpos/encode.ts';
import { fontGlyphs } from '../../device-agent/drivers/receipt-escpos/font-glyphs.ts';
import { jobOf } from '../../device-agent/drivers/receipt-escpos/job.ts';
import { fillOutline } from '../../device-agent/drivers/receipt-escpos/outline.ts';
import { parsePrinterProfile } from '../../device-agent/drivers/receipt-escpos/profile.ts';
import type { PrinterProfile } from '../../device-agent/drivers/receipt-escpos/profile.ts';
import { decodeEscpos } from '../support/escpos-decoder.ts';
import { PRINTER_PROFILE_IDS, printerProfile } from '../support/printer-profiles.ts';

const NO_FONT: GlyphSource = { glyph: () => null };
/** Every character a full black square but for its corner. */
const SQUARES: GlyphSource = {
  glyph: (_codePoint, sizeDots) => {
    const bitmap = blankBitmap(sizeDots, sizeDots);
    for (let y = 0; y < sizeDots; y += 1) for (let x = 0; x < sizeDots; x += 1) if (x + y > 0) blacken(bitmap, x, y);
    return bitmap;
  },
};
const EPSON = printerProfile('epson-tm-t88-80mm');

function slip(blocks: readonly ReceiptBlock[], title = ''): ReceiptDocument {
  return { purpose: 'test', title, blocks };
}

/** What stands on the paper: spaces at line ends and the picture of a code are not text. */
function linesOn(document: ReceiptDocument, profile: PrinterProfile, glyphs: GlyphSource): readonly string[] {
  const { bytes } = encodeReceipt(document, { profile, glyphs, reprint: false });
  return decodeEscpos(bytes, profile).receipts.flatMap(({ lines }) => lines);
}

const chars = fc.constantFrom(
  ...Array.from('abcXYZ0189 .,:;-_/\\|{}~$%&()#@!?"\'<>=+*，。：；（）《》“”、·—…￥中华人民共和国内蒙古自治区政务服务中心受理镕囍骉'),
);
const words = fc.array(chars, { maxLength: 60 }).map((list) => list.join(''));
const block: fc.Arbitrary<ReceiptBlock> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    text: words,
    align: fc.constantFrom('left' as const, 'center' as const, 'right' as const),
    size: fc.constantFrom(1 as const, 2 as const),
    bold: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('pair' as const), label: words, value: words }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(
      fc.record({ head: words, share: fc.integer({ min: 1, max: 4 }), align: fc.constantFrom('left' as const, 'right' as const) }),
      { minLength: 1, maxLength: 5 },
    ),
    rows: fc.array(fc.array(words, { maxLength: 5 }), { maxLength: 4 }),
  }),
  fc.constant({ kind: 'rule' as const }),
  fc.record({ kind: fc.constant('code' as const), data: fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), caption: words }),
  fc.record({ kind: fc.constant('feed' as const), lines: fc.integer({ min: 1, max: 5 }) }),
);

describe.each(PRINTER_PROFILE_IDS)('encoded for %s', (id) => {
  const profile = printerProfile(id);

  it('any document comes back line by line, each line inside the paper', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), words, (blocks, title) => {
        const document = slip(blocks, title);
        const laid = layoutDocument(document, { columns: profile.columns, reprint: false });
        const expected = laid.flatMap((line) =>
          line.kind === 'text' && line.text !== '' ? [line.text] : line.kind === 'rule' ? ['-'.repeat(profile.columns)] : [],
        );
        expect(linesOn(document, profile, NO_FONT)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('no document makes bytes that the printer would take for a real-time request, and every seam lies between two commands', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), fc.string({ unit: 'binary', maxLength: 40 }), (blocks, hostile) => {
        const receipt = encodeReceipt(slip([...blocks, { kind: 'text', text: hostile }]), { profile, glyphs: SQUARES, reprint: true });
        const { bytes } = receipt;
        for (let i = 0; i + 1 < bytes.length; i += 1)
          expect(bytes[i] === 0x10 && [0x04, 0x05, 0x14].includes(bytes[i + 1] ?? 0)).toBe(false);
        expect(receipt.seams.at(-1)).toBe(bytes.length);
        const { chunks } = jobOf(receipt, '0001', { ...profile, processId: false, queuedStatus: false });
        for (const chunk of chunks) expect(() => decodeEscpos(Uint8Array.of(...chunk, 0x0a, 0x1d, 0x56, 0), profile)).not.toThrow();
      }),
      { numRuns: 40 },
    );
  });
});

describe('characters that the printer lacks', () => {
  it('are drawn in the line between its own ones', () => {
    const { bytes, missing } = encodeReceipt(slip([{ kind: 'text', text: '李㛃𠮷' }]), { profile: EPSON, glyphs: SQUARES, reprint: false });
    const [receipt] = decodeEscpos(bytes, EPSON).receipts;
    expect(receipt?.blocks[0]).toMatchObject({
      kind: 'line',
      runs: [{ text: '李' }, { dots: expect.arrayContaining(['#'.repeat(24)]) }, { dots: expect.anything() }],
    });
    expect(missing).toEqual([]);
  });

  it('that no font has are marked, named on the paper and listed, never dropped', () => {
    const { bytes, missing } = encodeReceipt(slip([{ kind: 'text', text: '李㛃 㛃𠮷 甲\uD842' }]), {
      profile: EPSON,
      glyphs: NO_FONT,
      reprint: false,
    });
    expect(decodeEscpos(bytes, EPSON).receipts[0]?.lines).toEqual(['李〓 〓〓 甲〓', '〓处的字本机打不出，请到窗口补写。']);
    expect(missing).toEqual(['U+36C3', 'U+20BB7', 'U+FFFD']);
  });

  it('keep a title in normal size, bold, because a drawn character does not grow', () => {
    const { bytes } = encodeReceipt(slip([], '李㛃'), { profile: EPSON, glyphs: SQUARES, reprint: false });
    expect(decodeEscpos(bytes, EPSON).receipts[0]?.blocks[0]).toMatchObject({
      runs: [{ text: '李', bold: true, size: { width: 1, height: 1 } }, {}],
    });
  });

  it.each([
    ['gbk', '䶮', ['U+4DAE']],
    ['gbk', '€', ['U+20AC']],
    ['gb18030-2byte', '䶮€', []],
    ['gb18030-2byte', '㛃', ['U+36C3']],
    ['gb18030', '㛃𠮷䶮', []],
    ['gb18030-2byte', '\uE000', ['U+E000']],
  ] as const)('with a %s font and no other, of %s are missing: %j', (charset, text, expected) => {
    const { bytes, missing } = encodeReceipt(slip([{ kind: 'text', text }]), {
      profile: { ...EPSON, charset },
      glyphs: NO_FONT,
      reprint: false,
    });
    expect(missing).toEqual(expected);
    if (expected.length === 0) expect(decodeEscpos(bytes, EPSON).receipts[0]?.lines).toEqual([text]);
  });
});

describe('codes', () => {
  it.each([
    ['https://example.invalid/1', true],
    ['受理号 15260302000001', true],
    ['a\u0010\u0004b', false],
    ['x'.repeat(1_037), false],
    ['x'.repeat(1_036), true],
  ])('%j by the printer itself: %s', (data, native) => {
    const { bytes } = encodeReceipt(slip([{ kind: 'code', data }]), { profile: EPSON, glyphs: NO_FONT, reprint: false });
    const [receipt] = decodeEscpos(bytes, EPSON).receipts;
    expect(receipt?.codes).toEqual(native ? [data] : []);
    expect(receipt?.blocks.some(({ kind }) => kind === 'picture')).toBe(!native);
  });

  it('drawn, it is the code of lean-qr with its quiet zone, in bands that join', () => {
    const profile = printerProfile('generic-58mm');
    const data = 'https://example.invalid/progress?n=15260302000001';
    const { bytes } = encodeReceipt(slip([{ kind: 'code', data }]), { profile, glyphs: NO_FONT, reprint: false });
    const decoded = decodeEscpos(bytes, profile);
    const [picture] = decoded.receipts[0]?.blocks ?? [];
    if (picture?.kind !== 'picture') throw new Error('no picture');
    expect(decoded.commands.filter((name) => name === 'raster-image').length).toBeGreaterThan(1);
    const code = generate(data, { minCorrectionLevel: correction.M });
    const moduleDots = picture.dots.length / (code.size + 8);
    expect(Number.isInteger(moduleDots) && moduleDots >= 3).toBe(true);
    const wrong = Array.from({ length: code.size * code.size }, (_module, i) => [i % code.size, Math.floor(i / code.size)] as const).filter(
      ([x, y]) => (picture.dots[(y + 4) * moduleDots + 1]?.[(x + 4) * moduleDots + 1] === '#') !== code.get(x, y),
    );
    expect(wrong).toEqual([]);
  });

  it('more data than any code holds is printed as text', () => {
    expect(linesOn(slip([{ kind: 'code', data: '长'.repeat(1_000) }]), EPSON, NO_FONT).join('')).toBe('长'.repeat(1_000));
  });
});

describe('pictures', () => {
  it('never contain a real-time request, and change by one dot only', () => {
    const bytes = Uint8Array.of(0x10, 0x04, 0x10, 0x05, 0x10, 0x14, 0x10, 0x10, 0x04, 0x10);
    expect(Array.from(withoutRealTime(bytes))).toEqual([0x11, 0x04, 0x11, 0x05, 0x11, 0x14, 0x10, 0x11, 0x04, 0x10]);
  });

  it('go into a line column by column, top dot first', () => {
    const bitmap = blankBitmap(24, 24);
    blacken(bitmap, 0, 0);
    blacken(bitmap, 1, 23);
    expect(Array.from(columnBytes(bitmap).subarray(0, 6))).toEqual([0x80, 0, 0, 0, 0, 0x01]);
  });

  it('an outline is filled by winding: a ring has its hole, a hair-thin stroke survives', () => {
    const square = (from: number, to: number, clockwise: boolean) => {
      const corners = [
        [from, from],
        [from, to],
        [to, to],
        [to, from],
      ];
      const [first = [], ...rest] = clockwise ? corners : corners.toReversed();
      return [
        { kind: 'move' as const, points: first },
        ...rest.map((points) => ({ kind: 'line' as const, points })),
        { kind: 'close' as const, points: [] },
      ];
    };
    const placement = { sizeDots: 24, scale: 24 / 1000, left: 0, baseline: 24 };
    const ring = fillOutline([...square(100, 900, true), ...square(300, 700, false)], placement);
    expect([dotAt(ring, 4, 12), dotAt(ring, 12, 12), dotAt(ring, 1, 1)]).toEqual([true, false, false]);
    const hair = [
      { kind: 'move' as const, points: [100, 500] },
      ...[
        [900, 500],
        [900, 515],
        [100, 515],
      ].map((points) => ({ kind: 'line' as const, points })),
      { kind: 'close' as const, points: [] },
    ];
    const filled = fillOutline(hair, placement);
    expect(Array.from({ length: 24 }, (_row, y) => dotAt(filled, 12, y)).filter(Boolean).length).toBeGreaterThanOrEqual(1);
  });

  it('a font that is not there is reported and passed over', () => {
    const troubles: string[] = [];
    const glyphs = fontGlyphs([{ path: '/nowhere/font.ttf' }], (path) => troubles.push(path));
    expect(glyphs.glyph(0x36c3, 24)).toBeNull();
    expect(troubles).toEqual(['/nowhere/font.ttf']);
  });
});

describe('profiles', () => {
  const good: Record<string, unknown> = { ...EPSON, cut: '1D 56 42 00' };
  it.each([
    ['a misspelt key', { ...good, procesId: true }, 'procesId'],
    ['a cut that is no hex', { ...good, cut: '1D5642' }, 'cut'],
    ['an unknown character set', { ...good, charset: 'big5' }, 'charset'],
    ['a code without its limits', { ...good, code: { kind: 'native' } }, 'code.moduleMin'],
    ['a missing key', (({ columns: _columns, ...rest }) => rest)(good), 'columns'],
  ])('%s is refused by name', (_what, json, key) => {
    expect(parsePrinterProfile(json)).toMatchObject({ ok: false, error: { key } });
  });

  it.each(PRINTER_PROFILE_IDS)('%s bears the name of its file', (id) => {
    expect(printerProfile(id).id).toBe(id);
  });
});
