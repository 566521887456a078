/** Golden receipts: the bytes for each paper, what they decode to, and what the paper looks like. */
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import { fontGlyphs, fontsourceFiles } from '../../device-agent/drivers/receipt-escpos/font-glyphs.ts';
import { encodeReceipt } from '../../device-agent/drivers/receipt-escpos/encode.ts';
import { blacken, blankBitmap } from '../../device-agent/drivers/receipt-escpos/bitmap.ts';
import type { GlyphSource } from '../../device-agent/drivers/receipt-escpos/bitmap.ts';
import { decodeEscpos } from '../support/escpos-decoder.ts';
import { printerProfile } from '../support/printer-profiles.ts';
import { SAMPLE_RECEIPTS } from '../support/receipt-documents.ts';
import { hashOf, pictureOf, pngOf } from '../support/receipt-picture.ts';

const PAPERS = ['epson-tm-t88-80mm', 'generic-58mm'] as const;
const webFont = new URL('../../node_modules/@fontsource-variable/noto-sans-sc/', import.meta.url).pathname;
const troubles: string[] = [];
const pageFont = fontGlyphs(
  fontsourceFiles(webFont, (slice) => `files/noto-sans-sc-${slice}-wght-normal.woff2`),
  (path) => troubles.push(path),
);

/** A diagonal in every character, so that golden bytes do not depend on a font. */
const diagonals: GlyphSource = {
  glyph: (_codePoint, sizeDots) => {
    const bitmap = blankBitmap(sizeDots, sizeDots);
    for (let i = 0; i < sizeDots; i += 1) blacken(bitmap, i, i);
    return bitmap;
  },
};

function hexLines(bytes: Uint8Array): string {
  const pairs = toHex(bytes).split(' ');
  return Array.from({ length: Math.ceil(pairs.length / 24) }, (_line, i) => pairs.slice(i * 24, (i + 1) * 24).join(' ')).join('\n') + '\n';
}

describe.each(PAPERS)('on %s', (id) => {
  const profile = printerProfile(id);

  it.each(Object.keys(SAMPLE_RECEIPTS))('%s has its golden bytes, its golden text and its golden picture', async (name) => {
    const document = SAMPLE_RECEIPTS[name];
    if (document === undefined) throw new Error('no such sample');
    const { bytes, missing } = encodeReceipt(document, { profile, glyphs: diagonals, reprint: false });
    await expect(hexLines(bytes)).toMatchFileSnapshot(`receipt-${name}-${profile.paperMm}mm.hex`);
    const [receipt, ...more] = decodeEscpos(bytes, profile).receipts;
    if (receipt === undefined) throw new Error('nothing was printed');
    expect(more).toEqual([]);
    expect(missing).toEqual([]);
    const picture = pictureOf(receipt, pageFont);
    expect(Math.max(...picture.map((row) => row.length))).toBe(profile.widthDots);
    const png = PNG.sync.read(Buffer.from(pngOf(picture)));
    const black = picture.join('').replaceAll(' ', '').length;
    expect([png.width, png.height, png.data.filter((value, i) => i % 4 === 0 && value === 0).length]).toEqual([profile.widthDots, picture.length, black]);
    const seen = [...receipt.lines, ...receipt.codes, `picture ${picture.length} rows ${hashOf(picture)}`].join('\n') + '\n';
    await expect(seen).toMatchFileSnapshot(`receipt-${name}-${profile.paperMm}mm.txt`);
    expect(troubles).toEqual([]);
  });
});

describe('single vectors of the manuals', () => {
  const profile = printerProfile('epson-tm-t88-80mm');
  const bytesOf = (text: string): string => {
    const { bytes } = encodeReceipt({ purpose: 'test', title: '', blocks: [{ kind: 'text', text }] }, { profile, glyphs: { glyph: () => null }, reprint: false });
    return toHex(bytes.subarray(8, bytes.length - 5));
  };

  it.each([
    ['中文', 'D6 D0 CE C4'],
    ['受理编号', 'CA DC C0 ED B1 E0 BA C5'],
    ['￥', 'A3 A4'],
    ['¥', 'A3 A4'],
    ['€', 'A2 E3'],
    ['·', 'A1 A4'],
    ['—', 'A1 AA'],
    ['…', 'A1 AD'],
    ['镕', 'E9 46'],
    ['囍', '87 D6'],
    ['骉', 'F3 54'],
    ['龥', 'FD 9B'],
    ['䶮', 'FE 9F'],
    ['\u3000', 'A1 A1'],
    ['A~\\|{', '41 7E 5C 7C 7B'],
  ])('%s is %s', (text, hex) => {
    expect(bytesOf(text)).toBe(hex);
  });

  it('a receipt starts initialised, in Chinese mode without extra space, and ends with feed and cut', () => {
    const { bytes } = encodeReceipt({ purpose: 'test', title: '', blocks: [] }, { profile, glyphs: { glyph: () => null }, reprint: false });
    expect(toHex(bytes)).toBe('1B 40 1C 26 1C 53 00 00 1D 56 42 00');
  });

  it('a code is model 2, sized, level M, stored by bytes and printed', () => {
    const { bytes } = encodeReceipt({ purpose: 'test', title: '', blocks: [{ kind: 'code', data: 'https://a.cn/1' }] }, { profile, glyphs: { glyph: () => null }, reprint: false });
    expect(toHex(bytes.subarray(8, bytes.length - 4))).toBe(
      toHex(fromHex('1B 61 01 0A 1D 28 6B 04 00 31 41 32 00 1D 28 6B 03 00 31 43 0B 1D 28 6B 03 00 31 45 31 1D 28 6B 11 00 31 50 30 68 74 74 70 73 3A 2F 2F 61 2E 63 6E 2F 31 1D 28 6B 03 00 31 51 30 0A')),
    );
  });
});
