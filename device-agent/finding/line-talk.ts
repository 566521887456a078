/** Questions and answers on a line that is opened for a moment: each question has a time, each answer a bound, the line is always closed. */
import { concatBytes } from '../../shared/base/bytes.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import { ChannelLost, type ByteChannel, type ChannelOpener } from '../transport/byte-channel.ts';
import { FINDING_LIMITS } from './delays.ts';

/** Asks on an open line. */
export interface Talk {
  /** Sends `question` and gathers what comes until `enough` says so or `forMs` are over. Empty where nothing came or the line broke. */
  ask(question: Uint8Array, forMs: number, enough: (soFar: Uint8Array) => boolean): Promise<Uint8Array>;
}

/** Opens, talks, closes. A line that breaks in between is `device.lost`. */
export async function onLine<T>(opener: ChannelOpener, talk: (channel: ByteChannel) => Promise<T>): Promise<Result<T, FaultCode>> {
  const opened = await opener.open();
  if (!opened.ok) return opened;
  try {
    return ok(await talk(opened.value));
  } catch (error) {
    if (error instanceof ChannelLost) return err('device.lost');
    throw error;
  } finally {
    await opened.value.close();
  }
}

/** A talk over an open channel. It listens from the start, so that nothing old passes for an answer. */
export function talkOver(channel: ByteChannel, clock: Clock): Talk {
  let hear: (chunk: Uint8Array) => void = () => {};
  let lost = (): void => {};
  const pump = async (): Promise<void> => {
    try {
      for await (const chunk of channel.bytes) hear(chunk);
    } catch (error) {
      if (!(error instanceof ChannelLost)) throw error;
    }
    lost();
  };
  void pump();
  return {
    ask: (question, forMs, enough) =>
      new Promise((resolve) => {
        let answer = new Uint8Array();
        let cancel: CancelTimer = () => {};
        const finish = (): void => {
          cancel();
          hear = () => {};
          resolve(answer);
        };
        cancel = clock.after(forMs, finish);
        lost = finish;
        hear = (chunk) => {
          answer = concatBytes([answer, chunk]).slice(0, FINDING_LIMITS.answerBytes);
          if (enough(answer) || answer.length >= FINDING_LIMITS.answerBytes) finish();
        };
        channel.write(question).catch(finish);
      }),
  };
}
