/** The receipt printer in the matrix: the job is one slip, told apart by its title. */
import { createReceiptPrinter } from '../../../device-agent/devices/receipt-printer.ts';
import { attachReceiptPrinterSimulator } from '../../../device-agent/simulators/receipt-printer-line.ts';
import { createReceiptPrinterSimulator, type ReceiptPrinterSimulator } from '../../../device-agent/simulators/receipt-printer.ts';
import type { ChannelOpener } from '../../../device-agent/transport/byte-channel.ts';
import { memoryOpener } from '../../../device-agent/transport/memory.ts';
import type { ReceiptDocument } from '../../../shared/document/receipt.ts';
import { printerProfile } from '../../support/printer-profiles.ts';
import { FaultyOpener, JumpingClock, manualTime, outcomeWords, type Rig, type RigTime } from '../rig.ts';

/** The printer with its simulator. */
export interface ReceiptRig extends Rig {
  readonly simulator: ReceiptPrinterSimulator;
}

const END = '—— 完 ——';
/** Middle of the slip. */
export const MIDDLE_MM = 30;

/** A slip; what is printed of it is whole when its last line is there. */
export function slip(title: string): ReceiptDocument {
  return {
    purpose: 'acceptance',
    title,
    blocks: [
      ...Array.from({ length: 14 }, (_row, i) => ({ kind: 'text' as const, text: `第${i + 1}项材料（示例）` })),
      { kind: 'text', text: END },
    ],
  };
}

/** The same over an opener that only a kernel can play. */
export function receiptOver(opener: ChannelOpener, profile: string, simulator: ReceiptPrinterSimulator, time: RigTime): ReceiptRig {
  const printer = createReceiptPrinter({ opener, profile: printerProfile(profile), clock: time.clock, glyphs: { glyph: () => null } });
  let jobs = 0;
  return {
    time,
    simulator,
    status: printer.status,
    job: async () => {
      jobs += 1;
      return outcomeWords(await printer.print(slip(`第${jobs}单`), { reprint: false }));
    },
    help: () => undefined,
    came: (job) => simulator.printed.current.filter(({ lines }) => lines.includes(`第${job}单`) && lines.includes(END)).length,
    start: () => printer.start(),
    stop: () => printer.stop(),
  };
}

/** In memory, with a line that can be spoilt. */
export function receiptRig(profile: string): ReceiptRig & { readonly line: FaultyOpener; readonly clock: JumpingClock } {
  const clock = new JumpingClock();
  const simulator = createReceiptPrinterSimulator({ profile: printerProfile(profile), clock });
  const inner = memoryOpener(
    'printer',
    (far) => (attachReceiptPrinterSimulator(simulator, far) ? null : 'device.no-device-at-path'),
    clock,
  );
  const line = new FaultyOpener(inner, clock, Uint8Array.of(0xff, 0xe4, 0x80));
  return { ...receiptOver(line, profile, simulator, manualTime(clock)), line, clock };
}
