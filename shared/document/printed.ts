/** What came out of a printer, as data: the dock draws it, tests compare it. Made by the simulator and by the strict decoder, never by the encoder. */

/** A stretch of text in one style. */
export interface PrintedRun {
  readonly text: string;
  /** Width and height in multiples of the normal character. */
  readonly size: { readonly width: number; readonly height: number };
  readonly bold: boolean;
}

/** Black and white dots: one string per row, `#` is black, a space white. */
export type DotRows = readonly string[];

/** One thing on the paper, top to bottom. */
export type PrintedBlock =
  /** `runs` holds text and inline pictures (drawn characters) from left to right. */
  | {
      readonly kind: 'line';
      readonly align: 'left' | 'center' | 'right';
      readonly runs: readonly (PrintedRun | { readonly dots: DotRows })[];
    }
  | { readonly kind: 'code'; readonly align: 'left' | 'center' | 'right'; readonly data: string; readonly moduleDots: number }
  | { readonly kind: 'picture'; readonly align: 'left' | 'center' | 'right'; readonly dots: DotRows }
  /** Blank paper. */
  | { readonly kind: 'feed'; readonly dots: number };

/** One piece of paper, from cut to cut. */
export interface PrintedReceipt {
  /** Counts up from 1 for one printer. */
  readonly id: number;
  readonly widthDots: number;
  readonly lengthMm: number;
  /** False while it still hangs in the printer. */
  readonly cut: boolean;
  readonly blocks: readonly PrintedBlock[];
  /** Text of the lines, top to bottom; `□` stands for a drawn character. */
  readonly lines: readonly string[];
  /** Data of the codes that the printer drew itself. */
  readonly codes: readonly string[];
}
