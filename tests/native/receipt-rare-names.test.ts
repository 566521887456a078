/** Rare characters of names on paper, from the Debian package fonts-hanazono that a hall machine has. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dotAt } from '../../device-agent/drivers/receipt-escpos/bitmap.ts';
import { encodeReceipt } from '../../device-agent/drivers/receipt-escpos/encode.ts';
import { fontGlyphs } from '../../device-agent/drivers/receipt-escpos/font-glyphs.ts';
import { decodeEscpos } from '../support/escpos-decoder.ts';
import { printerProfile } from '../support/printer-profiles.ts';

const FONTS = ['/usr/share/fonts/truetype/hanazono/HanaMinA.ttf', '/usr/share/fonts/truetype/hanazono/HanaMinB.ttf'];

describe('rare names', () => {
  it('the fonts are there (apt-get install fonts-hanazono)', () => {
    expect(FONTS.filter((path) => !existsSync(path))).toEqual([]);
  });

  it.each(['㛃', '𠮷', '䶮', '𬭎', '𫍽'])('%s is drawn with ink across the square, upper and lower half', (char) => {
    const glyphs = fontGlyphs(
      FONTS.map((path) => ({ path })),
      (path, error) => expect.fail(`${path}: ${error.message}`),
    );
    const glyph = glyphs.glyph(char.codePointAt(0) ?? 0, 24);
    if (glyph === null) throw new Error('no font has it');
    const ink = (fromX: number, fromY: number): number =>
      Array.from({ length: 144 }, (_dot, i) => dotAt(glyph, fromX + (i % 12), fromY + Math.floor(i / 12))).filter(Boolean).length;
    for (const quarter of [ink(0, 0), ink(12, 0), ink(0, 12), ink(12, 12)]) expect(quarter).toBeGreaterThan(8);
    expect(ink(0, 0) + ink(12, 0) + ink(0, 12) + ink(12, 12)).toBeLessThan(400);
    const { bytes, missing } = encodeReceipt(
      { purpose: 'test', title: '', blocks: [{ kind: 'pair', label: '姓名', value: `示${char}` }] },
      { profile: printerProfile('generic-58mm'), glyphs, reprint: false },
    );
    expect(missing).toEqual([]);
    expect(decodeEscpos(bytes, printerProfile('generic-58mm')).receipts[0]?.lines).toEqual([`姓名${' '.repeat(24)}示□`]);
  });
});
