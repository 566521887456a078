/** A simulated ID-card reader: true bytes at the pace of the real one, a card to lay down and take away, and faults on command. */
import { concatBytes } from '../../shared/base/bytes.ts';
import { Watched, type Watchable } from '../../shared/base/watchable.ts';
import { encodeSamFrame, SamDecoder } from '../frame/sam.ts';
import { pause, type Clock } from '../platform/clock.ts';
import { misbehave, type AnswerPiece, type Mischief, type SamMisbehaviour, type SamRequest } from './id-card-misbehaviour.ts';
import { requestOf, SimulatedModule } from './id-card-module.ts';
import type { SamplePerson } from './people.ts';

/** How long the module thinks, in milliseconds; a card is read in about a second. No measured figures are public. */
export type ModuleLatency = Readonly<Record<SamRequest, number>>;

/** Within the time-outs that drivers in the field use. */
export const ID_MODULE_LATENCY: ModuleLatency = {
  reset: 20,
  status: 10,
  identify: 10,
  find: 50,
  select: 50,
  read: 900,
  presence: 30,
  unknown: 5,
};
/** Answers at once: for tests of anything but time. */
export const NO_LATENCY: ModuleLatency = { reset: 0, status: 0, identify: 0, find: 0, select: 0, read: 0, presence: 0, unknown: 0 };

/** The line as the device sees it. `send` is one chunk; `hangUp` pulls the plug. */
interface DeviceLine {
  send(chunk: Uint8Array): void;
  hangUp(): void;
}

/** The device's end of one connection. */
interface DeviceEnd {
  receive(chunk: Uint8Array): void;
  /** The other side hung up. */
  gone(): void;
}

/** Verbs for the dock and the tests. */
export interface IdCardSimulator {
  readonly card: Watchable<SamplePerson | null>;
  readonly plugged: Watchable<boolean>;
  /** Everything that was asked since the start, by name: a reader must be left alone until somebody wants a card. */
  readonly asked: readonly SamRequest[];
  /** Lays a card down; one that lies there goes away first. */
  layCard(person: SamplePerson): void;
  takeCard(): void;
  misbehave(mischief: Mischief): void;
  /** Forgets all misbehaviour. */
  behave(): void;
  /** Hangs up; lines are refused until `plug`. */
  unplug(): void;
  plug(): void;
  /** A new line to the device; an older one is hung up, as a port has one owner. */
  connect(line: DeviceLine): DeviceEnd;
}

/** `pacingBaud`: as slow as a serial line of that rate; null sends at once. */
export interface IdCardSimulatorSettings {
  readonly clock: Clock;
  readonly pacingBaud?: number | null;
  readonly latency?: ModuleLatency;
}

const BITS_PER_BYTE = 10;
/** Bytes that a paced line sends together: 2.8 ms at 115 200, about what a USB serial adapter gathers. */
const PACED_CHUNK = 32;
/** Remembered requests: enough for any test, bounded for a demonstration that runs for weeks. */
const ASKED_MAX = 10_000;

function statusAnswer(what: SamMisbehaviour & { readonly kind: 'status' }): Uint8Array {
  return encodeSamFrame(Uint8Array.of(what.sw1 ?? 0, what.sw2 ?? 0, what.sw3));
}

/** Makes the device, plugged in, without a card. */
export function createIdCardSimulator(settings: IdCardSimulatorSettings): IdCardSimulator {
  return new Simulator(settings);
}

class Simulator implements IdCardSimulator {
  readonly card = new Watched<SamplePerson | null>(null);
  readonly plugged = new Watched(true);
  readonly asked: SamRequest[] = [];
  private readonly clock: Clock;
  private readonly baud: number | null;
  private readonly latency: ModuleLatency;
  private readonly module = new SimulatedModule();
  private mischief: Mischief[] = [];
  private line: DeviceLine | null = null;
  private lastAnswer: Uint8Array = new Uint8Array();

  constructor(settings: IdCardSimulatorSettings) {
    this.clock = settings.clock;
    this.baud = settings.pacingBaud ?? null;
    this.latency = settings.latency ?? ID_MODULE_LATENCY;
  }

  layCard(person: SamplePerson): void {
    this.module.lay(person);
    this.card.set(person);
  }

  takeCard(): void {
    this.module.take();
    this.card.set(null);
  }

  misbehave(mischief: Mischief): void {
    this.mischief.push(mischief);
  }

  behave(): void {
    this.mischief = [];
  }

  unplug(): void {
    this.plugged.set(false);
    const line = this.line;
    this.line = null;
    line?.hangUp();
  }

  plug(): void {
    this.module.powerUp();
    this.plugged.set(true);
  }

  connect(line: DeviceLine): DeviceEnd {
    this.line?.hangUp();
    this.line = line;
    const decoder = new SamDecoder('request');
    let work: Promise<void> = Promise.resolve();
    return {
      receive: (chunk) => {
        for (const item of decoder.push(chunk)) {
          if (item.kind === 'frame') work = work.then(() => this.serve(line, item.frame.payload));
        }
      },
      gone: () => {
        if (this.line === line) this.line = null;
      },
    };
  }

  private async serve(line: DeviceLine, payload: Uint8Array): Promise<void> {
    const request = requestOf(payload);
    this.asked.push(request);
    if (this.asked.length > ASKED_MAX) this.asked.shift();
    const what = this.nextMischief(request);
    const requestFrame = encodeSamFrame(payload);
    await this.wait(this.wireMs(requestFrame.length) + this.latency[request]);
    if (what?.kind === 'card-taken-mid-read') this.takeCard();
    const answer = what?.kind === 'status' ? statusAnswer(what) : this.module.answer(request);
    const pieces = misbehave(what, { request: requestFrame, answer, before: this.lastAnswer });
    this.lastAnswer = answer;
    for (const piece of pieces) await this.sendPiece(line, piece);
  }

  private nextMischief(request: SamRequest): SamMisbehaviour | null {
    const at = this.mischief.findIndex((one) => one.on === undefined || one.on === request);
    const found = this.mischief[at];
    if (found === undefined) return null;
    const left = (found.times ?? 1) - 1;
    if (left > 0) this.mischief[at] = { ...found, times: left };
    else this.mischief.splice(at, 1);
    return found.what;
  }

  private async sendPiece(line: DeviceLine, piece: AnswerPiece): Promise<void> {
    await this.wait(piece.afterMs);
    await this.transmit(line, piece.bytes);
    if (piece.thenUnplug === true && this.line === line) this.unplug();
  }

  /** Sends at the pace of the wire; due times count from the first byte, so that late timers do not add up. */
  private async transmit(line: DeviceLine, bytes: Uint8Array): Promise<void> {
    if (this.baud === null) return this.put(line, bytes);
    const began = this.clock.monotonicMs();
    for (let at = 0; at < bytes.length;) {
      const due = Math.min(at + PACED_CHUNK, bytes.length);
      await this.wait(began + this.wireMs(due) - this.clock.monotonicMs());
      const arrived = Math.floor(((this.clock.monotonicMs() - began) * this.baud) / (1000 * BITS_PER_BYTE));
      const end = Math.min(Math.max(due, arrived), bytes.length);
      this.put(line, bytes.subarray(at, end));
      at = end;
    }
  }

  private put(line: DeviceLine, bytes: Uint8Array): void {
    if (this.line === line && bytes.length > 0) line.send(concatBytes([bytes]));
  }

  private wireMs(bytes: number): number {
    return this.baud === null ? 0 : (bytes * BITS_PER_BYTE * 1000) / this.baud;
  }

  private async wait(ms: number): Promise<void> {
    if (ms > 0) await pause(this.clock, ms);
  }
}
