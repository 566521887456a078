/** Code scanners on the bench: the real device over each kind of line, with the simulator at its other end. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { createCodeScanner } from '../../device-agent/devices/code-scanner.ts';
import type { CodeScanner } from '../../device-agent/devices/interfaces.ts';
import { systemClock, type Clock } from '../../device-agent/platform/clock.ts';
import { createHidScannerSimulator, type HidScannerShape } from '../../device-agent/simulators/code-scanner-hid.ts';
import { serveCodeScannerSimulatorTcp } from '../../device-agent/simulators/code-scanner-tcp.ts';
import { createCodeScannerSimulator, type SimulatedCode } from '../../device-agent/simulators/code-scanner.ts';
import { memoryOpener } from '../../device-agent/transport/memory.ts';
import { tcpOpener } from '../../device-agent/transport/tcp.ts';
import type { ScannedCode } from '../../shared/device/code.ts';
import { scannerProfileSchema, type ScannerProfile, type SerialScannerProfile } from '../../shared/settings/scanner-profile.ts';
import { ManualClock, settle } from './manual-clock.ts';

const FOLDER = join(import.meta.dirname, '../../config/devices/scanners');

/** A profile that ships. */
export function scannerProfile(name: string): ScannerProfile {
  return v.parse(scannerProfileSchema, JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')));
}

/** A profile that ships, on a serial line. */
export function serialProfile(name: string): SerialScannerProfile {
  const profile = scannerProfile(name);
  if (profile.link !== 'serial') throw new Error(`${name} is not on a serial line`);
  return profile;
}

/** What a code may go wrong by on every kind of line. */
type CommonMisbehaviour = 'duplicate' | 'silence';

/** One scanner, its person and its plug. */
export interface ScannerBench {
  readonly scanner: CodeScanner;
  /** Lays a code down; waits until the scanner could read it. */
  scan(code: SimulatedCode): Promise<boolean>;
  lit(): boolean;
  misbehave(how: CommonMisbehaviour | null): void;
  unplug(): void;
  plugIn(): void;
  /** Turns the wheel until `reached`; a test that waits in vain ends by its own time limit. */
  until(reached: () => boolean): Promise<void>;
  /** Everything that was told, by a listener of the bench. */
  readonly told: readonly ScannedCode[];
  /** Begins to listen; returns the remover. */
  listen(): () => void;
  end(): Promise<void>;
}

interface Rig {
  readonly scanner: CodeScanner;
  readonly clock: Clock;
  scan(code: SimulatedCode): Promise<boolean>;
  lit(): boolean;
  misbehave(how: CommonMisbehaviour | null): void;
  unplug(): void;
  plugIn(): void;
}

function benchOver(rig: Rig, end: () => Promise<void>): ScannerBench {
  const told: ScannedCode[] = [];
  const { clock } = rig;
  const turn = async (): Promise<void> => (clock instanceof ManualClock ? clock.advance(10) : settle());
  /** Runs a promise to its end while time goes by. */
  async function through<T>(promise: Promise<T>): Promise<T> {
    let done = false;
    const watched = promise.finally(() => {
      done = true;
    });
    while (!done) await turn();
    return watched;
  }
  return {
    ...rig,
    told,
    scan: (code) => through(rig.scan(code)),
    listen: () => rig.scanner.listen((code) => told.push(code)),
    async until(reached) {
      while (!reached()) await turn();
    },
    async end() {
      await through(rig.scanner.stop());
      await through(end());
    },
  };
}

/** A scanner on a serial line inside the process. */
export function memoryBench(profile: SerialScannerProfile): ScannerBench {
  const clock = new ManualClock();
  const simulator = createCodeScannerSimulator({ profile, clock });
  const opener = memoryOpener(
    'scanner',
    (far) => {
      if (!simulator.plugged.current) return 'device.no-device-at-path';
      void simulator.attach(far);
      return null;
    },
    clock,
  );
  const rig: Rig = {
    clock,
    scanner: createCodeScanner({ opener, profile, clock }),
    scan: (code) => simulator.scan(code),
    lit: () => simulator.lit.current,
    misbehave: (how) => simulator.misbehave(how),
    unplug: () => simulator.unplug(),
    plugIn: () => simulator.plugIn(),
  };
  return benchOver(rig, () => Promise.resolve());
}

/** A scanner behind a TCP port. */
export async function tcpBench(profile: SerialScannerProfile): Promise<ScannerBench> {
  const clock = systemClock;
  const simulator = createCodeScannerSimulator({ profile, clock });
  const served = await serveCodeScannerSimulatorTcp(simulator, 0);
  const { port } = served;
  const rig: Rig = {
    clock,
    scanner: createCodeScanner({ opener: tcpOpener({ host: '127.0.0.1', port }, clock), profile, clock }),
    scan: (code) => simulator.scan(code),
    lit: () => simulator.lit.current,
    misbehave: (how) => simulator.misbehave(how),
    unplug: () => simulator.unplug(),
    plugIn: () => simulator.plugIn(),
  };
  return benchOver(rig, () => served.close());
}

/** A HID POS scanner inside the process. */
export function hidBench(shape: Omit<HidScannerShape, 'clock'>, profile: ScannerProfile): ScannerBench {
  const clock = new ManualClock();
  const simulator = createHidScannerSimulator({ ...shape, clock });
  const rig: Rig = {
    clock,
    scanner: createCodeScanner({ opener: simulator.opener, profile, clock }),
    scan: (code) => simulator.scan(code),
    lit: () => simulator.lit.current,
    misbehave: (how) => simulator.misbehave(how),
    unplug: () => simulator.unplug(),
    plugIn: () => simulator.plugIn(),
  };
  return benchOver(rig, () => Promise.resolve());
}
