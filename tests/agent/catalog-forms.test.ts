/** Blank and sample forms: what is shown, printed and carried away is one file by its hash; guides on A4; single rows of data. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReceiptBlock } from '../../shared/document/receipt.ts';
import type { SlipTerminal } from '../../shared/document/slip-frame.ts';
import { formFilesOf } from '../../device-agent/assembly/form-files.ts';
import { createPrintSheet } from '../../device-agent/assembly/print-sheet.ts';
import { absentDocumentPrinter } from '../../device-agent/devices/absent.ts';
import type { DocumentPrinter } from '../../device-agent/devices/interfaces.ts';
import { createCatalog } from '../../device-agent/catalog/catalog.ts';
import { loadContent } from '../../device-agent/catalog/load.ts';
import { sha256Of } from '../../device-agent/catalog/package-files.ts';
import { countPages } from '../../device-agent/documents/count-pages.ts';
import { BASE_CONTENT } from '../support/content-kit.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const TERMINAL: SlipTerminal = { id: 't-1', placeName: '示例旗政务服务中心', helpWindow: '1 号窗口', helpPhone: '12345', sandbox: false };
const loaded = loadContent(BASE_CONTENT);
if (!loaded.ok) throw new Error('the shipped content does not load');
const content = loaded.value;
const catalog = createCatalog(content, { clock: new ManualClock(), formsBaseUrl: 'http://dating.example/biao/' });
const files = formFilesOf([BASE_CONTENT], content.attachments.values());
const BLANK = { id: 'gjj-tiqu', material: 'shenqingbiao', form: 'blank' } as const;

const asked = [...content.guides.values()].flatMap((guide) =>
  (guide.materials ?? []).flatMap((material) =>
    (['blank', 'sample'] as const)
      .filter((form) => (form === 'blank' ? material.blankForm : material.sampleForm) !== undefined)
      .map((form) => ({ id: guide.id, material: material.id, form })),
  ),
);

describe('forms', () => {
  it('every form that a guide names is shown with pages, size and picture, and the phone gets the same hash', () => {
    expect(asked.length).toBeGreaterThan(20);
    for (const which of asked) {
      const view = catalog.form(which);
      expect(view, which.id).toMatchObject({ pages: expect.any(Number), hasOther: true });
      const pdf = files.byHash(view?.sha256 ?? '');
      expect(pdf.ok && sha256Of(pdf.value.bytes)).toBe(view?.sha256);
      expect(view?.phoneUrl).toBe(`http://dating.example/biao/${view?.sha256}.pdf`);
      const picture = files.byHash(/^\/forms\/([0-9a-f]{64})\.png$/.exec(view?.picture ?? '')?.[1] ?? '');
      expect(picture.ok && picture.value.type).toBe('image/png');
    }
  });

  it('pages are counted in the file itself', async () => {
    for (const { file, pages, sha256 } of content.forms.values()) {
      const bytes = readFileSync(join(BASE_CONTENT, 'files', file));
      expect(await countPages(bytes), file).toEqual({ ok: true, value: pages });
      expect(sha256Of(bytes), file).toBe(sha256);
    }
  });

  it('without a hall network no address is shown', () => {
    expect(createCatalog(content, { clock: new ManualClock() }).form(BLANK)?.phoneUrl).toBeNull();
  });

  it.each([
    ['an unknown guide', { ...BLANK, id: 'mei-you' }],
    ['a material without forms', { ...BLANK, material: 'shenfenzheng' }],
  ])('%s has none', (_, which) => {
    expect(catalog.form(which)).toBeNull();
    expect(catalog.formAt({ page: 'form', ...which })).toBeNull();
    expect(catalog.has({ page: 'form', ...which })).toBe(false);
  });

  it('a file that was changed on the disk is neither shown nor printed', () => {
    const room = temporaryFolder();
    cpSync(BASE_CONTENT, room, { recursive: true });
    const { sha256 = '' } = catalog.form(BLANK) ?? {};
    const here = formFilesOf([room], content.attachments.values());
    expect(here.byHash(sha256).ok).toBe(true);
    writeFileSync(join(room, 'files/gjj-tiqu-kongbiao.pdf'), '%PDF-1.7 other');
    expect(here.byHash(sha256)).toEqual({ ok: false, error: 'content.unreadable' });
  });
});

describe('printing on A4', () => {
  class Paper {
    readonly jobs: { readonly pdf: Uint8Array; readonly title: string }[] = [];
    readonly printer: DocumentPrinter = {
      ...absentDocumentPrinter(),
      print: async (pdf, { title }) => {
        this.jobs.push({ pdf, title });
        return { kind: 'done', proof: 'processed' };
      },
    };
  }
  const NO_FONTS = { outline: () => null };
  const ONCE = { reprint: false, signal: new AbortController().signal };

  it('a form goes to the printer byte for byte, under its own name', async () => {
    const paper = new Paper();
    const print = createPrintSheet({ printer: paper.printer, outlines: NO_FONTS, files });
    const form = catalog.formAt({ page: 'form', ...BLANK });
    const done = await print({ kind: 'form', form: { title: form?.title ?? '', sha256: form?.attachment.sha256 ?? '' } }, ONCE);
    expect(done).toEqual({ kind: 'done', proof: 'processed' });
    expect(paper.jobs.map((job) => [job.title, sha256Of(job.pdf)])).toEqual([['住房公积金提取申请表（空表）', form?.attachment.sha256]]);
  });

  it('Roman numerals are spelt in letters where no font has them', async () => {
    const paper = new Paper();
    const square = { path: '0 0 m 500 0 l 500 500 l h', advance: 500, thickenBy: 0 };
    const outlines = { outline: (codePoint: number) => (codePoint >= 0x2160 && codePoint <= 0x217f ? null : square) };
    const print = createPrintSheet({ printer: paper.printer, outlines, files });
    const document = catalog.sheet({ page: 'guide', id: 'jumin-shenfenzheng-huanling' }, {}, TERMINAL);
    if (document === null) throw new Error('the guide is not there');
    expect(JSON.stringify(document)).toContain('Ⅱ级');
    expect(await print({ kind: 'document', document }, ONCE)).toMatchObject({ kind: 'done' });
    expect(paper.jobs.map((job) => job.title)).toEqual(['办事指南']);
  });

  it('what cannot be printed whole is not printed at all', async () => {
    const paper = new Paper();
    const print = createPrintSheet({ printer: paper.printer, outlines: NO_FONTS, files });
    expect(await print({ kind: 'form', form: { title: '表', sha256: '0'.repeat(64) } }, ONCE)).toEqual({
      kind: 'failed',
      fault: 'content.unreadable',
    });
    const document = { purpose: 'guide', title: '指南', blocks: [{ kind: 'text', text: '办' }] } as const;
    expect(await print({ kind: 'document', document }, ONCE)).toEqual({ kind: 'failed', fault: 'printer.missing-glyph' });
    expect(paper.jobs).toEqual([]);
  });

  it('the whole guide has what the screen has: every part, every material of the chosen 情形, what is not supplied', () => {
    const words = (situations: Record<string, string>): string =>
      (catalog.sheet({ page: 'guide', id: 'gjj-tiqu' }, situations, TERMINAL)?.blocks ?? []).map(wordsOf).join('\n');
    const all = words({});
    for (const part of [
      '受理条件',
      '申请材料',
      '办理流程',
      '设定依据',
      '常见问题',
      '监督投诉 12345',
      '未选，列出全部材料',
      '购房合同',
      '退休证',
      '未提供',
    ])
      expect(all).toContain(part);
    const renting = words({ yongtu: 'zufang' });
    expect(renting).toContain('租房');
    expect(renting).not.toContain('购房合同和付款发票');
  });
});

describe('one row of a dataset', () => {
  const ROW = { page: 'dataset', id: 'banshi-changsuo', row: 1 } as const;

  it('is printed whole, with columns that the list leaves out', () => {
    const view = catalog.dataset({ id: ROW.id });
    const words = (catalog.slip(ROW, {}, TERMINAL)?.blocks ?? []).map(wordsOf).join('\n');
    view?.columns.forEach((column, at) => {
      const cell = view.rows[1]?.[at] ?? '';
      if (cell !== '') expect(words).toContain(`${column.title} ${cell}`);
    });
    expect(words).not.toContain(view?.rows[0]?.[0]);
  });

  it('counts from the page that it stands on, after filtering', () => {
    const page = catalog.dataset({ id: 'xingzheng-quhua', region: '150100', at: 0 });
    const words = (
      catalog.slip({ page: 'dataset', id: 'xingzheng-quhua', region: '150100', at: 0, row: 2 }, {}, TERMINAL)?.blocks ?? []
    ).map(wordsOf);
    expect(words).toContain(`旗县（市、区） ${page?.rows[2]?.[1]}`);
  });

  it('a row that is not there prints the list', () => {
    const whole = catalog.slip({ page: 'dataset', id: ROW.id }, {}, TERMINAL);
    expect(catalog.slip({ ...ROW, row: 999 }, {}, TERMINAL)).toEqual(whole);
  });

  it('the whole region’s bar is left out of a chart beside its parts, and kept alone', () => {
    const all = catalog.dataset({ id: 'population-2020' });
    expect(all?.chart?.without.map((at) => all.rows[at]?.[0])).toEqual(['内蒙古自治区']);
    expect(catalog.dataset({ id: 'population-2020', word: '内蒙古自治区' })?.chart?.without).toEqual([]);
  });
});

function wordsOf(block: ReceiptBlock): string {
  if (block.kind === 'pair') return `${block.label} ${block.value}`;
  if (block.kind === 'table') return block.rows.flat().join(' ');
  return block.kind === 'text' ? block.text : '';
}
