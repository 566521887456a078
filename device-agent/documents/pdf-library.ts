/** The PDF library, loaded when the first document is made or counted: it takes a fifth of a second, and most sessions print no A4 page. */

let loading: Promise<typeof import('@cantoo/pdf-lib')> | null = null;

/** The library's module. */
export function pdfLibrary(): Promise<typeof import('@cantoo/pdf-lib')> {
  loading ??= import('@cantoo/pdf-lib');
  return loading;
}
