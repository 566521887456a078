/** The driver on a line of its own making: order of bytes, real-time questions between commands only, and a line that takes no more. */
import { describe, expect, it } from 'vitest';
import { concatBytes, toHex } from '../../shared/base/bytes.ts';
import { PRINTER_DELAYS } from '../../device-agent/drivers/receipt-escpos/delays.ts';
import { EscposDriver } from '../../device-agent/drivers/receipt-escpos/driver.ts';
import { encodeReceipt } from '../../device-agent/drivers/receipt-escpos/encode.ts';
import { jobOf } from '../../device-agent/drivers/receipt-escpos/job.ts';
import type { ByteChannel } from '../../device-agent/transport/byte-channel.ts';
import { ChannelLost } from '../../device-agent/transport/byte-channel.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import { decodeEscpos } from '../support/escpos-decoder.ts';
import { ManualClock, settle } from '../support/manual-clock.ts';
import { printerProfile } from '../support/printer-profiles.ts';

const PROFILE = printerProfile('generic-80mm');
const LONG: ReceiptDocument = {
  purpose: 'test',
  title: '',
  blocks: [
    ...Array.from({ length: 60 }, (_line, i) => ({ kind: 'text' as const, text: `第${i}行示例示例示例示例` })),
    { kind: 'code', data: 'https://example.invalid/1' },
  ],
};

/** Answers every real-time question with all clear; each write takes `writeMs`, from byte `fullAt` on for ever. */
class SlowLine implements ByteChannel {
  readonly written: Uint8Array[] = [];
  private readonly clock: ManualClock;
  private readonly writeMs: number;
  private readonly fullAt: number;
  private readonly inbound: Uint8Array[] = [];
  private wake: (() => void) | null = null;
  private failWrite: ((error: Error) => void) | null = null;
  private closed = false;

  constructor(clock: ManualClock, writeMs: number, fullAt = Infinity) {
    this.clock = clock;
    this.writeMs = writeMs;
    this.fullAt = fullAt;
  }

  get bytes(): AsyncIterable<Uint8Array> {
    return this.incoming();
  }

  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.failWrite = reject;
      if (concatBytes(this.written).length + bytes.length > this.fullAt) return;
      this.clock.after(this.writeMs, () => {
        this.written.push(bytes);
        if (bytes[0] === 0x10 && bytes[1] === 0x04) this.say(Uint8Array.of(0x12));
        resolve();
      });
    });
  }

  close(): Promise<void> {
    this.closed = true;
    this.failWrite?.(new ChannelLost('closed here'));
    this.wake?.();
    return Promise.resolve();
  }

  private say(bytes: Uint8Array): void {
    this.inbound.push(bytes);
    this.wake?.();
  }

  private async *incoming(): AsyncGenerator<Uint8Array> {
    while (!this.closed) {
      const next = this.inbound.shift();
      if (next !== undefined) yield next;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}

async function readyDriver(line: SlowLine, clock: ManualClock) {
  const driver = new EscposDriver({
    channel: line,
    profile: PROFILE,
    clock,
    dirty: false,
    onState: () => undefined,
    onIdentity: () => undefined,
  });
  const ended = driver.run();
  for (let i = 0; i < 100 && !driver.ready; i += 1) await clock.advance(20);
  expect(driver.ready).toBe(true);
  return { driver, ended };
}

const JOB = jobOf(encodeReceipt(LONG, { profile: PROFILE, glyphs: { glyph: () => null }, reprint: false }), '0001', PROFILE);

describe('the driver on a slow line', () => {
  it('asks in real time while it sends, between two commands, and the receipt stays whole', async () => {
    const clock = new ManualClock();
    const line = new SlowLine(clock, 300);
    const { driver } = await readyDriver(line, clock);
    const from = line.written.length;
    void driver.print(JOB);
    for (let i = 0; i < 1_000 && toHex(line.written.at(-1) ?? new Uint8Array(0)) !== '1D 72 01'; i += 1) await clock.advance(20);
    const during = line.written.slice(from);
    const questions = during.slice(2).filter((bytes) => bytes[0] === 0x10);
    expect(questions.length).toBeGreaterThan(2);
    const decoded = decodeEscpos(concatBytes(during), PROFILE);
    expect(decoded.receipts[0]?.lines).toHaveLength(60);
    expect(decoded.commands).toContain('real-time-status');
    await line.close();
  });

  it('a line that takes no more bytes for ten seconds ends the job as uncertain and the line as silent', async () => {
    const clock = new ManualClock();
    const line = new SlowLine(clock, 1, 1_500);
    const { driver, ended } = await readyDriver(line, clock);
    const outcome = driver.print(JOB);
    await clock.advance(PRINTER_DELAYS.writeStallMs + 2_000);
    expect(await outcome).toEqual({ kind: 'uncertain', fault: 'device.silent' });
    expect(await ended).toBe('device.silent');
    await settle();
    expect(concatBytes(line.written).length).toBeLessThanOrEqual(1_500);
  });
});
