/** The ladder from a question on the open line to a suspected device, as a table and on a device that stays silent. */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createIdCardReader } from '../../device-agent/devices/id-card-reader.ts';
import { createReceiptPrinter } from '../../device-agent/devices/receipt-printer.ts';
import { atWork, climbed, LADDER_FOOT, probed, RECOVERY_DELAYS, type Ladder } from '../../device-agent/devices/recovery-ladder.ts';
import { systemClock } from '../../device-agent/platform/clock.ts';
import { createIdCardSimulator, NO_LATENCY } from '../../device-agent/simulators/id-card-reader.ts';
import { attachIdCardSimulator } from '../../device-agent/simulators/id-card-reader-line.ts';
import { attachReceiptPrinterSimulator } from '../../device-agent/simulators/receipt-printer-line.ts';
import { createReceiptPrinterSimulator } from '../../device-agent/simulators/receipt-printer.ts';
import { memoryOpener } from '../../device-agent/transport/memory.ts';
import { usbResetOf } from '../../device-agent/transport/usb-reset.ts';
import type { FaultCode } from '../../shared/fault/fault.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { printerProfile } from '../support/printer-profiles.ts';
import { RECOVERY_MS } from './run-cell.ts';

const SILENT: FaultCode = 'device.silent';

function rungs(faults: readonly FaultCode[], mayReset: boolean): string[] {
  let ladder: Ladder = LADDER_FOOT;
  return faults.map((fault, index) => {
    const step = climbed(ladder, fault, index * 1_000, mayReset);
    ladder = step.ladder;
    return step.rung;
  });
}

describe('the rungs', () => {
  it.each<[string, readonly FaultCode[], boolean, readonly string[]]>([
    ['silent for good, reset allowed', [SILENT, SILENT, SILENT, SILENT], true, ['reopen', 'reopen', 'reset', 'suspect']],
    ['silent for good, no helper', [SILENT, SILENT, SILENT], false, ['reopen', 'reopen', 'suspect']],
    ['nonsense counts like silence', ['device.garbled', SILENT, 'device.garbled'], true, ['reopen', 'reopen', 'reset']],
    [
      'pulled out: no rung gives it more than its plug',
      [SILENT, SILENT, 'device.no-device-at-path', SILENT],
      true,
      ['reopen', 'reopen', 'reopen', 'reopen'],
    ],
    [
      'held by another program',
      Array.from({ length: 4 }, () => 'device.port-busy' as const),
      true,
      ['reopen', 'reopen', 'reopen', 'reopen'],
    ],
    ['no permission', Array.from({ length: 4 }, () => 'device.permission-denied' as const), true, ['reopen', 'reopen', 'reopen', 'reopen']],
  ])('%s', (_what, faults, mayReset, wanted) => {
    expect(rungs(faults, mayReset)).toEqual(wanted);
  });

  it('a device that answers for a moment and falls silent again goes on climbing; one that worked steadily begins anew', () => {
    const failing = climbed(climbed(LADDER_FOOT, SILENT, 0, true).ladder, SILENT, 1_000, true).ladder;
    const moment = climbed(atWork(failing, 2_000), SILENT, 3_000, true);
    expect(moment.rung).toBe('reset');
    const steady = climbed(atWork(failing, 2_000), SILENT, 2_000 + RECOVERY_DELAYS.steadyMs, true);
    expect(steady.rung).toBe('reopen');
  });

  it('a port is reset once in five minutes at most', () => {
    const due = { ...LADDER_FOOT, failures: 2 };
    const first = climbed(due, SILENT, 1_000, true);
    expect(first.rung).toBe('reset');
    expect(climbed({ ...first.ladder, failures: 2 }, SILENT, 1_000 + RECOVERY_DELAYS.resetAgainMs - 1, true).rung).toBe('suspect');
    expect(climbed({ ...first.ladder, failures: 2 }, SILENT, 1_000 + RECOVERY_DELAYS.resetAgainMs, true).rung).toBe('reset');
  });

  it('is asked once more on its line only where it had answered there, and not over and over', () => {
    expect(probed(LADDER_FOOT, SILENT, 0)).toBeNull();
    const working = atWork(LADDER_FOOT, 0);
    expect(probed(working, 'device.lost', 1_000)).toBeNull();
    const once = probed(working, SILENT, 1_000);
    expect(once).not.toBeNull();
    expect(once && probed(once, SILENT, 2_000)).toBeNull();
  });
});

/** Moves time until the condition holds; answers how long that took. */
async function until(clock: ManualClock, holds: () => boolean, withinMs: number): Promise<number> {
  for (let passed = 0; passed <= withinMs; passed += 10) {
    if (holds()) return passed;
    await clock.advance(10);
  }
  throw new Error('it never came to that');
}

describe('a device that is there and does not answer', () => {
  const resets: number[] = [];
  const usbReset = (clock: ManualClock) => (): Promise<boolean> => {
    resets.push(clock.monotonicMs());
    return Promise.resolve(true);
  };
  afterEach(() => resets.splice(0));

  it('an ID-card reader: offline first, one reset of its port, then suspected, and back at once when it answers', async () => {
    const clock = new ManualClock();
    const simulator = createIdCardSimulator({ clock, latency: NO_LATENCY });
    const opener = memoryOpener('reader', (far) => (attachIdCardSimulator(simulator, far) ? null : 'device.no-device-at-path'), clock);
    const reader = createIdCardReader({ opener, envelope: 'serial', clock, usbReset: usbReset(clock) });
    const states: string[] = [];
    reader.status.watch(({ device }) => states.push(device));
    reader.start();
    await until(clock, () => reader.status.current.device === 'online', 1_000);
    simulator.misbehave({ what: { kind: 'silence' }, times: 100_000 });
    await until(clock, () => reader.status.current.device === 'hardwareError', 180_000);
    expect(states).toEqual(['online', 'offline', 'hardwareError']);
    expect(reader.status.current.fault).toBe('device.silent');
    expect(resets).toHaveLength(1);
    simulator.behave();
    expect(await until(clock, () => reader.status.current.device === 'online', RECOVERY_MS)).toBeLessThan(RECOVERY_MS);
    await reader.stop();
  });

  it('an ID-card reader that misses one question is asked again on the same line, and nobody hears of it', async () => {
    const clock = new ManualClock();
    const simulator = createIdCardSimulator({ clock, latency: NO_LATENCY });
    let opened = 0;
    const opener = memoryOpener(
      'reader',
      (far) => {
        opened += 1;
        return attachIdCardSimulator(simulator, far) ? null : 'device.no-device-at-path';
      },
      clock,
    );
    const reader = createIdCardReader({ opener, envelope: 'serial', clock });
    const states: string[] = [];
    reader.status.watch(({ device }) => states.push(device));
    reader.start();
    await until(clock, () => reader.status.current.device === 'online', 1_000);
    // The check of an idle reader sends its question twice.
    simulator.misbehave({ what: { kind: 'silence' }, times: 2 });
    await clock.advance(60_000);
    expect(states).toEqual(['online']);
    expect(opened).toBe(1);
    await reader.stop();
  });

  it('a receipt printer: offline all the while, never starting again, then suspected, and back at once when it answers', async () => {
    const clock = new ManualClock();
    const profile = printerProfile('generic-80mm');
    const simulator = createReceiptPrinterSimulator({ profile, clock });
    const opener = memoryOpener(
      'printer',
      (far) => (attachReceiptPrinterSimulator(simulator, far) ? null : 'device.no-device-at-path'),
      clock,
    );
    const printer = createReceiptPrinter({ opener, profile, clock, glyphs: { glyph: () => null }, usbReset: usbReset(clock) });
    const states: string[] = [];
    printer.start();
    await until(clock, () => printer.status.current.device === 'online', 5_000);
    printer.status.watch(({ device }) => states.push(device));
    simulator.behave({ voice: 'frozen' });
    await until(clock, () => printer.status.current.device === 'hardwareError', 180_000);
    expect([...new Set(states)]).toEqual(['offline', 'hardwareError']);
    expect(resets).toHaveLength(1);
    simulator.behave({});
    expect(await until(clock, () => printer.status.current.device === 'online', RECOVERY_MS)).toBeLessThan(RECOVERY_MS);
    expect(printer.status.current.backChannel).toBe(true);
    const stopped = printer.stop();
    await clock.advance(2_000);
    await stopped;
  });
});

describe('the helper that resets a port', () => {
  it('is given the device as its last argument; its word counts, a missing one is no harm', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'reset-'));
    const helper = join(folder, 'helper');
    const heard = join(folder, 'heard');
    await writeFile(helper, `#!/bin/sh\necho "$@" > ${heard}\nexit "$1"\n`);
    await chmod(helper, 0o755);
    expect(await usbResetOf({ command: helper, args: ['0'] }, '1a86:7523', systemClock)()).toBe(true);
    expect(await readFile(heard, 'utf8')).toBe('0 1a86:7523\n');
    expect(await usbResetOf({ command: helper, args: ['3'] }, '/dev/ttyUSB0', systemClock)()).toBe(false);
    expect(await usbResetOf({ command: join(folder, 'none'), args: [] }, '/dev/ttyUSB0', systemClock)()).toBe(false);
    await rm(folder, { recursive: true });
  });

  it('that hangs is ended', async () => {
    const clock = new ManualClock();
    const done = usbResetOf({ command: '/bin/sleep', args: ['600'] }, '0', clock)();
    await clock.advance(5_000);
    expect(await done).toBe(false);
  });
});
