/** A line to a device: bytes in, bytes out. Knows no port kind and no protocol. */
import type { Result } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';

/** Thrown out of `bytes` and `write` when the line is gone (unplugged, hung up, reset). */
export class ChannelLost extends Error {
  override readonly name = 'ChannelLost';
}

/**
 * An open line. `bytes` may be iterated once; it ends quietly after `close()` and throws `ChannelLost` when the line is lost.
 * `write` resolves when the bytes were handed to the kernel and throws `ChannelLost`; it applies back-pressure. `close` may be called twice.
 */
export interface ByteChannel {
  readonly bytes: AsyncIterable<Uint8Array>;
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Knows how to open one line. `open` has its own deadline and answers why it could not. */
export interface ChannelOpener {
  /** For people: `/dev/serial/by-id/…`, `tcp 127.0.0.1:9100`. Never holds personal data. */
  readonly address: string;
  open(): Promise<Result<ByteChannel, FaultCode>>;
}
