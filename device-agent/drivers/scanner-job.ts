/** One life of a scanner's line, the same for every family: read, end codes at silence, hand on, keep the light. */
import type { Watchable } from '../../shared/base/watchable.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { Decoded } from '../frame/decoder.ts';
import type { ScanDecoder, ScanFrame } from '../frame/scan-frame.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { keepLight } from './scanner-light.ts';

/** What a driver is given. */
export interface ScannerJob<Profile extends { readonly rearmMs: number }> {
  readonly channel: ByteChannel;
  readonly profile: Profile;
  readonly clock: Clock;
  /** Ends the run without a fault. */
  readonly signal: AbortSignal;
  /** True while somebody listens; the driver keeps the reading light so. */
  readonly lit: Watchable<boolean>;
  /** The scanner is there and takes commands, as far as its family lets one know. Called once. */
  onReady(): void;
  /** A whole code; `bytes` are without identifier and framing. */
  onCode(code: { readonly bytes: Uint8Array; readonly aim: string | null }): void;
}

/** What a driver adds. */
export interface ScannerLine {
  readonly decoder: ScanDecoder;
  /** Silence after which the decoder is told of a gap. */
  readonly quietMs: number;
  /** True where every command is answered. */
  readonly answered: boolean;
  /** The bytes that switch the reading light; null where there are none. */
  command(on: boolean): Uint8Array | null;
}

/**
 * Runs until the line ends or `signal` aborts (null), or a fault shows; throws `ChannelLost`. Noise is dropped: a scanner repeats what it
 * could not say as long as the code lies there.
 */
export async function runScanner(job: ScannerJob<{ readonly rearmMs: number }>, line: ScannerLine): Promise<FaultCode | null> {
  const { channel, clock } = job;
  const { decoder } = line;
  const ended = Promise.withResolvers<FaultCode | null>();
  let cancelQuiet: CancelTimer = () => {};
  const light = keepLight({
    lit: job.lit,
    rearmMs: job.profile.rearmMs,
    answered: line.answered,
    clock,
    send: (on) => {
      const command = line.command(on);
      return command === null ? null : channel.write(command);
    },
    onReady: () => job.onReady(),
    onFault: ended.resolve,
  });

  function take(items: readonly Decoded<ScanFrame>[]): void {
    for (const item of items) {
      if (item.kind === 'noise') continue;
      if (item.frame.kind === 'answer') light.answerCame(item.frame.accepted);
      else {
        job.onCode({ bytes: item.frame.bytes, aim: item.frame.aim });
        light.codeCame();
      }
    }
  }

  async function read(): Promise<null> {
    for await (const chunk of channel.bytes) {
      cancelQuiet();
      take(decoder.push(chunk));
      if (decoder.open) cancelQuiet = clock.after(line.quietMs, () => take(decoder.gap()));
    }
    return null;
  }

  const stop = (): void => ended.resolve(null);
  job.signal.addEventListener('abort', stop, { once: true });
  if (job.signal.aborted) stop();
  try {
    return await Promise.race([read(), ended.promise]);
  } finally {
    job.signal.removeEventListener('abort', stop);
    cancelQuiet();
    await light.leave();
  }
}
