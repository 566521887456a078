/** The code scanner under a clock that a test moves: light, repeats, refusals, what lay in the line, what a line does to a code. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CODE_SCANNER_DELAYS, createCodeScanner } from '../../device-agent/devices/code-scanner.ts';
import { HID_POS_DELAYS } from '../../device-agent/drivers/scanner-hid-pos/driver.ts';
import { SCANNER_LIGHT_DELAYS } from '../../device-agent/drivers/scanner-light.ts';
import { createHidScannerSimulator, type HidScannerShape } from '../../device-agent/simulators/code-scanner-hid.ts';
import {
  createCodeScannerSimulator,
  SCANNER_SIMULATOR_DELAYS,
  type ScannerMisbehaviour,
} from '../../device-agent/simulators/code-scanner.ts';
import { memoryChannelPair, memoryOpener } from '../../device-agent/transport/memory.ts';
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import { ok } from '../../shared/base/result.ts';
import { scannerProfileSchema } from '../../shared/settings/scanner-profile.ts';
import { ManualClock, settle } from '../support/manual-clock.ts';
import { scannerProfile, serialProfile } from '../support/scanner-benches.ts';

/** A serial scanner of a family with its simulator, online. */
async function serialScanner(name: string) {
  const clock = new ManualClock();
  const profile = serialProfile(name);
  const simulator = createCodeScannerSimulator({ profile, clock });
  const opener = memoryOpener('scanner', (far) => (void simulator.attach(far), null), clock);
  const scanner = createCodeScanner({ opener, profile, clock });
  scanner.start();
  await settle();
  const told: string[] = [];
  return { clock, profile, simulator, scanner, told, listen: () => scanner.listen((code) => told.push(code.text)) };
}

/** A serial scanner whose other end the test holds itself. */
async function bareScanner(name: string) {
  const clock = new ManualClock();
  const [near, far] = memoryChannelPair(clock);
  const scanner = createCodeScanner({
    opener: { address: 'bare', open: () => Promise.resolve(ok(near)) },
    profile: scannerProfile(name),
    clock,
  });
  const written: string[] = [];
  void (async () => {
    for await (const chunk of far.bytes) written.push(toHex(chunk));
  })().catch(() => {});
  scanner.start();
  await settle();
  return { clock, far, scanner, written };
}

/** A HID scanner with its simulator, opened. */
async function hidScanner(shape: Partial<HidScannerShape>, profile = 'generic-hid-pos') {
  const clock = new ManualClock();
  const simulator = createHidScannerSimulator({ layout: 'A', descriptor: 'told', reads: 'always', clock, ...shape });
  const scanner = createCodeScanner({ opener: simulator.opener, profile: scannerProfile(profile), clock });
  const told: string[] = [];
  scanner.listen((code) => told.push(code.text));
  scanner.start();
  await settle();
  return { clock, simulator, scanner, told };
}

describe('a code that lies there', () => {
  it.each([
    ['again at once', [0], 1],
    ['again just inside the time', [CODE_SCANNER_DELAYS.sameCodeMs - 200], 1],
    ['four times within the time of each last sight', [1000, 1000, 1000], 1],
    ['taken away and laid down again', [CODE_SCANNER_DELAYS.sameCodeMs + 200], 2],
  ])('%s', async (_name, pauses, times) => {
    const { clock, simulator, told, listen } = await serialScanner('generic-serial');
    listen();
    await simulator.scan({ data: 'SAME' });
    await clock.advance(100);
    for (const pause of pauses) {
      await clock.advance(pause);
      await simulator.scan({ data: 'SAME' });
      await clock.advance(100);
    }
    expect(told).toEqual(Array<string>(times).fill('SAME'));
  });

  it('another code in between is told, and so is the first one again', async () => {
    const { clock, simulator, told, listen } = await serialScanner('generic-serial');
    listen();
    for (const data of ['A', 'B', 'A']) {
      await simulator.scan({ data });
      await clock.advance(100);
    }
    expect(told).toEqual(['A', 'B', 'A']);
  });

  it('is told to a page that begins to listen while it lies there', async () => {
    const { clock, simulator, told, listen } = await serialScanner('generic-serial');
    const leave = listen();
    await simulator.scan({ data: 'SLIP' });
    await clock.advance(100);
    leave();
    listen();
    await simulator.scan({ data: 'SLIP' });
    await clock.advance(100);
    expect(told).toEqual(['SLIP', 'SLIP']);
  });

  it('is not told to who begins to listen because of it', async () => {
    const { clock, simulator, scanner } = await serialScanner('generic-serial');
    const late: string[] = [];
    scanner.listen(() => void scanner.listen((code) => late.push(code.text)));
    await simulator.scan({ data: 'SLIP' });
    await clock.advance(100);
    expect(late).toEqual([]);
  });
});

describe('the light', () => {
  it('is put out at opening, as an earlier process may have left it on', async () => {
    const { written } = await bareScanner('honeywell-serial');
    expect(written).toEqual(['16 55 0D']);
  });

  it('comes on again after each code and after the time in which the scanner gives up', async () => {
    const { clock, far, scanner, written } = await bareScanner('honeywell-serial');
    scanner.listen(() => {});
    await settle();
    await far.write(fromHex('5D 45 30 31 0D'));
    await settle();
    expect(written).toEqual(['16 55 0D', '16 54 0D', '16 54 0D']);
    await clock.advance(scannerProfile('honeywell-serial').rearmMs);
    expect(written.length).toBe(4);
    await scanner.stop();
    await settle();
    expect(written.at(-1)).toBe('16 55 0D');
  });

  it('stays out when nobody listens, however long', async () => {
    const { clock, written } = await bareScanner('honeywell-serial');
    await clock.advance(600_000);
    expect(written).toEqual(['16 55 0D']);
  });

  it.each([
    ['newland-serial', '7E 01 30 30 30 30 23 53 43 4E 54 52 47 30 3B 03'],
    ['gm65-serial', '7E 00 08 01 00 02 00 AB CD'],
  ])('%s is online only when it has answered; one answer lost is asked again, two are silence', async (name, off) => {
    const { clock, scanner, written } = await bareScanner(name);
    expect(scanner.status.current.device).toBe('starting');
    await clock.advance(SCANNER_LIGHT_DELAYS.answerMs);
    expect(written).toEqual([off, off]);
    expect(scanner.status.current.device).toBe('starting');
    await clock.advance(SCANNER_LIGHT_DELAYS.answerMs);
    expect(scanner.status.current).toMatchObject({ device: 'offline', fault: 'device.silent' });
  });

  it('a scanner that refuses the command of its family is a wrong one', async () => {
    const { clock, simulator, scanner, listen } = await serialScanner('newland-serial');
    expect(scanner.status.current.device).toBe('online');
    simulator.misbehave('refusing');
    listen();
    await clock.advance(10);
    expect(scanner.status.current).toMatchObject({ device: 'userError', fault: 'device.wrong-device' });
    await scanner.stop();
  });

  it('a line that takes nothing more does not hold up the end', async () => {
    const clock = new ManualClock();
    const [near] = memoryChannelPair(clock);
    const stuck = { bytes: near.bytes, write: () => new Promise<void>(() => {}), close: () => near.close() };
    const profile = scannerProfile('honeywell-serial');
    const scanner = createCodeScanner({ opener: { address: 'stuck', open: () => Promise.resolve(ok(stuck)) }, profile, clock });
    scanner.listen(() => {});
    scanner.start();
    await settle();
    const stopped = scanner.stop();
    await clock.advance(SCANNER_LIGHT_DELAYS.farewellMs);
    await stopped;
    expect(scanner.status.current.device).toBe('offline');
  });
});

describe('a serial line that misbehaves', () => {
  it.each([
    ['split', ['ZZ-0001']],
    ['garbage', ['ZZ-0001']],
    ['slow', ['ZZ-0001']],
    ['duplicate', ['ZZ-0001']],
    ['missing-suffix', ['ZZ-0001']],
    ['glued', ['ZZ-0001', 'ZZ-0002']],
  ] satisfies [ScannerMisbehaviour, string[]][])('%s: every code once, then a good one', async (how, expected) => {
    for (const profile of ['simulated-serial', 'honeywell-serial']) {
      const { clock, simulator, told, listen } = await serialScanner(profile);
      listen();
      await clock.advance(10);
      simulator.misbehave(how);
      const scanned = simulator.scan({ data: 'ZZ-0001', aim: ']C0' });
      await clock.advance(1000);
      expect(await scanned).toBe(true);
      expect(told).toEqual(expected);
      simulator.misbehave(null);
      await simulator.scan({ data: '好', aim: ']Q1' });
      await clock.advance(1000);
      expect(told).toEqual([...expected, '好']);
    }
  });

  it('noise without a code says nothing and does not make the device look broken', async () => {
    const { clock, far, scanner } = await bareScanner('honeywell-serial');
    const told: string[] = [];
    scanner.listen((code) => told.push(code.text));
    await far.write(fromHex('0D 0A 0D 0A 0D'));
    await clock.advance(1000);
    expect(told).toEqual([]);
    expect(scanner.status.current.device).toBe('online');
  });
});

describe('a HID scanner', () => {
  it('that can only type is refused, and taken as soon as it was switched over', async () => {
    const { clock, simulator, scanner, told } = await hidScanner({ descriptor: 'keyboard' });
    await simulator.scan({ data: 'TYPED' });
    await clock.advance(1000);
    expect(scanner.status.current).toMatchObject({ device: 'userError', fault: 'device.keyboard-mode', scanner: 'inoperative' });
    expect(told).toEqual([]);
    simulator.switchTo('told');
    await clock.advance(3000);
    await simulator.scan({ data: 'SWITCHED', aim: ']Q1' });
    await clock.advance(10);
    expect(scanner.status.current).toMatchObject({ device: 'online', fault: null });
    expect(told).toEqual(['SWITCHED']);
  });

  it('that is no scanner at all is a wrong device', async () => {
    const clock = new ManualClock();
    const [near] = memoryChannelPair(clock);
    const mouse = Object.assign(near, {
      sendFeature: () => Promise.resolve(),
      reportDescriptor: () => Promise.resolve(fromHex('05 01 09 02 A1 01 05 09 19 01 29 03 95 03 75 01 81 02 C0')),
    });
    const profile = scannerProfile('generic-hid-pos');
    const scanner = createCodeScanner({ opener: { address: 'mouse', open: () => Promise.resolve(ok(mouse)) }, profile, clock });
    scanner.start();
    await settle();
    expect(scanner.status.current).toMatchObject({ device: 'userError', fault: 'device.wrong-device' });
    await scanner.stop();
  });

  it.each([
    ['honeywell-hid-pos', { descriptor: 'told' }, ['FE 01']],
    ['honeywell-hid-pos', { descriptor: 'withheld' }, ['FE 01']],
    ['honeywell-hid-pos', { descriptor: 'told', layout: 'B' }, []],
    ['generic-hid-pos', { descriptor: 'told' }, []],
  ] satisfies [string, Partial<HidScannerShape>, string[]][])('%s, %o: is sent the redirection %j', async (profile, shape, features) => {
    const { simulator } = await hidScanner(shape, profile);
    expect(simulator.features.map(toHex)).toEqual(features);
  });

  it('what lay in the line before the opening is dropped, also where its end comes later', async () => {
    const { clock, simulator, told } = await hidScanner({});
    await simulator.scan({ data: 'FROM THE LAST CITIZEN', aim: ']Q1' });
    simulator.misbehave('unfinished');
    await simulator.scan({ data: `BEGUN${'x'.repeat(80)}`, aim: ']Q1' });
    await clock.advance(HID_POS_DELAYS.staleMs + 10);
    simulator.misbehave(null);
    await simulator.scan({ data: 'END OF IT', aim: ']Q1' });
    await clock.advance(10);
    expect(told).toEqual([]);
    await simulator.scan({ data: 'FRESH', aim: ']Q1' });
    await clock.advance(10);
    expect(told).toEqual(['FRESH']);
  });

  it('a code that lost its end is given up, the next one is read', async () => {
    const { clock, simulator, told } = await hidScanner({});
    await clock.advance(HID_POS_DELAYS.staleMs);
    simulator.misbehave('unfinished');
    await simulator.scan({ data: 'x'.repeat(100), aim: ']Q1' });
    simulator.misbehave(null);
    await clock.advance(HID_POS_DELAYS.chainMs);
    await simulator.scan({ data: 'WHOLE', aim: ']Q1' });
    await clock.advance(10);
    expect(told).toEqual(['WHOLE']);
  });
});

describe('profiles that ship', () => {
  const names = readdirSync(join(import.meta.dirname, '../../config/devices/scanners')).map((file) => file.replace(/\.json$/, ''));

  it('are there', () => {
    expect(names.length).toBeGreaterThanOrEqual(8);
  });

  it.each(names)('%s fits the schema; a made-up key does not', (name) => {
    const profile = scannerProfile(name);
    expect(profile.name).not.toBe('');
    // A slow line of the simulator must stay one code.
    if (profile.link === 'serial') expect(profile.gapMs).toBeGreaterThan(SCANNER_SIMULATOR_DELAYS.slowByteMs);
    expect(v.safeParse(scannerProfileSchema, { ...profile, colour: 'red' }).success).toBe(false);
  });
});
