/** How many pages a PDF has; bytes that are no PDF are found out before they reach a printer. */
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { openPdf } from './open-pdf.ts';

/** Pages of the document, at least 1. `content.unreadable`: no PDF, a locked one, or one without pages. */
export async function countPages(pdf: Uint8Array): Promise<Result<number, 'content.unreadable'>> {
  const opened = await openPdf(pdf);
  if (!opened.ok) return opened;
  const pages = opened.value.getPageCount();
  return pages === 0 ? err('content.unreadable') : ok(pages);
}
