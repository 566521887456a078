/** A code laid before the scanner: the raw bytes stay beside what was decided of them. */

/** How the bytes became text, or that they did not. */
export type TextDecision = 'ascii' | 'eci' | 'utf-8' | 'gb18030' | 'unknown';

/** One scan. */
export interface ScannedCode {
  readonly bytes: Uint8Array;
  /** AIM symbology identifier such as `]Q1`; null when the device sent none. ISO/IEC 15424. */
  readonly aim: string | null;
  /** Empty when `decision` is `unknown`. */
  readonly text: string;
  readonly decision: TextDecision;
}
