/** A HID POS scanner that is not there: reports in layout A or B, the standard trigger or the maker's tunnel, its own descriptor. */
import iconv from 'iconv-lite';
import { err, ok } from '../../shared/base/result.ts';
import { Watched, type Watchable } from '../../shared/base/watchable.ts';
import { TRIGGER_COMMANDS } from '../frame/scan-line-commands.ts';
import type { Clock } from '../platform/clock.ts';
import { ChannelLost, type ByteChannel, type ChannelOpener } from '../transport/byte-channel.ts';
import { memoryChannelPair, type MemoryEnd } from '../transport/memory.ts';
import { simulatedAnswer } from './code-scanner-answers.ts';
import type { SimulatedCode } from './code-scanner.ts';
import { KEYBOARD_DESCRIPTOR, LAYOUT_A_DESCRIPTOR, LAYOUT_B_DESCRIPTOR } from './hid-descriptors.ts';

/** How the device presents itself. */
export interface HidScannerShape {
  readonly layout: 'A' | 'B';
  /** `withheld`: the system does not tell, the bytes must. `keyboard`: it stands in keyboard mode. */
  readonly descriptor: 'told' | 'withheld' | 'keyboard';
  /** `always`: a presentation scanner, which reads whatever is laid down. */
  readonly reads: 'when-lit' | 'always';
  readonly clock: Clock;
}

/** Things that go wrong. */
type HidScannerMisbehaviour =
  /** The last report of a code never comes. */
  | 'unfinished'
  /** The code is sent twice. */
  | 'duplicate'
  /** Commands are taken and not answered. */
  | 'silence';

/** The device as a person in front of it handles it. */
export interface HidScannerSimulator {
  /** Opens a line to it; `device.no-device-at-path` while it is unplugged. */
  readonly opener: ChannelOpener;
  readonly lit: Watchable<boolean>;
  /** Feature reports that were sent to it, oldest first. */
  readonly features: readonly Uint8Array[];
  /** Lays a code down; false when it is not read: the light is off, or nobody has the device open. */
  scan(code: SimulatedCode): Promise<boolean>;
  /** Puts one report on the line as it is. */
  sendReport(report: Uint8Array): Promise<void>;
  misbehave(how: HidScannerMisbehaviour | null): void;
  unplug(): void;
  plugIn(): void;
  /** A setup code was scanned: the device comes back on the bus and says something else of itself. */
  switchTo(descriptor: HidScannerShape['descriptor']): void;
}

const REPORT_BYTES = 64;
const CHUNK_BYTES = 56;

/** Makes the device, plugged in. */
export function createHidScannerSimulator(shape: HidScannerShape): HidScannerSimulator {
  const lit = new Watched(false);
  const features: Uint8Array[] = [];
  let device: MemoryEnd | null = null;
  let plugged = true;
  let { descriptor } = shape;
  let how: HidScannerMisbehaviour | null = null;

  async function takeCommands(far: MemoryEnd): Promise<void> {
    try {
      for await (const report of far.bytes) {
        const answer = takeCommand(report);
        if (answer !== null && how !== 'silence') await far.write(reportsOf('B', answer, null)[0] ?? answer);
      }
    } catch (error) {
      if (!(error instanceof ChannelLost)) throw error;
    } finally {
      if (device === far) device = null;
      lit.set(false);
    }
  }

  /** The command inside an output report: Honeywell's FD, Newland's 04 with a length, else the standard bits. */
  function takeCommand(report: Uint8Array): Uint8Array | null {
    const command = report.slice(2, 2 + (report[1] ?? 0));
    if (report[0] === 0xfd) lit.set(isSame(command, TRIGGER_COMMANDS.honeywell.on));
    else if (shape.layout === 'B') {
      lit.set(isSame(command, TRIGGER_COMMANDS.newland.on));
      return simulatedAnswer('newland', command, true);
    } else lit.set(((report[1] ?? 0) & 0b10) !== 0);
    return null;
  }

  function open(): MemoryEnd {
    const [near, far] = memoryChannelPair(shape.clock);
    device = far;
    void takeCommands(far);
    return near;
  }

  return {
    lit,
    features,
    opener: {
      address: `simulated HID scanner, layout ${shape.layout}`,
      open: () =>
        Promise.resolve(plugged ? ok(hidLine(open(), descriptorOf(shape.layout, descriptor), features)) : err('device.no-device-at-path')),
    },
    async scan({ data, aim, charset = 'utf-8' }) {
      const line = device;
      if (line === null || (shape.reads === 'when-lit' && !lit.current)) return false;
      const bytes = typeof data === 'string' ? Uint8Array.from(iconv.encode(data, charset)) : data;
      const reports = reportsOf(shape.layout, bytes, aim ?? null);
      const sent = how === 'unfinished' ? reports.slice(0, -1) : how === 'duplicate' ? [...reports, ...reports] : reports;
      lit.set(false);
      for (const report of sent) await line.write(report);
      return true;
    },
    sendReport: async (report) => device?.write(report),
    misbehave: (next) => {
      how = next;
    },
    unplug() {
      plugged = false;
      device?.cut();
      device = null;
    },
    plugIn() {
      plugged = true;
    },
    switchTo(next) {
      descriptor = next;
      device?.cut();
    },
  };
}

/** The reports of one code. Exactly filled reports of layout B are followed by nothing: its manual names no continuation. */
function reportsOf(layout: 'A' | 'B', data: Uint8Array, aim: string | null): Uint8Array[] {
  const reports: Uint8Array[] = [];
  for (let at = 0; at < data.length || at === 0; at += CHUNK_BYTES) {
    const chunk = data.subarray(at, at + CHUNK_BYTES);
    const report = new Uint8Array(layout === 'A' ? REPORT_BYTES : REPORT_BYTES - 1);
    report.set([0x02, chunk.length]);
    if (layout === 'A') {
      report.set(
        Uint8Array.from(aim ?? '\0\0\0', (letter) => letter.charCodeAt(0)),
        2,
      );
      report[63] = at + CHUNK_BYTES < data.length ? 1 : 0;
    }
    report.set(chunk, layout === 'A' ? 5 : 2);
    reports.push(report);
  }
  return reports;
}

function hidLine(near: MemoryEnd, descriptor: Uint8Array | null, features: Uint8Array[]): ByteChannel {
  return Object.assign(near, {
    sendFeature: (bytes: Uint8Array): Promise<void> => {
      features.push(bytes.slice());
      return Promise.resolve();
    },
    reportDescriptor: (): Promise<Uint8Array | null> => Promise.resolve(descriptor),
  });
}

function descriptorOf(layout: 'A' | 'B', told: HidScannerShape['descriptor']): Uint8Array | null {
  if (told === 'withheld') return null;
  if (told === 'keyboard') return KEYBOARD_DESCRIPTOR;
  return layout === 'A' ? LAYOUT_A_DESCRIPTOR : LAYOUT_B_DESCRIPTOR;
}

function isSame(bytes: Uint8Array, other: Uint8Array | null): boolean {
  return other !== null && bytes.length === other.length && bytes.every((byte, index) => byte === other[index]);
}
