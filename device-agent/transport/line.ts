/** The mechanics that all lines share: one life, ordered writes, a loss that reaches reader and writers, a harmless second close. */
import type { Clock } from '../platform/clock.ts';
import { ChannelLost } from './byte-channel.ts';
import type { ByteChannel } from './byte-channel.ts';
import { TRANSPORT_DELAYS } from './delays.ts';
import { InboundQueue } from './inbound-queue.ts';

/** The port below a line. */
export interface Port {
  /** Hands bytes to the kernel. Never called twice at once; a rejection means that the line is gone. */
  send(bytes: Uint8Array): Promise<void>;
  /** Somebody begins to read: the moment to start polling, for ports that must be polled. Called at most once. */
  listen?(): void;
  /** Lets the port go. Called once, also for a line that was lost. */
  shut(): Promise<void>;
}

/** A ByteChannel over a Port. The opener feeds it with `receive` and ends it with `lose`. */
export class Line implements ByteChannel {
  private readonly port: Port;
  private readonly clock: Clock;
  private readonly queue: InboundQueue;
  private readonly waitingWriters = new Set<(error: ChannelLost) => void>();
  private lastWrite: Promise<void> = Promise.resolve();
  private gone: string | null = null;
  private shutting: Promise<void> | null = null;

  constructor(port: Port, clock: Clock) {
    this.port = port;
    this.clock = clock;
    this.queue = new InboundQueue(() => port.listen?.());
  }

  get bytes(): AsyncIterable<Uint8Array> {
    return this.queue;
  }

  /** True while bytes that come in are of use to somebody. */
  get wanted(): boolean {
    return this.queue.wanted;
  }

  /** Takes bytes from the port; each call is one item of the iteration. */
  receive(chunk: Uint8Array): void {
    if (!this.queue.push(chunk)) this.lose('more came in than anybody read');
  }

  /** Resolves when `receive` may be called with so many bytes; for ports that can make their sender wait. */
  room(bytes: number): Promise<void> {
    return this.queue.room(bytes);
  }

  /** The line is gone: reader and writers learn it, the port is let go. */
  lose(reason: string): void {
    if (this.gone !== null) return;
    this.gone = reason;
    this.queue.lose(reason);
    this.rejectWriters(reason);
    void this.shut();
  }

  /** Hands bytes over in the order of the calls. How long a full device may make a caller wait is the caller's to decide: `close` ends it. */
  write(bytes: Uint8Array): Promise<void> {
    if (this.gone !== null) return Promise.reject(new ChannelLost(this.gone));
    return new Promise((resolve, reject) => {
      this.waitingWriters.add(reject);
      const settled = (): void => {
        this.waitingWriters.delete(reject);
        resolve();
      };
      this.lastWrite = this.lastWrite.then(() => this.sendNow(bytes)).then(settled);
    });
  }

  /** Ends the iteration quietly, fails waiting writes, lets the port go. Resolves within the close deadline. */
  close(): Promise<void> {
    if (this.gone === null) {
      this.gone = 'closed here';
      this.queue.end();
      this.rejectWriters(this.gone);
    }
    return this.shut();
  }

  private async sendNow(bytes: Uint8Array): Promise<void> {
    if (this.gone !== null) return;
    try {
      await this.port.send(bytes);
    } catch (error) {
      this.lose(error instanceof Error ? error.message : 'write failed');
    }
  }

  private rejectWriters(reason: string): void {
    for (const reject of this.waitingWriters) reject(new ChannelLost(reason));
    this.waitingWriters.clear();
  }

  private shut(): Promise<void> {
    this.shutting ??= new Promise((resolve) => {
      const cancel = this.clock.after(TRANSPORT_DELAYS.closeMs, resolve);
      const done = (): void => {
        cancel();
        resolve();
      };
      this.port.shut().then(done, done);
    });
    return this.shutting;
  }
}
