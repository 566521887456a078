/** What came in and was not yet read: bounded, chunk borders kept, iterated once. */
import { ChannelLost } from './byte-channel.ts';
import { TRANSPORT_LIMITS } from './delays.ts';

type End = { readonly kind: 'open' } | { readonly kind: 'closed' } | { readonly kind: 'lost'; readonly reason: string };

/** After `lose` the chunks that came before the loss are still given out, then `ChannelLost` is thrown; after `end` nothing more is. */
export class InboundQueue implements AsyncIterable<Uint8Array> {
  private readonly chunks: Uint8Array[] = [];
  private size = 0;
  private state: End = { kind: 'open' };
  private iterated = false;
  private abandoned = false;
  private wakeReader: (() => void) | null = null;
  private wakeWriters: (() => void)[] = [];
  private readonly onReader: () => void;

  /** `onReader` is called when somebody begins to iterate. */
  constructor(onReader: () => void) {
    this.onReader = onReader;
  }

  /** True while somebody reads or may still begin to. */
  get wanted(): boolean {
    return this.state.kind === 'open' && !this.abandoned;
  }

  /** Takes one chunk; false when it no longer fits. Chunks for a reader who left are dropped. */
  push(chunk: Uint8Array): boolean {
    if (!this.wanted || chunk.length === 0) return true;
    if (this.size + chunk.length > TRANSPORT_LIMITS.inboundBytes) return false;
    // A plain view: `slice` of Node's Buffer shares memory, and whoever decodes must not have to know.
    this.chunks.push(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    this.size += chunk.length;
    this.wakeReader?.();
    return true;
  }

  /** Ends the iteration quietly and forgets what was not read. */
  end(): void {
    this.chunks.length = 0;
    this.finish({ kind: 'closed' });
  }

  /** Ends the iteration with `ChannelLost` behind what is still held. */
  lose(reason: string): void {
    this.finish({ kind: 'lost', reason });
  }

  /** Resolves when `bytes` more would fit, or when nothing will be read any more. */
  async room(bytes: number): Promise<void> {
    while (this.wanted && this.size > 0 && this.size + bytes > TRANSPORT_LIMITS.inboundBytes) {
      await new Promise<void>((resolve) => this.wakeWriters.push(resolve));
    }
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    if (this.iterated) throw new Error('the bytes of a line are iterated once');
    this.iterated = true;
    this.onReader();
    return {
      next: () => this.next(),
      return: () => {
        this.abandoned = true;
        this.chunks.length = 0;
        this.size = 0;
        this.wakeReader?.();
        this.tellWriters();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  private async next(): Promise<IteratorResult<Uint8Array>> {
    for (;;) {
      const chunk = this.chunks.shift();
      if (chunk !== undefined) {
        this.size -= chunk.length;
        this.tellWriters();
        return { done: false, value: chunk };
      }
      if (this.state.kind === 'lost') throw new ChannelLost(this.state.reason);
      if (this.state.kind === 'closed' || this.abandoned) return { done: true, value: undefined };
      await new Promise<void>((resolve) => (this.wakeReader = resolve));
      this.wakeReader = null;
    }
  }

  private finish(state: End): void {
    if (this.state.kind !== 'open') return;
    this.state = state;
    this.wakeReader?.();
    this.tellWriters();
  }

  private tellWriters(): void {
    const waiting = this.wakeWriters;
    this.wakeWriters = [];
    for (const wake of waiting) wake();
  }
}
