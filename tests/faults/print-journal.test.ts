/** The agent dies in mid-print and starts again: what it said of the job before it forgot it stands, and nothing comes out twice. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPrintJournal } from '../../device-agent/assembly/print-journal.ts';
import type { PrintJournal } from '../../device-agent/devices/print-journal.ts';
import { createReceiptPrinter, type EnrollableReceiptPrinter } from '../../device-agent/devices/receipt-printer.ts';
import { openStore, type Store } from '../../device-agent/platform/store.ts';
import { attachReceiptPrinterSimulator } from '../../device-agent/simulators/receipt-printer-line.ts';
import { createReceiptPrinterSimulator } from '../../device-agent/simulators/receipt-printer.ts';
import type { ByteChannel, ChannelOpener } from '../../device-agent/transport/byte-channel.ts';
import { memoryOpener } from '../../device-agent/transport/memory.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { printerProfile } from '../support/printer-profiles.ts';
import { slip } from './rigs/receipt.ts';

const TITLE = '受理回执（示例）';
const STEP_MS = 10;
/** The slip takes longer than this on every model. */
const MID_PRINT_MS = 250;

/** One life of the agent beside a printer that lives on. Its clock stops when it dies. */
interface Life {
  readonly clock: ManualClock;
  readonly printer: EnrollableReceiptPrinter;
  readonly journal: PrintJournal;
  die(): Promise<void>;
}

let folder: string;
const machine = { clock: new ManualClock() };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  machine.clock = new ManualClock();
});
afterEach(() => rmSync(folder, { recursive: true }));

describe.each(['epson-tm-t88-80mm', 'clone-80mm-no-process-id'])('%s', (id) => {
  const profile = printerProfile(id);

  function open(): Store {
    const store = openStore(folder, machine.clock);
    if (!store.ok) throw new Error(store.error);
    return store.value;
  }

  function begin(simulator: ReturnType<typeof createReceiptPrinterSimulator>): Life {
    const clock = new ManualClock();
    const store = open();
    const journal = openPrintJournal(store);
    const lines: ByteChannel[] = [];
    const inner = memoryOpener(
      'printer',
      (far) => (attachReceiptPrinterSimulator(simulator, far) ? null : 'device.no-device-at-path'),
      machine.clock,
    );
    const opener: ChannelOpener = {
      address: inner.address,
      open: async () => {
        const opened = await inner.open();
        if (opened.ok) lines.push(opened.value);
        return opened;
      },
    };
    const printer = createReceiptPrinter({ opener, profile, clock, glyphs: { glyph: () => null }, journal });
    printer.start();
    return {
      clock,
      printer,
      journal,
      // A killed process closes its files and does nothing more: its clock stands, its database is shut.
      die: async () => {
        await Promise.all(lines.map((line) => line.close()));
        store.close();
      },
    };
  }

  async function pass(clocks: readonly ManualClock[], over: () => boolean): Promise<void> {
    for (let ms = 0; !over(); ms += STEP_MS) {
      if (ms > 60_000) throw new Error('a minute passed in vain');
      for (const clock of clocks) await clock.advance(STEP_MS);
    }
  }

  async function diesInMidPrint(simulator: ReturnType<typeof createReceiptPrinterSimulator>): Promise<void> {
    const life = begin(simulator);
    await pass([life.clock, machine.clock], () => life.printer.status.current.device === 'online');
    void life.printer.print(slip(TITLE), { reprint: false });
    const began = machine.clock.monotonicMs();
    await pass([life.clock, machine.clock], () => machine.clock.monotonicMs() - began >= MID_PRINT_MS);
    expect(life.journal.unfinished()).toHaveLength(1);
    await life.die();
  }

  it('killed in mid-print: the next life knows of the job, clears the printer first, and prints the marked one once', async () => {
    const simulator = createReceiptPrinterSimulator({ profile, clock: machine.clock });
    await diesInMidPrint(simulator);
    const next = begin(simulator);
    expect(next.journal.unfinished()).toHaveLength(1);
    await pass([next.clock, machine.clock], () => next.printer.status.current.device === 'online');
    expect(next.journal.unfinished()).toEqual([]);
    let ended = false;
    const printed = next.printer.print(slip(TITLE), { reprint: true }).finally(() => (ended = true));
    await pass([next.clock, machine.clock], () => ended);
    expect(await printed).toMatchObject({ kind: 'done' });
    const titles = simulator.printed.current.flatMap(({ lines }) => (lines.some((line) => line.includes('完')) ? [lines[0]] : []));
    // A model that cannot clear its buffer lets the first one out, by itself and before the marked one.
    expect(titles).toEqual(profile.clearsBuffer ? ['【补打】'] : [TITLE, '【补打】']);
    expect(simulator.hanging.blocks).toEqual([]);
    expect(next.journal.unfinished()).toEqual([]);
    await next.die();
  });

  it('killed in mid-print with the printer switched off since: the job stays in the journal until the printer is seen to be cleared', async () => {
    const simulator = createReceiptPrinterSimulator({ profile, clock: machine.clock });
    await diesInMidPrint(simulator);
    simulator.suffer('power');
    const next = begin(simulator);
    await pass([next.clock, machine.clock], () => next.printer.status.current.device === 'offline');
    expect(next.journal.unfinished()).toHaveLength(1);
    simulator.mend('power');
    await pass([next.clock, machine.clock], () => next.printer.status.current.device === 'online');
    expect(next.journal.unfinished()).toEqual([]);
    await next.die();
  });

  it('a job that ended well leaves nothing for the next life', async () => {
    const simulator = createReceiptPrinterSimulator({ profile, clock: machine.clock });
    const life = begin(simulator);
    let ended = false;
    void life.printer.print(slip(TITLE), { reprint: false }).finally(() => (ended = true));
    await pass([life.clock, machine.clock], () => ended);
    await life.die();
    const store = open();
    expect(openPrintJournal(store).unfinished()).toEqual([]);
    store.close();
  });
});
