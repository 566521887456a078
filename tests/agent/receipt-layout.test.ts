/** A document as lines: widths, Chinese line breaking, pairs, tables, and what may never reach a printer. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, printableText, quickColumns } from '../../shared/document/columns.ts';
import { framed } from '../../shared/document/slip-frame.ts';
import { layoutDocument } from '../../shared/document/layout.ts';
import type { DocumentLine } from '../../shared/document/layout.ts';
import type { ReceiptBlock } from '../../shared/document/receipt.ts';
import { wrapText } from '../../shared/document/wrap.ts';

function lines(blocks: readonly ReceiptBlock[], columns = 32): readonly DocumentLine[] {
  return layoutDocument({ purpose: 'test', title: '', blocks }, { columns, reprint: false });
}

function texts(blocks: readonly ReceiptBlock[], columns = 32): string[] {
  return lines(blocks, columns).map((line) => (line.kind === 'text' ? line.text : line.kind));
}

describe('columns', () => {
  it.each([
    ['abc', 3],
    ['中文', 4],
    ['受理编号 15', 11],
    ['𠮷', 2],
    ['：', 2],
    ['', 0],
  ])('%j takes %i', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  it.each([
    ['line feed in a title', '甲\u001B@乙', '甲@乙'],
    ['bidirectional override', '甲\u202E乙', '甲乙'],
    ['zero width and byte order marks', '\uFEFF甲\u200B乙', '甲乙'],
    ['variation selectors of a name', '葛\u{E0100}', '葛'],
    ['tab and no-break space', '甲\t乙\u00A0丙', '甲 乙 丙'],
    ['ideographic space stays', '甲\u3000乙', '甲\u3000乙'],
    ['decomposed letters', 'e\u0301', 'é'],
    ['a lone surrogate', '甲\uD842', '甲\uFFFD'],
    ['line ends of every kind', 'a\r\nb\rc\nd', 'a\nb\nc\nd'],
  ])('%s', (_what, text, printable) => {
    expect(printableText(text)).toBe(printable);
  });

  it('the quick road agrees with the slow one wherever it answers', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const quick = quickColumns(text);
        if (quick < 0) return;
        expect(quick).toBe(columnsOf(text));
        expect(printableText(text)).toBe(text);
      }),
    );
  });
});

describe('line breaking', () => {
  it.each([
    ['no full stop begins a line', '请到窗口办理，谢谢。', 18, ['请到窗口办理，谢', '谢。']],
    ['no comma begins a line', '一二三四五，六七', 10, ['一二三四', '五，六七']],
    ['no opening mark ends a line', '请看（说明）一', 6, ['请看', '（说', '明）一']],
    ['a number stays whole', '受理编号15260302000001请记住', 20, ['受理编号', '15260302000001请记住']],
    ['a number longer than the line is cut', '0123456789ABCDEF', 8, ['01234567', '89ABCDEF']],
    ['English breaks at spaces', 'one two three', 8, ['one two', 'three']],
    ['own line breaks stay', '一\n\n二', 8, ['一', '', '二']],
    ['a row of closing marks still ends', '）））））））', 6, ['）））', '）））', '）']],
    ['empty text is one empty line', '', 8, ['']],
  ] as const)('%s', (_what, text, width, expected) => {
    expect(wrapText(text, width)).toEqual(expected);
  });

  it('loses no character and overflows no line, whatever the text', () => {
    const unit = fc.constantFrom(...Array.from('，。（）《》“”：；！？、—…·¥￥$%abcXYZ019 中华人民共和国内蒙古自治区一二三𠮷㛃\n'));
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 120 }), fc.integer({ min: 2, max: 48 }), (units, width) => {
        const text = units.join('');
        const wrapped = wrapText(text, width);
        for (const line of wrapped) expect(columnsOf(line)).toBeLessThanOrEqual(width);
        expect(wrapped.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('blocks', () => {
  it('a pair stands at both edges; a value too long goes below, right or indented', () => {
    expect(texts([{ kind: 'pair', label: '受理编号', value: '1526' }])).toEqual([`受理编号${' '.repeat(20)}1526`]);
    expect(lines([{ kind: 'pair', label: '办理地点', value: '示例旗政务服务中心一楼大厅' }])).toEqual([
      { kind: 'text', text: '办理地点', align: 'left', size: 1, bold: false },
      { kind: 'text', text: '示例旗政务服务中心一楼大厅', align: 'right', size: 1, bold: false },
    ]);
    expect(texts([{ kind: 'pair', label: '地点', value: '示例旗示例镇示例路一百号政务服务中心一楼大厅' }])).toEqual([
      '地点',
      '  示例旗示例镇示例路一百号政务服',
      '  务中心一楼大厅',
    ]);
    expect(texts([{ kind: 'pair', label: '姓名', value: '𠮷示例' }])).toEqual([`姓名${' '.repeat(22)}𠮷示例`]);
  });

  it('a table keeps its columns, cells wrap inside them, numbers stand right', () => {
    const table: ReceiptBlock = {
      kind: 'table',
      columns: [
        { head: '盟市', share: 2, align: 'left' },
        { head: '人口', share: 1, align: 'right' },
      ],
      rows: [['呼和浩特市', '3446100'], ['锡林郭勒盟阿巴嘎旗示例苏木示例嘎查', '12'], ['缺']],
    };
    expect(lines([table])).toMatchObject([
      { text: `盟市${' '.repeat(24)}人口`, bold: true },
      { text: `呼和浩特市${' '.repeat(15)}3446100`, bold: false },
      { text: `锡林郭勒盟阿巴嘎旗示${' '.repeat(10)}12` },
      { text: '例苏木示例嘎查' },
      { text: '缺' },
    ]);
  });

  it('a table too wide for the paper becomes lines with their heads', () => {
    const columns = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'].map((head) => ({ head, share: 1, align: 'left' as const }));
    expect(texts([{ kind: 'table', columns, rows: [['1', '2', '', '4']] }])).toEqual(['甲：1', '乙：2', '丁：4']);
  });

  it('says the title of a framed slip once', () => {
    const terminal = { id: 't-1', placeName: '示例旗政务服务中心', helpWindow: '1 号窗口', helpPhone: '12345', sandbox: true };
    const blocks = framed(terminal, { title: '受理凭证', example: false, blocks: [] }, new Date('2026-03-02T09:00:00+08:00'));
    const lines = layoutDocument({ purpose: 'acceptance', title: '受理凭证', blocks }, { columns: 48, reprint: false });
    expect(lines.filter((line) => line.kind === 'text' && line.text === '受理凭证')).toHaveLength(1);
  });

  it('a second print says so above everything', () => {
    const marked = layoutDocument({ purpose: 'acceptance', title: '回执', blocks: [] }, { columns: 32, reprint: true });
    expect(marked).toMatchObject([
      { text: '【补打】', align: 'center' },
      { text: '回执', size: 2 },
    ]);
  });

  it('a large line has half the columns, an absurd feed is bounded, a caption follows its code', () => {
    expect(texts([{ kind: 'text', text: '内蒙古自治区政务服务', size: 2 }])).toEqual(['内蒙古自治区政务', '服务']);
    expect(lines([{ kind: 'feed', lines: 4_000 }])).toEqual([{ kind: 'feed', lines: 12 }]);
    expect(texts([{ kind: 'code', data: 'https://example.invalid/1', caption: '扫码' }, { kind: 'rule' }])).toEqual([
      'code',
      '扫码',
      'rule',
    ]);
  });
});
