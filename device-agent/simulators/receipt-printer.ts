/** A receipt printer that speaks true ESC/POS: paper has a length and a speed, the buffer an end, and every part can fail on command. */
import { concatBytes } from '../../shared/base/bytes.ts';
import { assertNever } from '../../shared/base/never.ts';
import { Watched } from '../../shared/base/watchable.ts';
import type { PrintedReceipt } from '../../shared/document/printed.ts';
import type { PrinterProfile } from '../drivers/receipt-escpos/profile.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import { lookAtCommand } from './receipt-printer-commands.ts';
import type { PrinterCommand } from './receipt-printer-commands.ts';
import { Paper } from './receipt-printer-paper.ts';
import { RealTimeWatch } from './receipt-printer-real-time.ts';
import type { RealTimeCommand } from './receipt-printer-real-time.ts';
import { identityAnswer, queuedStatus, realTimeStatus, standsStill, unaskedStatus } from './receipt-printer-status.ts';
import type { PrinterParts } from './receipt-printer-status.ts';

/** The far end of a line, as the printer sees it. */
export interface PrinterPlug {
  send(bytes: Uint8Array): void;
  hangUp(): void;
}

/** The printer's end of a line. */
export interface PrinterEnd {
  /** Resolves when the buffer has room again. */
  receive(chunk: Uint8Array): Promise<void>;
  /** The line is gone. */
  gone(): void;
}

/** How the electronics may misbehave. */
export interface PrinterManners {
  /** `mute`: prints, but nothing comes back. `frozen`: takes bytes and does nothing. */
  readonly voice: 'normal' | 'mute' | 'frozen';
  /** Every answer is sent twice. */
  readonly doubled: boolean;
  /** 0.1 is ten times slower than the profile says. */
  readonly pace: number;
}

/** What a person, or the dock, does to the machine. */
export type PrinterMishap = 'cover' | 'paper-out' | 'paper-low' | 'cutter' | 'heat' | 'power' | 'plug';

const GOOD_MANNERS: PrinterManners = { voice: 'normal', doubled: false, pace: 1 };
/** A fresh roll. */
const ROLL_MM = 50_000;
/** Receive buffer of a common board. */
const BUFFER_BYTES = 65_536;
/** Pieces that are kept to be looked at. */
const KEPT_RECEIPTS = 50;

/** A simulated printer of one model. */
export class ReceiptPrinterSimulator {
  /** Pieces of paper that were cut off, oldest first. */
  readonly printed = new Watched<readonly PrintedReceipt[]>([]);
  /** False while the cable is out. */
  readonly plugged = new Watched(true);
  /** Bytes that belonged to no command since it was built. */
  unknownBytes = 0;

  private readonly profile: PrinterProfile;
  private readonly clock: Clock;
  private readonly paper: Paper;
  private readonly ends = new Set<PrinterPlug>();
  private readonly mishaps = new Set<PrinterMishap>();
  private manners = GOOD_MANNERS;
  private watch = new RealTimeWatch();
  private buffer: Uint8Array = new Uint8Array(0);
  private cancelMove: CancelTimer | null = null;
  private waiting: { readonly atMm: number; readonly mishap: PrinterMishap }[] = [];
  private movedMm = 0;
  private leftMm = ROLL_MM;
  private cutterError = false;
  private unasked = 0;
  private lastUnasked = '';
  private wakeReceivers: (() => void)[] = [];

  constructor(options: { readonly profile: PrinterProfile; readonly clock: Clock }) {
    this.profile = options.profile;
    this.clock = options.clock;
    this.paper = new Paper(options.profile);
  }

  /** What hangs in the printer, not yet cut. */
  get hanging(): PrintedReceipt {
    return this.paper.receipt;
  }

  /** Plugs a line in. */
  connect(plug: PrinterPlug): PrinterEnd {
    this.ends.add(plug);
    return {
      receive: (chunk) => this.receive(chunk),
      gone: () => void this.ends.delete(plug),
    };
  }

  /** Changes how the electronics behave; what is left out is normal again. */
  behave(manners: Partial<PrinterManners>): void {
    this.manners = { ...GOOD_MANNERS, ...manners };
    this.work();
  }

  /** Makes something go wrong now. */
  suffer(mishap: PrinterMishap): void {
    this.mishaps.add(mishap);
    if (mishap === 'power') this.loseMemory();
    if (mishap === 'plug') this.unplug();
    this.tellUnasked();
  }

  /** Makes something go wrong when `mm` more of paper have moved: in the middle of a print. */
  sufferAfter(mm: number, mishap: PrinterMishap): void {
    this.waiting.push({ atMm: this.movedMm + mm, mishap });
  }

  /** Puts it right again; `paper-out` and `paper-low` load a new roll. */
  mend(mishap: PrinterMishap): void {
    this.mishaps.delete(mishap);
    if (mishap === 'cutter') this.cutterError = false;
    if (mishap === 'paper-out' || mishap === 'paper-low') this.leftMm = ROLL_MM;
    if (mishap === 'plug') this.plugged.set(true);
    this.tellUnasked();
    this.work();
  }

  /** The dock's one switch: this trouble and no other, or none. */
  setTrouble(trouble: PrinterMishap | null): void {
    for (const mishap of this.mishaps) if (mishap !== trouble) this.mend(mishap);
    if (trouble !== null) this.suffer(trouble);
  }

  /** Sets how much paper is on the roll, in millimetres. */
  setRoll(mm: number): void {
    this.leftMm = mm;
    this.tellUnasked();
  }

  private get parts(): PrinterParts {
    return {
      coverOpen: this.mishaps.has('cover'),
      paperOut: this.mishaps.has('paper-out') || this.leftMm <= 0,
      paperLow: this.mishaps.has('paper-low') || this.leftMm < this.profile.nearEndRestMm,
      cutterError: this.cutterError,
      hot: this.mishaps.has('heat'),
    };
  }

  private get dead(): boolean {
    return this.mishaps.has('power') || this.mishaps.has('plug') || this.manners.voice === 'frozen';
  }

  private async receive(chunk: Uint8Array): Promise<void> {
    if (this.dead) return;
    let from = 0;
    for (let i = 0; i < chunk.length; i += 1) {
      const command = this.watch.push(chunk[i] ?? 0);
      if (command === null) continue;
      // Executed on arrival; its bytes stay in the stream as well, unless they cleared it.
      this.buffer = concatBytes([this.buffer, chunk.subarray(from, i + 1)]);
      from = i + 1;
      this.onRealTime(command);
    }
    this.buffer = concatBytes([this.buffer, chunk.subarray(from)]);
    this.work();
    while (this.buffer.length > BUFFER_BYTES) await new Promise<void>((resolve) => this.wakeReceivers.push(resolve));
  }

  private onRealTime(command: RealTimeCommand): void {
    switch (command.kind) {
      case 'status':
        this.send(realTimeStatus(command.question, this.parts));
        return;
      case 'recover':
        if (this.cutterError) this.dropBuffer();
        this.cutterError = this.mishaps.has('cutter') && this.cutterError;
        this.tellUnasked();
        return;
      case 'clear':
        if (!this.profile.clearsBuffer) return;
        this.dropBuffer();
        this.send(Uint8Array.of(0x37, 0x25, 0x00));
        return;
      default:
        return assertNever(command);
    }
  }

  /** Executes what is buffered until paper must move, more bytes are needed, or the mechanism stands still. */
  private work(): void {
    while (this.cancelMove === null && !this.dead && !standsStill(this.parts)) {
      const look = lookAtCommand(this.buffer, 0);
      if (look === 'more') break;
      const length = look === 'unknown' ? 1 : look.length;
      this.buffer = this.buffer.slice(length);
      if (look === 'unknown') this.unknownBytes += 1;
      else this.execute(look);
    }
    if (this.buffer.length <= BUFFER_BYTES) for (const wake of this.wakeReceivers.splice(0)) wake();
  }

  private execute(command: PrinterCommand): void {
    if (command.name === 'cut' || command.name === 'old-partial-cut' || command.name === 'old-full-cut') return this.cut();
    const answer = this.answerTo(command);
    if (answer !== null) return this.send(answer);
    const dots = this.paper.execute(command);
    if (dots > 0) this.move(dots / this.profile.dotsPerMm, () => undefined);
  }

  private cut(): void {
    this.move(this.paper.dotsToCutter / this.profile.dotsPerMm, () => {
      if (this.mishaps.has('cutter')) {
        this.cutterError = true;
        this.tellUnasked();
        return;
      }
      const piece = this.paper.cut();
      if (piece !== null) this.printed.set([...this.printed.current, piece].slice(-KEPT_RECEIPTS));
    });
  }

  /** Answers of commands that wait their turn in the buffer; null for all others. */
  private answerTo({ name, args }: PrinterCommand): Uint8Array | null {
    const nothing = new Uint8Array(0);
    if (name === 'queued-status') return this.profile.queuedStatus ? queuedStatus(this.parts) : nothing;
    if (name === 'identity')
      return identityAnswer(args[0] ?? 0, this.profile.id, this.profile.charset === 'gbk' ? 'CHINA GB2312' : 'CHINA GB18030');
    if (name === 'status-unasked') {
      this.unasked = this.profile.status === 'asb' ? (args[0] ?? 0) : 0;
      this.lastUnasked = '';
      this.tellUnasked();
      return nothing;
    }
    if (name !== 'process') return null;
    if (this.profile.processId) return Uint8Array.of(0x37, 0x22, ...args.subarray(4), 0x00);
    this.paper.printRubbish(args);
    return nothing;
  }

  private move(mm: number, arrived: () => void): void {
    const ms = (mm / (this.profile.speedMmPerS * this.manners.pace)) * 1000;
    this.cancelMove = this.clock.after(ms, () => {
      this.cancelMove = null;
      this.movedMm += mm;
      this.leftMm -= mm;
      const due = this.waiting.filter(({ atMm }) => atMm <= this.movedMm);
      this.waiting = this.waiting.filter(({ atMm }) => atMm > this.movedMm);
      for (const { mishap } of due) this.suffer(mishap);
      if (!this.dead) arrived();
      this.tellUnasked();
      this.work();
    });
  }

  private tellUnasked(): void {
    if (this.unasked === 0) return;
    const status = unaskedStatus(this.parts, this.profile.processId ? 0x00 : 0x0f);
    const key = status.join();
    if (key === this.lastUnasked) return;
    this.lastUnasked = key;
    this.send(status);
  }

  private send(bytes: Uint8Array): void {
    if (this.dead || this.manners.voice === 'mute' || bytes.length === 0) return;
    for (const end of this.ends) end.send(this.manners.doubled ? concatBytes([bytes, bytes]) : bytes);
  }

  private dropBuffer(): void {
    this.buffer = new Uint8Array(0);
    this.paper.forgetLine();
    for (const wake of this.wakeReceivers.splice(0)) wake();
  }

  private loseMemory(): void {
    this.cancelMove?.();
    this.cancelMove = null;
    this.dropBuffer();
    this.paper.initialise();
    this.watch = new RealTimeWatch();
    this.unasked = 0;
    this.cutterError = false;
  }

  private unplug(): void {
    this.plugged.set(false);
    for (const end of this.ends) end.hangUp();
    this.ends.clear();
  }
}

/** Builds a simulated printer. */
export function createReceiptPrinterSimulator(options: {
  readonly profile: PrinterProfile;
  readonly clock: Clock;
}): ReceiptPrinterSimulator {
  return new ReceiptPrinterSimulator(options);
}
