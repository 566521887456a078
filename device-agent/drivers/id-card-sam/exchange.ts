/** One command and its answer over a line: drained before, judged by shape, bounded by a deadline, sent again once. Never two at a time. */
import { samEnvelope, type SamEnvelopeKind } from './envelope.ts';
import type { Decoded } from '../../frame/decoder.ts';
import { SamDecoder, type SamFrame } from '../../frame/sam.ts';
import type { SamEnvelope } from '../../frame/sam-envelope.ts';
import { pause, type CancelTimer, type Clock } from '../../platform/clock.ts';
import { ChannelLost, type ByteChannel } from '../../transport/byte-channel.ts';
import { ID_READER_DELAYS } from './delays.ts';
import type { Heard } from './dialogue.ts';
import { judgeAnswer, SAM_COMMANDS, type SamCommand } from './wire.ts';

/** A request that waits for its answer. */
interface Pending {
  hear(bytes: Uint8Array): void;
  fail(error: ChannelLost): void;
}

/** The exchanges of one open line. It iterates the channel from the start, so that nothing old waits in it. */
export class SamExchange {
  private readonly channel: ByteChannel;
  private readonly envelope: SamEnvelope;
  private readonly clock: Clock;
  private readonly ending = new AbortController();
  private pending: Pending | null = null;

  constructor(channel: ByteChannel, envelope: SamEnvelopeKind, clock: Clock) {
    this.channel = channel;
    this.envelope = samEnvelope(envelope);
    this.clock = clock;
    void this.pump();
  }

  /** Aborts when the line has ended, whoever ended it. */
  get ended(): AbortSignal {
    return this.ending.signal;
  }

  /**
   * Sends a command and waits for its answer; once more after silence, damage, or a module that got the request damaged. Throws
   * `ChannelLost` when the line ends. One exchange at a time is the caller's duty; a second one throws.
   */
  async ask(command: SamCommand): Promise<Heard> {
    const first = await this.once(command);
    if (first.kind === 'success' || (first.kind === 'status' && first.class !== 'link')) return first;
    // Without sequence numbers a late answer could pass for the next one: let it come in and be thrown away.
    if (first.kind === 'silent') await pause(this.clock, ID_READER_DELAYS.frameGapMs, this.ended);
    return this.once(command);
  }

  private async pump(): Promise<void> {
    try {
      for await (const chunk of this.channel.bytes) this.take(chunk);
    } catch (error) {
      if (!(error instanceof ChannelLost)) throw error;
    } finally {
      this.ending.abort();
      this.pending?.fail(new ChannelLost('the line ended'));
    }
  }

  private take(chunk: Uint8Array): void {
    const { bytes, reply } = this.envelope.unwrap(chunk);
    // A failed write shows as the end of the iteration.
    if (reply !== null) this.channel.write(reply).catch(() => undefined);
    if (bytes.length > 0) this.pending?.hear(bytes);
  }

  private async send(command: SamCommand): Promise<void> {
    for (const chunk of this.envelope.wrap(SAM_COMMANDS[command].request)) await this.channel.write(chunk);
  }

  private once(command: SamCommand): Promise<Heard> {
    if (this.pending !== null) throw new Error('two exchanges at a time on one ID-card reader');
    if (this.ended.aborted) return Promise.reject(new ChannelLost('the line ended'));
    this.envelope.reset();
    return new Promise<Heard>((resolve, reject) => {
      const hearing = new Hearing(command, this.clock, resolve);
      const fail = (error: unknown): void => {
        hearing.stop();
        reject(error instanceof Error ? error : new ChannelLost('write failed'));
      };
      this.pending = { hear: (bytes) => hearing.hear(bytes), fail };
      this.send(command).catch(fail);
    }).finally(() => {
      this.pending = null;
    });
  }
}

/** Listens for the answer to one request: a fresh decoder, the command's deadline, the pause that ends a broken frame. */
class Hearing {
  private readonly command: SamCommand;
  private readonly clock: Clock;
  private readonly settle: (heard: Heard) => void;
  private readonly decoder = new SamDecoder('answer');
  private readonly cancelDeadline: CancelTimer;
  private cancelGap: CancelTimer = () => undefined;
  private heardBytes = false;
  private broken = false;

  constructor(command: SamCommand, clock: Clock, settle: (heard: Heard) => void) {
    this.command = command;
    this.clock = clock;
    this.settle = settle;
    this.cancelDeadline = clock.after(SAM_COMMANDS[command].deadlineMs, () => this.end({ kind: this.heardBytes ? 'garbled' : 'silent' }));
  }

  hear(bytes: Uint8Array): void {
    this.heardBytes = true;
    this.cancelGap();
    if (this.judge(this.decoder.push(bytes))) return;
    this.cancelGap = this.clock.after(ID_READER_DELAYS.frameGapMs, () => {
      // Mere noise before the answer is waited out; a frame that broke will not come again by itself.
      if (!this.judge(this.decoder.gap()) && this.broken) this.end({ kind: 'garbled' });
    });
  }

  stop(): void {
    this.cancelDeadline();
    this.cancelGap();
  }

  private judge(items: readonly Decoded<SamFrame>[]): boolean {
    for (const item of items) {
      if (item.kind === 'noise') {
        if (item.why === 'checksum' || item.why === 'unfinished') this.broken = true;
        continue;
      }
      const answer = judgeAnswer(this.command, item.frame);
      if (answer.kind === 'stray') continue;
      this.end(answer.kind === 'success' ? answer : { kind: 'status', class: answer.class });
      return true;
    }
    return false;
  }

  private end(heard: Heard): void {
    this.stop();
    this.settle(heard);
  }
}
