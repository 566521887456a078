/** The ID-card reader as few verbs over one open line: is it one, read a card, does the card still lie there. */
import type { Result } from '../../../shared/base/result.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { FaultCode } from '../../../shared/fault/fault.ts';
import { pause, type Clock } from '../../platform/clock.ts';
import type { ByteChannel } from '../../transport/byte-channel.ts';
import { ID_READER_DELAYS } from './delays.ts';
import { beginRead, nextStep, type Heard, type ReadEnd } from './dialogue.ts';
import type { SamEnvelopeKind } from './envelope.ts';
import { SamExchange } from './exchange.ts';
import { samIdText } from './wire.ts';

/** What a read needs to know and tell. */
interface ReadCardOptions {
  /** The card of an earlier read has not been seen to leave. */
  readonly lying: boolean;
  /** This read had found its card when the line went. */
  readonly resumed: boolean;
  /** Ends the read between two commands; a command under way is heard to its end, so that the next one finds a quiet line. */
  readonly signal: AbortSignal;
  onMedia(media: 'present' | 'gone'): void;
}

/** Every verb throws `ChannelLost` when the line ends, and none may be called while another runs. */
export interface SamDriver {
  /** Aborts when the line has ended. */
  readonly ended: AbortSignal;
  /**
   * Proves that an ID-card reader is at the other end and answers its SAM id. A module whose self-check failed is reset when `reset`
   * allows it. `device.silent`, `device.wrong-device`, `sam.out-of-service`.
   */
  identify(reset: () => boolean): Promise<Result<string, FaultCode>>;
  /** Waits for a card and reads it; `stopped` after `signal`. */
  readCard(options: ReadCardOptions): Promise<ReadEnd | { readonly kind: 'stopped' }>;
  /** Whether the card that was read still lies there, asked twice before it counts as gone. Fails as `check` does. */
  present(): Promise<Result<boolean, FaultCode>>;
  /** Asks for the status of an idle reader. */
  check(): Promise<Result<null, FaultCode>>;
}

/** The driver for an open line. The envelope comes from the device profile. */
export function createSamDriver(settings: {
  readonly channel: ByteChannel;
  readonly envelope: SamEnvelopeKind;
  readonly clock: Clock;
}): SamDriver {
  const { clock } = settings;
  const exchange = new SamExchange(settings.channel, settings.envelope, clock);

  async function firstStatus(): Promise<Heard> {
    const giveUpAt = clock.monotonicMs() + ID_READER_DELAYS.samStartMs;
    let heard = await exchange.ask('status');
    while (heard.kind === 'silent' && clock.monotonicMs() < giveUpAt) heard = await exchange.ask('status');
    return heard;
  }

  async function statusAfterReset(): Promise<Heard> {
    const heard = await exchange.ask('reset');
    if (heard.kind !== 'success') return heard;
    await pause(clock, ID_READER_DELAYS.samStartMs, exchange.ended);
    return exchange.ask('status');
  }

  return {
    ended: exchange.ended,

    async identify(reset) {
      let status = await firstStatus();
      if (status.kind === 'status' && status.class === 'self-check' && reset()) status = await statusAfterReset();
      if (status.kind !== 'success') return err(strangerFault(status));
      const id = await exchange.ask('identify');
      return id.kind === 'success' ? ok(samIdText(id.data)) : err(strangerFault(id));
    },

    async readCard(options) {
      let step = beginRead(options);
      while (step.do === 'ask') {
        if (step.media !== null) options.onMedia(step.media);
        if (step.afterMs > 0) await pause(clock, step.afterMs, AbortSignal.any([options.signal, exchange.ended]));
        if (options.signal.aborted) return { kind: 'stopped' };
        const heard = await exchange.ask(step.command);
        step = nextStep(step.state, heard);
        // The step has copied what it needs; a card must not lie about in the line's buffers as well.
        if (heard.kind === 'success') heard.data.fill(0);
      }
      return step.end;
    },

    async present() {
      for (let asked = 0; asked < 2; asked += 1) {
        const heard = await exchange.ask('presence');
        if (heard.kind === 'success') return ok(true);
        const fault = readerFault(heard);
        if (fault !== null) return err(fault);
      }
      return ok(false);
    },

    async check() {
      const fault = readerFault(await exchange.ask('status'));
      return fault === null ? ok(null) : err(fault);
    },
  };
}

/** Why a thing that should be an ID-card reader is not taken for one. */
function strangerFault(heard: Heard): FaultCode {
  if (heard.kind === 'silent') return 'device.silent';
  const ofSam = heard.kind === 'status' && (heard.class === 'self-check' || heard.class === 'out-of-service');
  return ofSam ? 'sam.out-of-service' : 'device.wrong-device';
}

/** The fault of a known reader in an answer; null where the answer is about the card, or good. */
function readerFault(heard: Heard): FaultCode | null {
  if (heard.kind === 'silent') return 'device.silent';
  if (heard.kind === 'garbled') return 'device.garbled';
  if (heard.kind === 'success') return null;
  return heard.class === 'self-check' || heard.class === 'out-of-service' ? 'sam.out-of-service' : null;
}
