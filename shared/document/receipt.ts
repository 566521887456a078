/**
 * A receipt or slip as a document: lines, columns, code, cut. It knows no printer bytes; the same document is encoded for a printer,
 * drawn on the screen and turned into a picture in tests.
 */

/** One block, top to bottom. */
export type ReceiptBlock =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align?: 'left' | 'center' | 'right';
      readonly size?: 1 | 2;
      readonly bold?: boolean;
    }
  /** A label at the left edge and its value at the right one; a value that does not fit moves to lines of its own. */
  | { readonly kind: 'pair'; readonly label: string; readonly value: string; readonly bold?: boolean }
  /** Columns by share of the width; cells wrap inside their column. */
  | { readonly kind: 'table'; readonly columns: readonly ReceiptColumn[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'rule' }
  /** A QR code; `caption` is printed below it. */
  | { readonly kind: 'code'; readonly data: string; readonly caption?: string }
  | { readonly kind: 'feed'; readonly lines: number };

/** A table column. */
export interface ReceiptColumn {
  readonly head: string;
  readonly share: number;
  readonly align: 'left' | 'right';
}

/** What a document is for; decides the words around it on the screen and in the record. */
export type DocumentPurpose = 'dataset' | 'guide' | 'loan' | 'form' | 'query-result' | 'acceptance' | 'help' | 'test';

/** A whole document; it always ends with a cut. */
export interface ReceiptDocument {
  readonly purpose: DocumentPurpose;
  readonly title: string;
  readonly blocks: readonly ReceiptBlock[];
}
