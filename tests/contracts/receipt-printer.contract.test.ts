/** The receipt printer over its simulator, for models and lines: every mishap ends in the right status and an honest outcome, and clears. */
import { afterEach, describe, expect, it } from 'vitest';
import { createReceiptPrinter } from '../../device-agent/devices/receipt-printer.ts';
import type { EnrollableReceiptPrinter } from '../../device-agent/devices/receipt-printer.ts';
import type { PrintJournal } from '../../device-agent/devices/print-journal.ts';
import type { PrinterProfile } from '../../device-agent/drivers/receipt-escpos/profile.ts';
import { attachReceiptPrinterSimulator, serveReceiptPrinterSimulatorTcp } from '../../device-agent/simulators/receipt-printer-line.ts';
import { createReceiptPrinterSimulator } from '../../device-agent/simulators/receipt-printer.ts';
import type { PrinterMishap, ReceiptPrinterSimulator } from '../../device-agent/simulators/receipt-printer.ts';
import type { ChannelOpener } from '../../device-agent/transport/byte-channel.ts';
import { memoryOpener } from '../../device-agent/transport/memory.ts';
import { tcpOpener } from '../../device-agent/transport/tcp.ts';
import type { PrintOutcome, PrintProof } from '../../shared/device/print.ts';
import type { ReceiptPrinterStatus } from '../../shared/device/status.ts';
import type { ReceiptDocument } from '../../shared/document/receipt.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { PRINTER_PROFILE_IDS, printerProfile } from '../support/printer-profiles.ts';

const SLIP: ReceiptDocument = {
  purpose: 'acceptance',
  title: '受理回执',
  blocks: [
    { kind: 'pair', label: '受理编号', value: '15260302000001' },
    ...Array.from({ length: 12 }, (_row, i) => ({ kind: 'text' as const, text: `第${i + 1}项材料（示例）` })),
    { kind: 'code', data: 'https://example.invalid/p/1', caption: '扫码查询' },
  ],
};
/** Middle of the slip. */
const MIDDLE_MM = 30;
const BEST_PROOF: Record<string, PrintProof> = {
  'epson-tm-t88-80mm': 'printed',
  'generic-80mm': 'processed',
  'generic-58mm': 'processed',
  'clone-80mm-no-process-id': 'processed',
  'xprinter-gprinter-80mm': 'processed',
};

interface Bench {
  readonly clock: ManualClock;
  readonly simulator: ReceiptPrinterSimulator;
  readonly printer: EnrollableReceiptPrinter;
  readonly journal: MemoryJournal;
}

class MemoryJournal implements PrintJournal {
  readonly rows = new Map<string, string>();
  begun = 0;
  begin(jobId: string, processId: string): void {
    this.begun += 1;
    this.rows.set(jobId, processId);
  }
  end(jobId: string): void {
    this.rows.delete(jobId);
  }
  unfinished(): { jobId: string; processId: string }[] {
    return [...this.rows].map(([jobId, processId]) => ({ jobId, processId }));
  }
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function bench(profile: PrinterProfile, line: 'memory' | 'tcp', journal = new MemoryJournal()): Promise<Bench> {
  const clock = new ManualClock();
  const simulator = createReceiptPrinterSimulator({ profile, clock });
  const opener = await openerTo(simulator, line, clock);
  const printer = createReceiptPrinter({ opener, profile, clock, glyphs: { glyph: () => null }, journal });
  printer.start();
  const stand = { clock, simulator, printer, journal };
  closing.unshift(async () => {
    const stopped = printer.stop();
    await pass(stand, stopped);
  });
  return stand;
}

async function openerTo(simulator: ReceiptPrinterSimulator, line: 'memory' | 'tcp', clock: ManualClock): Promise<ChannelOpener> {
  if (line === 'memory')
    return memoryOpener('printer', (far) => (attachReceiptPrinterSimulator(simulator, far) ? null : 'device.no-device-at-path'), clock);
  const served = await serveReceiptPrinterSimulatorTcp(simulator, 0);
  closing.push(() => served.close());
  return tcpOpener({ host: '127.0.0.1', port: served.port }, clock);
}

/** Moves time until the promise is settled; at most ten minutes of the printer's time. */
async function pass<T>({ clock }: Pick<Bench, 'clock'>, promise: Promise<T>): Promise<T> {
  let settled = false;
  const done = promise.finally(() => (settled = true));
  done.catch(() => undefined);
  for (let i = 0; i < 30_000 && !settled; i += 1) await clock.advance(20);
  if (!settled) throw new Error('ten minutes passed and it has not ended');
  return done;
}

async function until({ clock, printer }: Bench, wanted: (status: ReceiptPrinterStatus) => boolean): Promise<void> {
  for (let i = 0; i < 3_000; i += 1) {
    if (wanted(printer.status.current)) return;
    await clock.advance(20);
  }
  throw new Error(`a minute passed and the status is ${JSON.stringify(printer.status.current)}`);
}

const online = (status: ReceiptPrinterStatus): boolean => status.device === 'online';

async function readyBench(profile: PrinterProfile, line: 'memory' | 'tcp'): Promise<Bench> {
  const stand = await bench(profile, line);
  await until(stand, online);
  return stand;
}

function wholeSlips({ simulator }: Bench): string[][] {
  return simulator.printed.current.filter(({ lines }) => lines.includes('扫码查询')).map(({ lines }) => [...lines]);
}

describe.each(PRINTER_PROFILE_IDS.flatMap((id) => (['memory', 'tcp'] as const).map((line) => [id, line] as const)))(
  'receipt printer %s over %s',
  (id, line) => {
    const profile = printerProfile(id);

    it('comes up online with paper, and prints a slip with the best proof of its model', async () => {
      const stand = await readyBench(profile, line);
      expect(stand.printer.status.current).toEqual({
        role: 'receiptPrinter',
        device: 'online',
        fault: null,
        paper: 'full',
        backChannel: true,
      });
      const outcome = await pass(stand, stand.printer.print(SLIP, { reprint: false }));
      expect(outcome).toEqual({ kind: 'done', proof: BEST_PROOF[id] });
      expect(wholeSlips(stand)).toHaveLength(1);
      expect(stand.simulator.unknownBytes).toBe(0);
      expect(stand.simulator.hanging.blocks).toEqual([]);
      expect(stand.journal).toMatchObject({ begun: 1, rows: new Map() });
    });

    it('prints three jobs handed in at once one after the other, each with a proof of its own', async () => {
      const stand = await readyBench(profile, line);
      const outcomes = await pass(
        stand,
        Promise.all(['甲', '乙', '丙'].map((title) => stand.printer.print({ ...SLIP, title }, { reprint: title === '丙' }))),
      );
      expect(outcomes).toEqual(Array.from({ length: 3 }, () => ({ kind: 'done', proof: BEST_PROOF[id] })));
      expect(wholeSlips(stand).map((lines) => lines.slice(0, 2))).toEqual([
        ['甲', expect.anything()],
        ['乙', expect.anything()],
        ['【补打】', '丙'],
      ]);
    });

    it.each<[PrinterMishap, FaultCode, Partial<ReceiptPrinterStatus>]>([
      ['cover', 'printer.cover-open', { device: 'userError', fault: 'printer.cover-open' }],
      ['paper-out', 'printer.paper-out', { device: 'userError', fault: 'printer.paper-out', paper: 'out' }],
      ['cutter', 'printer.cutter', { device: 'hardwareError', fault: 'printer.cutter' }],
    ])(
      '%s in mid-print: uncertain, nothing more comes out but on demand, and after it is mended the marked reprint is whole',
      async (mishap, fault, status) => {
        const stand = await readyBench(profile, line);
        stand.simulator.sufferAfter(MIDDLE_MM, mishap);
        const outcome = await pass(stand, stand.printer.print(SLIP, { reprint: false }));
        expect(outcome).toEqual({ kind: 'uncertain', fault });
        await until(stand, ({ device }) => device === status.device);
        expect(stand.printer.status.current).toMatchObject(status);
        expect(await pass(stand, stand.printer.print(SLIP, { reprint: true }))).toEqual({ kind: 'failed', fault });
        stand.simulator.mend(mishap);
        await until(stand, online);
        expect(await pass(stand, stand.printer.print(SLIP, { reprint: true }))).toEqual({ kind: 'done', proof: BEST_PROOF[id] });
        const slips = wholeSlips(stand);
        // What a model without a clear command had in its buffer comes out on a piece of its own; the reprint carries its mark.
        expect(slips.at(-1)?.[0]).toBe('【补打】');
        expect(slips.filter((lines) => lines[0] === '受理回执').length).toBeLessThanOrEqual(1);
        expect(stand.simulator.hanging.blocks).toEqual([]);
        expect(stand.journal.rows.size).toBe(0);
        expect(stand.simulator.unknownBytes).toBe(0);
      },
    );

    it.each<[PrinterMishap, FaultCode]>([
      ['cover', 'printer.cover-open'],
      ['paper-out', 'printer.paper-out'],
    ])('%s while idle shows in the status, a job is refused unprinted, and the printer is back by itself', async (mishap, fault) => {
      const stand = await readyBench(profile, line);
      stand.simulator.suffer(mishap);
      await until(stand, (status) => status.fault === fault);
      expect(await pass(stand, stand.printer.print(SLIP, { reprint: false }))).toEqual({ kind: 'failed', fault });
      stand.simulator.mend(mishap);
      await until(stand, online);
      expect(wholeSlips(stand)).toEqual([]);
      expect(await pass(stand, stand.printer.print(SLIP, { reprint: false }))).toMatchObject({ kind: 'done' });
      expect(wholeSlips(stand)).toHaveLength(1);
    });

    it('a hot head is waited for, before the job and in its middle', async () => {
      const stand = await readyBench(profile, line);
      stand.simulator.suffer('heat');
      const first = stand.printer.print(SLIP, { reprint: false });
      await until(stand, ({ fault }) => fault === 'printer.too-hot');
      expect(wholeSlips(stand)).toEqual([]);
      stand.simulator.mend('heat');
      expect(await pass(stand, first)).toEqual({ kind: 'done', proof: BEST_PROOF[id] });
      stand.simulator.sufferAfter(MIDDLE_MM, 'heat');
      const second = stand.printer.print(SLIP, { reprint: false });
      await until(stand, ({ fault }) => fault === 'printer.too-hot');
      stand.simulator.mend('heat');
      expect(await pass(stand, second)).toEqual({ kind: 'done', proof: BEST_PROOF[id] });
      expect(wholeSlips(stand)).toHaveLength(2);
    });

    it('paper low is a warning: short slips print, one longer than the rest that is sure is refused', async () => {
      const stand = await readyBench(profile, line);
      stand.simulator.suffer('paper-low');
      await until(stand, ({ paper }) => paper === 'low');
      expect(stand.printer.status.current.device).toBe('online');
      expect(await pass(stand, stand.printer.print(SLIP, { reprint: false }))).toMatchObject({ kind: 'done' });
      const long: ReceiptDocument = { ...SLIP, blocks: Array.from({ length: 900 }, (_line, i) => ({ kind: 'text', text: `第${i}行` })) };
      expect(await pass(stand, stand.printer.print(long, { reprint: false }))).toEqual({ kind: 'failed', fault: 'printer.paper-low' });
      expect(wholeSlips(stand)).toHaveLength(1);
    });

    it('the cable pulled in mid-print: uncertain, then back, cleared, and the next slip is whole and alone', async () => {
      const stand = await readyBench(profile, line);
      stand.simulator.sufferAfter(MIDDLE_MM, 'plug');
      expect(await pass(stand, stand.printer.print(SLIP, { reprint: false }))).toEqual({ kind: 'uncertain', fault: 'device.lost' });
      await until(stand, ({ device }) => device === 'powerOff');
      expect(stand.journal.rows.size).toBe(1);
      stand.simulator.mend('plug');
      await until(stand, online);
      expect(stand.journal.rows.size).toBe(0);
      expect(await pass(stand, stand.printer.print(SLIP, { reprint: true }))).toEqual({ kind: 'done', proof: BEST_PROOF[id] });
      expect(wholeSlips(stand).filter((lines) => lines[0] === '【补打】')).toHaveLength(1);
      expect(stand.simulator.hanging.blocks).toEqual([]);
    });

    it('power lost in mid-print with the line still up: uncertain by silence, offline, and back when it has power', async () => {
      const stand = await readyBench(profile, line);
      stand.simulator.sufferAfter(MIDDLE_MM, 'power');
      expect(await pass(stand, stand.printer.print(SLIP, { reprint: false }))).toEqual({ kind: 'uncertain', fault: 'device.silent' });
      await until(stand, ({ device }) => device === 'offline');
      expect(stand.printer.status.current.fault).toBe('device.silent');
      stand.simulator.mend('power');
      await until(stand, online);
      expect(await pass(stand, stand.printer.print(SLIP, { reprint: true }))).toEqual({ kind: 'done', proof: BEST_PROOF[id] });
      expect(wholeSlips(stand)).toHaveLength(1);
      expect(wholeSlips(stand)[0]?.[0]).toBe('【补打】');
    });

    it('answers that come twice change nothing', async () => {
      const stand = await bench(profile, line);
      stand.simulator.behave({ doubled: true });
      await until(stand, online);
      for (let i = 0; i < 3; i += 1)
        expect(await pass(stand, stand.printer.print(SLIP, { reprint: false }))).toEqual({ kind: 'done', proof: BEST_PROOF[id] });
      expect(wholeSlips(stand)).toHaveLength(3);
    });

    it('a printer slower than its profile still gets its proof', async () => {
      const stand = await readyBench(profile, line);
      stand.simulator.behave({ pace: 0.3 });
      expect(await pass(stand, stand.printer.print(SLIP, { reprint: false }))).toEqual({ kind: 'done', proof: BEST_PROOF[id] });
    });

    it('an agent that starts anew after a job it never saw the end of clears the printer first and closes the journal', async () => {
      const journal = new MemoryJournal();
      journal.begin('job of the last life', '0001');
      const stand = await bench(profile, line, journal);
      await until(stand, online);
      expect(journal.rows.size).toBe(0);
      expect(await pass(stand, stand.printer.print(SLIP, { reprint: true }))).toMatchObject({ kind: 'done' });
    });

    it('enrolment finds out whether it returns process ids, and who it is', async () => {
      const stand = await readyBench(profile, line);
      const enrolled = await pass(stand, stand.printer.enrol());
      expect(enrolled).toEqual({
        processId: profile.processId,
        identity: ['SIMULATED', id, profile.charset === 'gbk' ? 'CHINA GB2312' : 'CHINA GB18030'],
      });
    });
  },
);

describe('receipt printer without a back channel', () => {
  it.each(['generic-80mm', 'generic-58mm'])(
    '%s that never answers comes up as such, and its prints are proven as sent, no more',
    async (id) => {
      const profile = printerProfile(id);
      const stand = await bench(profile, 'memory');
      stand.simulator.behave({ voice: 'mute' });
      await until(stand, online);
      expect(stand.printer.status.current).toEqual({
        role: 'receiptPrinter',
        device: 'online',
        fault: null,
        paper: 'unknown',
        backChannel: false,
      });
      const outcome: PrintOutcome = await pass(stand, stand.printer.print(SLIP, { reprint: false }));
      expect(outcome).toEqual({ kind: 'done', proof: 'sent' });
      await stand.clock.advance(10_000);
      expect(wholeSlips(stand)).toHaveLength(1);
    },
  );

  it('a model that must answer and does not is offline, not trusted', async () => {
    const stand = await bench(printerProfile('epson-tm-t88-80mm'), 'memory');
    stand.simulator.behave({ voice: 'mute' });
    await until(stand, ({ device }) => device === 'offline');
    expect(await pass(stand, stand.printer.print(SLIP, { reprint: false }))).toEqual({ kind: 'failed', fault: 'device.silent' });
    expect(wholeSlips(stand)).toEqual([]);
  });

  it('a printer that answers no queued question is proven by the quiet of its status', async () => {
    const profile: PrinterProfile = { ...printerProfile('clone-80mm-no-process-id'), queuedStatus: false };
    const stand = await readyBench(profile, 'memory');
    expect(await pass(stand, stand.printer.print(SLIP, { reprint: false }))).toEqual({ kind: 'done', proof: 'quiet' });
    expect(wholeSlips(stand)).toHaveLength(1);
  });
});
