/** A reader on a simulated device: over memory and both HID envelopes with a clock that the test moves, over TCP with the machine's own. */
import { createIdCardReader, type IdReaderNote } from '../../device-agent/devices/id-card-reader.ts';
import type { IdCardReader } from '../../device-agent/devices/interfaces.ts';
import type { SamEnvelopeKind } from '../../device-agent/drivers/id-card-sam/envelope.ts';
import { systemClock, type Clock } from '../../device-agent/platform/clock.ts';
import {
  createIdCardSimulator,
  NO_LATENCY,
  type IdCardSimulator,
  type ModuleLatency,
} from '../../device-agent/simulators/id-card-reader.ts';
import { attachIdCardSimulator, serveIdCardSimulatorTcp } from '../../device-agent/simulators/id-card-reader-line.ts';
import { memoryOpener } from '../../device-agent/transport/memory.ts';
import { tcpOpener } from '../../device-agent/transport/tcp.ts';
import type { IdReaderStatus } from '../../shared/device/status.ts';
import { ManualClock } from './manual-clock.ts';

/** What a test of the reader stands in. */
export interface IdCardRoom {
  readonly reader: IdCardReader;
  readonly simulator: IdCardSimulator;
  readonly notes: readonly IdReaderNote[];
  readonly history: readonly IdReaderStatus[];
  /** Resolves with the result; moves the clock on as long as that takes. */
  ends<T>(awaited: Promise<T>): Promise<T>;
  /** Resolves when the status is as wanted; moves the clock on as long as that takes. */
  until(wanted: (status: IdReaderStatus) => boolean): Promise<IdReaderStatus>;
  close(): Promise<void>;
}

/** How the rooms differ. */
export interface RoomKind {
  readonly name: string;
  /** Whether the machine's own clock runs in it, so that a test of long waits had better be elsewhere. */
  readonly realTime: boolean;
  enter(options?: { readonly latency?: ModuleLatency; readonly pacingBaud?: number }): Promise<IdCardRoom>;
}

interface Parts {
  readonly reader: IdCardReader;
  readonly simulator: IdCardSimulator;
  readonly notes: IdReaderNote[];
  ends<T>(awaited: Promise<T>): Promise<T>;
  close(): Promise<void>;
}

function furnish(parts: Parts): IdCardRoom {
  const history: IdReaderStatus[] = [parts.reader.status.current];
  parts.reader.status.watch((status) => void history.push(status));
  return {
    ...parts,
    history,
    until: (wanted) => {
      const { current } = parts.reader.status;
      if (wanted(current)) return Promise.resolve(current);
      return parts.ends(
        new Promise((resolve) => {
          const stop = parts.reader.status.watch((status) => {
            if (!wanted(status)) return;
            stop();
            resolve(status);
          });
        }),
      );
    },
    close: async () => {
      await parts.ends(parts.reader.stop());
      await parts.close();
    },
  };
}

/** Ten minutes of the room's time: whatever is awaited longer than that never comes. */
const PATIENCE_MS = 600_000;

async function drive<T>(clock: ManualClock, awaited: Promise<T>): Promise<T> {
  let done = false;
  const settled = awaited.finally(() => {
    done = true;
  });
  settled.catch(() => undefined);
  for (let ms = 0; !done && ms < PATIENCE_MS; ms += 10) await clock.advance(10);
  if (!done) throw new Error('awaited in vain');
  return settled;
}

function memoryRoom(envelope: SamEnvelopeKind): RoomKind {
  return {
    name: `memory, ${envelope}`,
    realTime: false,
    enter: (options = {}) => {
      const clock = new ManualClock();
      const simulator = createIdCardSimulator({ clock, pacingBaud: options.pacingBaud ?? null, latency: options.latency ?? NO_LATENCY });
      const opener = memoryOpener(
        'id reader',
        (far) => (attachIdCardSimulator(simulator, far, envelope) ? null : 'device.no-device-at-path'),
        clock,
      );
      const notes: IdReaderNote[] = [];
      const reader = createIdCardReader({ opener, envelope, clock, onNote: (note) => void notes.push(note) });
      return Promise.resolve(
        furnish({ reader, simulator, notes, ends: (awaited) => drive(clock, awaited), close: () => Promise.resolve() }),
      );
    },
  };
}

function tcpRoom(clock: Clock): RoomKind {
  return {
    name: 'TCP, serial',
    realTime: true,
    enter: async (options = {}) => {
      const simulator = createIdCardSimulator({ clock, pacingBaud: options.pacingBaud ?? null, latency: options.latency ?? NO_LATENCY });
      const served = await serveIdCardSimulatorTcp(simulator, 0);
      const notes: IdReaderNote[] = [];
      const opener = tcpOpener({ host: '127.0.0.1', port: served.port }, clock);
      const reader = createIdCardReader({ opener, envelope: 'serial', clock, onNote: (note) => void notes.push(note) });
      return furnish({ reader, simulator, notes, ends: (awaited) => awaited, close: () => served.close() });
    },
  };
}

/** Over memory as on a serial port. */
export const SERIAL_ROOM = memoryRoom('serial');
/** Every way to reach the reader. */
export const ID_CARD_ROOMS: readonly RoomKind[] = [SERIAL_ROOM, memoryRoom('miaxis-hid'), memoryRoom('derk-hid'), tcpRoom(systemClock)];
