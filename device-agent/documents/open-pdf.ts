/** Opens a PDF that came from outside: a form of the hall, a document of another program. */
import type { PDFDocument } from '@cantoo/pdf-lib';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { pdfLibrary } from './pdf-library.ts';

/** The largest document that is opened. */
const MAX_BYTES = 33_554_432;
/** Every PDF begins so, ISO 32000-2 §7.5.2. */
const START = '%PDF-';

/** The document, or `content.unreadable` where the bytes are no PDF, are locked with a password, or are too many. */
export async function openPdf(bytes: Uint8Array): Promise<Result<PDFDocument, 'content.unreadable'>> {
  if (bytes.length > MAX_BYTES || new TextDecoder('latin1').decode(bytes.subarray(0, START.length)) !== START)
    return err('content.unreadable');
  const { PDFDocument } = await pdfLibrary();
  try {
    const opened = await PDFDocument.load(bytes, { updateMetadata: false });
    // A broken page tree shows only when it is walked.
    opened.getPages();
    return ok(opened);
  } catch {
    // The library throws plain errors with parts of the file in their messages: none of that may go on.
    return err('content.unreadable');
  }
}
