/** A4 prints of the session: documents of ours are set as PDF, forms of the content go out as they are. */
import type { PrintOutcome } from '../../shared/device/print.ts';
import type { DocumentPrinter } from '../devices/interfaces.ts';
import { composeSheet } from '../documents/compose-sheet.ts';
import { codeOfDocumentFault } from '../documents/document-fault.ts';
import type { OutlineSource } from '../documents/outlines.ts';
import type { PrintSheet, SheetWork } from '../session/ports.ts';
import type { FormFiles } from './form-files.ts';

/** What printing on A4 stands on. */
export interface SheetParts {
  readonly printer: DocumentPrinter;
  readonly outlines: OutlineSource;
  readonly files: FormFiles;
}

/** Builds the verb. A sheet that was begun is printed to its end even if the citizen leaves: nothing on it is secret from the hall. */
export function createPrintSheet({ printer, outlines, files }: SheetParts): PrintSheet {
  return async (work, { reprint, signal }): Promise<PrintOutcome> => {
    const pdf = await pdfOf(work, reprint);
    if (!(pdf instanceof Uint8Array)) return pdf;
    const title = work.kind === 'form' ? work.form.title : work.document.title;
    return printer.print(pdf, { title, copies: 1, signal });
  };

  async function pdfOf(work: SheetWork, reprint: boolean): Promise<Uint8Array | PrintOutcome> {
    if (work.kind === 'form') {
      const file = files.byHash(work.form.sha256);
      return file.ok ? file.value.bytes : { kind: 'failed', fault: file.error };
    }
    const set = await composeSheet(work.document, { source: outlines, reprint });
    return set.ok ? set.value : { kind: 'failed', fault: codeOfDocumentFault(set.error) };
  }
}
