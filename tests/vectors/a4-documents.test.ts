/** A4 documents: what was written is what a reader takes out again, and nothing is printed with a hole in it. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { composeSheet } from '../../device-agent/documents/compose-sheet.ts';
import { countPages } from '../../device-agent/documents/count-pages.ts';
import { codeOfDocumentFault } from '../../device-agent/documents/document-fault.ts';
import { fillForm } from '../../device-agent/documents/fill-form.ts';
import { fitText, type FieldBox } from '../../device-agent/documents/fit-text.ts';
import { fontOutlines } from '../../device-agent/documents/outlines.ts';
import { stampPages } from '../../device-agent/documents/stamp-pages.ts';
import type { Result } from '../../shared/base/result.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import { blankForm, FIELDS, inkIn, outlines, textOf } from '../support/a4-forms.ts';
import { emptyPdf } from '../support/a4-rooms.ts';

/** Debian `fonts-hanazono`. */
const HANAZONO = '/usr/share/fonts/truetype/hanazono';
const RARE_FONTS = [`${HANAZONO}/HanaMinA.ttf`, `${HANAZONO}/HanaMinB.ttf`];

function value<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const VALUES = { name: '张示例', number: '999999198504120016', address: '示例省示例市示例区演示路1号（演示小区）3栋2单元501室，邮编 010000', agreed: true };

describe('filled forms', () => {
  it('every field that was given is in the text of the page, in its own place, and the form has no fields left', async () => {
    const filled = value(await fillForm(await blankForm(), VALUES, outlines()));
    const text = textOf(filled);
    for (const given of [VALUES.name, VALUES.number, 'SAMPLEFORM']) expect(text).toContain(given);
    // Broken into lines, yet whole.
    expect(text).toContain(VALUES.address.replaceAll(' ', ''));
    for (const box of Object.values(FIELDS)) expect(inkIn(filled, box)).toBeGreaterThan(10);
    expect(await fillForm(filled, { name: '李样本' }, outlines())).toEqual({ ok: false, error: { kind: 'no-such-field', field: 'name' } });
  });

  it('a field that was not given stays empty', async () => {
    const inside = { x: FIELDS.name.x + 3, y: FIELDS.name.y + 3, width: FIELDS.name.width - 6, height: FIELDS.name.height - 6 };
    expect(inkIn(value(await fillForm(await blankForm(), { number: '1' }, outlines())), inside)).toBe(0);
    expect(inkIn(value(await fillForm(await blankForm(), { name: '张示例' }, outlines())), inside)).toBeGreaterThan(20);
  });

  it('a rare name comes out whole from the fonts behind the shipped one', async () => {
    expect(RARE_FONTS.every((path) => existsSync(path)), 'fonts-hanazono is installed').toBe(true);
    const filled = value(await fillForm(await blankForm(), { name: '㛃䶮𠮷示例' }, outlines(...RARE_FONTS)));
    expect(textOf(filled)).toContain('㛃䶮𠮷示例');
    expect(inkIn(filled, FIELDS.name)).toBeGreaterThan(60);
  });

  it('a rare name without a font for it is a fault that names the characters, never a form with a hole', async () => {
    const refused = await fillForm(await blankForm(), { name: '㛃䶮㛃示例' }, outlines());
    expect(refused).toEqual({ ok: false, error: { kind: 'missing-glyph', characters: ['U+36C3', 'U+4DAE'] } });
    expect(!refused.ok && codeOfDocumentFault(refused.error)).toBe('printer.missing-glyph');
  });

  it.each([
    ['no such field', { 姓名: '张示例' }, { kind: 'no-such-field', field: '姓名' }],
    ['a tick for a field of text', { name: true }, { kind: 'no-such-field', field: 'name' }],
    ['text for a box', { agreed: '是' }, { kind: 'no-such-field', field: 'agreed' }],
    ['nineteen characters for eighteen cells', { number: '9'.repeat(19) }, { kind: 'no-room', field: 'number' }],
    ['a name longer than its field', { name: '示例'.repeat(20) }, { kind: 'no-room', field: 'name' }],
    ['an address longer than its field', { address: '示例'.repeat(200) }, { kind: 'no-room', field: 'address' }],
  ] as const)('%s is a fault', async (_name, values, fault) => {
    const refused = await fillForm(await blankForm(), values, outlines());
    expect(refused).toEqual({ ok: false, error: fault });
    expect(JSON.stringify(refused)).not.toContain('示例');
  });

  it.each([
    ['text', new TextEncoder().encode('居住证申请表')],
    ['nothing', new Uint8Array(0)],
    ['a PDF cut off', new TextEncoder().encode('%PDF-1.7\n1 0 obj <<')],
  ])('%s instead of a form is unreadable', async (_name, bytes) => {
    expect(await fillForm(bytes, {}, outlines())).toEqual({ ok: false, error: { kind: 'unreadable' } });
    expect(await stampPages(bytes, '样表', outlines())).toEqual({ ok: false, error: { kind: 'unreadable' } });
    expect(await countPages(bytes)).toEqual({ ok: false, error: 'content.unreadable' });
  });
});

const SHEET: ReceiptDocument = {
  purpose: 'guide',
  title: '一次性告知单',
  blocks: [
    { kind: 'pair', label: '事项', value: '居住证办理（示例）' },
    { kind: 'pair', label: '承诺时限', value: '15 个工作日' },
    { kind: 'rule' },
    { kind: 'text', text: '请带好以下材料：居民身份证原件；居住地址证明（房屋租赁合同、房屋产权证明文件、购房合同或者房屋出租人、用人单位、就读学校出具的住宿证明等）。', bold: true },
    { kind: 'table', columns: [], rows: [['居民身份证', '1'], ['居住证明', '2']] },
    { kind: 'code', data: 'https://example.gov.cn/guide/0001', caption: '手机扫一扫，看全部指南' },
  ],
};

describe('sheets of the machine itself', () => {
  it('all its text is on the page, upright in its columns, with code and page number', async () => {
    const sheet = value(await composeSheet(SHEET, { source: outlines(), reprint: false }));
    const text = textOf(sheet);
    for (const words of ['一次性告知单', '居住证办理（示例）', '15个工作日', '用人单位、就读学校出具的住宿证明等）。', '手机扫一扫，看全部指南', '第1页，共1页']) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('补打');
    expect(textOf(value(await composeSheet(SHEET, { source: outlines(), reprint: true })))).toContain('【补打】');
  });

  it('ten pages for four hundred lines, none of them lost', async () => {
    const blocks = Array.from({ length: 350 }, (_, index) => ({ kind: 'text', text: `第${index + 1}条：示例内容` }) as const);
    const sheet = value(await composeSheet({ ...SHEET, blocks }, { source: outlines(), reprint: false }));
    expect(await countPages(sheet)).toEqual({ ok: true, value: 10 });
    const text = textOf(sheet);
    for (let index = 1; index <= 350; index += 1) expect(text).toContain(`第${index}条：示例内容`);
    expect(text).toContain('第10页，共10页');
  });

  it('more than 255 different characters, in normal and bold, come out whole', async () => {
    const many = Array.from({ length: 600 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7)).filter((char) => outlines().outline(char.codePointAt(0) ?? 0) !== null);
    expect(many.length).toBeGreaterThan(400);
    const lines = many.join('').match(/.{1,30}/gu) ?? [];
    const blocks = lines.flatMap((text) => [{ kind: 'text', text } as const, { kind: 'text', text, bold: true } as const]);
    const text = textOf(value(await composeSheet({ ...SHEET, blocks }, { source: outlines(), reprint: false })));
    for (const line of lines) expect(text.split(line)).toHaveLength(3);
  });

  it('a character without a font is a fault', async () => {
    const refused = await composeSheet({ ...SHEET, title: '𠮷野家' }, { source: outlines(), reprint: false });
    expect(refused).toEqual({ ok: false, error: { kind: 'missing-glyph', characters: ['U+20BB7'] } });
  });

  it('fonts that are gone or broken are told once each and passed over', () => {
    const told: string[] = [];
    const source = fontOutlines([{ path: '/nowhere/a.ttf' }, { path: import.meta.filename }], (path) => told.push(path));
    expect(source.outline(0x4e2d)).toBeNull();
    expect(source.outline(0x6587)).toBeNull();
    expect(told).toEqual(['/nowhere/a.ttf', import.meta.filename]);
  });
});

describe('marks', () => {
  it('样表 stands on every page, and what was there is still there', async () => {
    const stamped = value(await stampPages(await blankForm(), '样表', outlines()));
    expect(textOf(stamped)).toContain('SAMPLEFORM');
    expect(textOf(value(await stampPages(await emptyPdf(3), '样表', outlines()))).match(/样|表/g)).toHaveLength(6);
  });

  it('a filled form that is marked afterwards keeps every character and every stroke', async () => {
    const filled = value(await fillForm(await blankForm(), VALUES, outlines()));
    const stamped = value(await stampPages(filled, '演示', outlines()));
    expect(textOf(stamped)).toContain(VALUES.number);
    for (const box of Object.values(FIELDS)) expect(inkIn(stamped, box)).toBeGreaterThanOrEqual(inkIn(filled, box));
  });
});

describe('values in their fields', () => {
  const box: FieldBox = { x: 10, y: 20, width: 100, height: 20, size: 0, multiline: false, align: 'left', cells: null };
  const square = (words: string, size: number): number => Array.from(words).length * size;

  it.each([
    ['short text at the usual size', '示例', box, [{ words: '示例', size: 12, x: 12 }]],
    ['long text smaller', '示例示例示例示例示例', box, [{ words: '示例示例示例示例示例', size: 9.5, x: 12 }]],
    ['text in the middle', '示例', { ...box, align: 'center' }, [{ words: '示例', size: 12, x: 48 }]],
    ['text at the right', '示例', { ...box, align: 'right' }, [{ words: '示例', size: 12, x: 84 }]],
    ['the size that the form asks for', '示', { ...box, size: 9 }, [{ words: '示', size: 9, x: 12 }]],
  ] as const)('%s', (_name, text, field, lines) => {
    expect(fitText(text, field, square)).toMatchObject(lines);
  });

  it('several lines keep words whole and stay inside', () => {
    const lines = fitText('ABC 示例示例示例示例 DEFGHIJ', { ...box, height: 60, multiline: true }, square) ?? [];
    expect(lines.map(({ words }) => words).join('').replaceAll(' ', '')).toBe('ABC示例示例示例示例DEFGHIJ');
    for (const { words, y, size } of lines) {
      expect(square(words, size)).toBeLessThanOrEqual(96);
      expect(y).toBeGreaterThanOrEqual(20);
      expect(y + size * 0.88).toBeLessThanOrEqual(80.5);
    }
  });
});
