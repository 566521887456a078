/** Finds the commands that a printer executes on arrival, wherever they stand in the stream, also across chunks. */

/** A command executed on arrival. */
export type RealTimeCommand =
  { readonly kind: 'status'; readonly question: number } | { readonly kind: 'recover' } | { readonly kind: 'clear' };

/** `DLE DC4 8` with its fixed arguments. */
const CLEAR = [0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08];

/** Watches a stream byte by byte. */
export class RealTimeWatch {
  private recent: number[] = [];

  /** The command that ends with this byte, or null. */
  push(byte: number): RealTimeCommand | null {
    this.recent = [...this.recent, byte].slice(-CLEAR.length);
    const [lead, code, n = 0] = this.recent.slice(-3);
    if (lead === 0x10 && code === 0x04 && n >= 1 && n <= 4) return { kind: 'status', question: n };
    if (lead === 0x10 && code === 0x05 && n === 2) return { kind: 'recover' };
    return CLEAR.every((wanted, index) => this.recent[index] === wanted) ? { kind: 'clear' } : null;
  }
}
