/** The code scanners in the matrix: the job is one code that is held before the scanner. */
import { createCodeScanner } from '../../../device-agent/devices/code-scanner.ts';
import { pause } from '../../../device-agent/platform/clock.ts';
import { createHidScannerSimulator, type HidScannerSimulator } from '../../../device-agent/simulators/code-scanner-hid.ts';
import {
  createCodeScannerSimulator,
  type CodeScannerSimulator,
  type SimulatedCode,
} from '../../../device-agent/simulators/code-scanner.ts';
import type { ChannelOpener } from '../../../device-agent/transport/byte-channel.ts';
import { memoryOpener } from '../../../device-agent/transport/memory.ts';
import type { ScannerProfile } from '../../../shared/settings/scanner-profile.ts';
import { scannerProfile, serialProfile } from '../../support/scanner-benches.ts';
import { FaultyOpener, JumpingClock, manualTime, type Rig, type RigTime } from '../rig.ts';

/** The family of the serial column: it answers its commands, so that its silence is heard. */
export const SERIAL_FAMILY = 'newland-serial';

/** A hand holds a code there until it is read. */
const AGAIN_MS = 50;

interface Scanning<S> {
  readonly simulator: S;
  readonly opener: ChannelOpener;
  readonly profile: ScannerProfile;
  readonly time: RigTime;
  readonly scan: (code: SimulatedCode) => Promise<boolean>;
}

function scannerOver<S>({ simulator, opener, profile, time, scan }: Scanning<S>): Rig & { readonly simulator: S } {
  const { clock } = time;
  const scanner = createCodeScanner({ opener, profile, clock });
  const told: string[] = [];
  let jobs = 0;
  async function hold(text: string): Promise<void> {
    while (!told.includes(text)) {
      await scan({ data: text, aim: ']Q1' });
      await pause(clock, AGAIN_MS);
    }
  }
  return {
    time,
    simulator,
    status: scanner.status,
    job() {
      jobs += 1;
      const wanted = `示例码${jobs}`;
      return new Promise((resolve) => {
        const stop = scanner.listen(({ text }) => {
          told.push(text);
          stop();
          resolve(text === wanted ? 'code' : `another code: ${text}`);
        });
      });
    },
    help: () => void hold(`示例码${jobs}`),
    came: (job) => told.filter((text) => text === `示例码${job}`).length,
    start: () => scanner.start(),
    stop: () => scanner.stop(),
  };
}

/** The serial scanner over an opener that only a kernel can play. */
export function serialScannerOver(
  opener: ChannelOpener,
  simulator: CodeScannerSimulator,
  time: RigTime,
): Rig & { readonly simulator: CodeScannerSimulator } {
  return scannerOver({ simulator, opener, profile: serialProfile(SERIAL_FAMILY), time, scan: (code) => simulator.scan(code) });
}

/** The serial scanner in memory. */
export function serialScannerRig(): Rig & {
  readonly simulator: CodeScannerSimulator;
  readonly line: FaultyOpener;
  readonly clock: JumpingClock;
} {
  const clock = new JumpingClock();
  const simulator = createCodeScannerSimulator({ profile: serialProfile(SERIAL_FAMILY), clock });
  const inner = memoryOpener(
    'scanner',
    (far) => {
      if (!simulator.plugged.current) return 'device.no-device-at-path';
      void simulator.attach(far);
      return null;
    },
    clock,
  );
  // Between codes of this family an empty line is the only noise that is no code.
  const line = new FaultyOpener(inner, clock, Uint8Array.of(0x0d));
  return { ...serialScannerOver(line, simulator, manualTime(clock)), line, clock };
}

/** The HID POS scanner in memory. */
export function hidScannerRig(): Rig & {
  readonly simulator: HidScannerSimulator;
  readonly line: FaultyOpener;
  readonly clock: JumpingClock;
} {
  const clock = new JumpingClock();
  const simulator = createHidScannerSimulator({ layout: 'B', descriptor: 'told', reads: 'when-lit', clock });
  // A report under an id that is none of a code's.
  const line = new FaultyOpener(simulator.opener, clock, new Uint8Array(64).fill(0xee));
  const scanning = {
    simulator,
    opener: line,
    profile: scannerProfile('newland-hid-pos'),
    scan: (code: SimulatedCode) => simulator.scan(code),
  };
  return { ...scannerOver({ ...scanning, time: manualTime(clock) }), line, clock };
}
