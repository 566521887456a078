/** Puts a grey mark across every page: 样表 on a sample form, 演示 on whatever the sandbox made. The form beneath stays as it is. */
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { missingGlyphs } from './document-fault.ts';
import type { DocumentFault } from './document-fault.ts';
import { createInk } from './ink.ts';
import { openPdf } from './open-pdf.ts';
import type { OutlineSource } from './outlines.ts';

/** Light enough to read through, dark enough for a copier. */
const GREY = 0.82;
const DEGREES = 45;

/** The document with the mark `words` in the middle of each page, along its diagonal. */
export async function stampPages(document: Uint8Array, words: string, source: OutlineSource): Promise<Result<Uint8Array, DocumentFault>> {
  const opened = await openPdf(document);
  if (!opened.ok) return err({ kind: 'unreadable' });
  const pdf = opened.value;
  const ink = await createInk(pdf, source);
  const missing = ink.missing(words);
  if (missing.length > 0) return err(missingGlyphs(missing));
  for (const page of pdf.getPages()) {
    const { x, y, width, height } = page.getMediaBox();
    const size = Math.min(160, (Math.min(width, height) * 0.9) / Math.max(1, ink.width(words, 1)));
    const half = ink.width(words, size) / 2;
    const [cos, sin] = [Math.cos((DEGREES * Math.PI) / 180), Math.sin((DEGREES * Math.PI) / 180)];
    ink.write(page, words, {
      x: x + width / 2 - half * cos + (size / 3) * sin,
      y: y + height / 2 - half * sin - (size / 3) * cos,
      size,
      grey: GREY,
      degrees: DEGREES,
    });
  }
  ink.finish();
  return ok(await pdf.save({ useObjectStreams: false }));
}
